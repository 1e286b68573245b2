import Biofeedback
import EMGUnits
import SignalProcessing
import Testing

/// The tick that says that all is well.
@Suite struct HeartbeatTests {
  private static let interval = 3.0

  /// What the simulated run tells when a tick is asked for.
  private func events(interval: Double) throws -> [PipelineEvent] {
    var settings = BiofeedbackPipeline.Settings(
      inputRate: SimulatedRun.rate, channelCount: SimulatedRun.channelCount,
      map: try ChannelMap(parsing: SimulatedRun.map), mode: .live)
    settings.feedback.heartbeatSeconds = interval
    var core = try FedPipeline(settings)
    var events: [PipelineEvent] = []
    SimulatedRun.samples.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      var done = 0
      while done < SimulatedRun.frameCount {
        let count = min(480, SimulatedRun.frameCount - done)
        core.push(.int16(base), offset: done, frames: count)
        repeat { while let event = core.pipeline.next() { events.append(event) } } while core.pipeline.advance()
        done += count
      }
    }
    return events
  }

  @Test func ticksOnlyWhileStridesAreJudgedAndNothingElseSounds() throws {
    var sounded = -Double.infinity
    var judged = -Double.infinity
    var ticks: [Double] = []
    for event in try events(interval: Self.interval) {
      switch event {
      case .cue(let cue): sounded = Double(cue.frame) / SimulatedRun.rate.value
      case .decided(_, _, let verdict, _, _, let frame) where verdict != .baseline && verdict != .unusable:
        judged = Double(frame) / SimulatedRun.rate.value
      case .heartbeat(let frame):
        let now = Double(frame) / SimulatedRun.rate.value
        #expect(now - judged <= 2.25)
        #expect(now - max(sounded, ticks.last ?? -.infinity) >= Self.interval)
        ticks.append(now)
      default: break
      }
    }
    // 60 s, of which ten strides make the reference, 4 s are stood, and some sound in between
    #expect(ticks.count >= 10)
    #expect(!ticks.contains { (44.5..<46).contains($0) }, "standing is not running well")
  }

  @Test func noneUnlessAskedFor() throws {
    #expect(try !events(interval: 0).contains { if case .heartbeat = $0 { true } else { false } })
  }
}
