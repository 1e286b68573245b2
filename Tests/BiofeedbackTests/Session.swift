import Biofeedback
import EMGUnits
import Recording
import SignalProcessing
import TestSupport

/// The simulated run through a pipeline, cut in a certain way.
struct Session {
  /// What the pipeline told, in order.
  private(set) var events: [PipelineEvent] = []

  init(
    mode: SignalChain.Mode, cut: BlockCut, gaps: [FrameGap] = [], feedback: FeedbackSettings = FeedbackSettings()
  ) throws {
    var core = try FedPipeline(
      BiofeedbackPipeline.Settings(
        inputRate: SimulatedRun.rate, channelCount: SimulatedRun.channelCount,
        map: ChannelMap(parsing: SimulatedRun.map), mode: mode, feedback: feedback))
    SimulatedRun.samples.withUnsafeBufferPointer { samples in
      let input = RawSamples.int16(samples.baseAddress!)
      var timeline = GapTimeline(gaps)
      for block in cut.blocks(of: SimulatedRun.frameCount) {
        var start = block.lowerBound
        while start < block.upperBound {
          let (count, isLost) = timeline.run(at: start, most: block.upperBound - start)
          if isLost { core.pushGap(frames: count) } else { core.push(input, offset: start, frames: count) }
          take(&core.pipeline)
          start += count
        }
      }
    }
    while core.finish() { take(&core.pipeline) }
  }

  private mutating func take(_ pipeline: inout BiofeedbackPipeline) {
    repeat {
      while let event = pipeline.next() { events.append(event) }
    } while pipeline.advance()
  }

  /// Completed strides.
  var strideCount: Int { events.count { if case .stride = $0 { true } else { false } } }
  /// Cues.
  var cueCount: Int { events.count { if case .cue = $0 { true } else { false } } }
  /// The frames at which a gap is told.
  var gapFrames: [Int] {
    events.compactMap { event in
      if case .trouble(nil, let flags, false, let frame) = event, flags.gap { frame } else { nil }
    }
  }
}

extension PipelineEvent {
  /// Every number in it is one.
  var isFinite: Bool {
    switch self {
    case .stride(let stride):
      Muscle.allCases.compactMap { stride[$0] }.allSatisfy { muscle in
        [muscle.rms, muscle.activation, muscle.onset, muscle.medianFrequency].compactMap(\.self).allSatisfy(\.isFinite)
      }
    case .decided(_, _, _, let glute, let hamstring, _):
      [glute, hamstring].compactMap(\.self).allSatisfy(\.isFinite)
    case .contact(_, _, let time, let period): time.isFinite && period.isFinite
    case .profileFit(_, let fit):
      ([fit.noise, fit.likeness, fit.crossedLikeness] + [fit.gluteLevel, fit.hamstringLevel].compactMap(\.self))
        .allSatisfy(\.isFinite)
    case .cue, .heartbeat, .trouble, .lost: true
    }
  }
}
