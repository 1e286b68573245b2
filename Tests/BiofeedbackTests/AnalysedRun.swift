import Biofeedback
import EMGUnits
import Recording
import SignalProcessing
import Simulation

/// A run that has gone through the pipeline.
struct AnalysedRun {
  private(set) var strides: [StrideRecord] = []
  private(set) var cues: [Cue] = []
  private(set) var assessments: [ChannelAssessment] = []
  private(set) var troubles: [StrideFlags] = []
  private(set) var evidence: LegEvidence?
  private(set) var hasReference = false
  private let rate: Double

  /// Any samples; those in `gaps` are not looked at.
  init(
    _ samples: [Float], channelCount: Int, rate: Double, map text: String, mode: SignalChain.Mode,
    gaps: [FrameGap] = []
  ) throws {
    let map = try ChannelMap(parsing: text)
    self.rate = rate
    var core = try FedPipeline(
      BiofeedbackPipeline.Settings(inputRate: Hertz(rate), channelCount: channelCount, map: map, mode: mode))
    samples.withUnsafeBufferPointer { buffer in
      var offset = 0
      var timeline = GapTimeline(gaps)
      let frames = samples.count / channelCount
      while offset < frames {
        let (count, isLost) = timeline.run(at: offset, most: min(FrontEnd.maximumFrames, frames - offset))
        if isLost {
          core.pushGap(frames: count)
        } else {
          core.push(.float(buffer.baseAddress!), offset: offset, frames: count)
        }
        take(&core.pipeline)
        offset += count
      }
    }
    while core.finish() { take(&core.pipeline) }
    assessments = core.pipeline.assessments(of: map)
    evidence = core.pipeline.evidence(leg: 0)
    hasReference = core.pipeline.referenceStrides(leg: 0, .running) > 0
  }

  /// A real recording with the glute on channel 1.
  init(_ run: RealRun, hamstring: Int, mode: SignalChain.Mode) throws {
    try self.init(
      run.samples, channelCount: run.channelCount, rate: run.rate, map: "glute=1,hamstring=\(hamstring)", mode: mode)
  }

  /// A simulated one.
  init(_ plan: SimulationPlan, mode: SignalChain.Mode) throws {
    var simulator = try EMGSimulator(plan)
    try self.init(
      simulator.render(frames: simulator.frameCount), channelCount: simulator.channelCount,
      rate: plan.sampleRate.value, map: plan.channels.description, mode: mode)
  }

  private mutating func take(_ pipeline: inout BiofeedbackPipeline) {
    repeat {
      while let event = pipeline.next() {
        switch event {
        case .stride(let stride): strides.append(stride)
        case .cue(let cue): cues.append(cue)
        case .trouble(_, let flags, _, _): troubles.append(flags)
        default: break
        }
      }
    } while pipeline.advance()
  }

  /// Cues of one kind.
  func cues(_ kind: CueKind) -> [Cue] { cues.filter { $0.kind == kind } }

  /// When the sound of a cue begins.
  func seconds(_ cue: Cue) -> Double { Double(cue.frame) / rate }

  /// Strides with a verdict.
  func count(_ verdict: Verdict) -> Int { strides.count { $0.verdict == verdict } }
}
