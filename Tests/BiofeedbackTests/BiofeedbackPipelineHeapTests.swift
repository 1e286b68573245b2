import Biofeedback
import EMGUnits
import SignalProcessing
import TestSupport
import Testing

@Suite struct BiofeedbackPipelineHeapTests {
  /// Strides, cues and heap calls of a whole session; `atEnd` counts `finish` apart.
  private struct Tally {
    var strides = 0
    var cues = 0
    var heapCalls = 0
    var heapCallsAtEnd = 0
  }

  private func session(mode: SignalChain.Mode, block: Int, lost: Range<Int> = 0..<0) throws -> Tally {
    var core = try FedPipeline(
      BiofeedbackPipeline.Settings(
        inputRate: SimulatedRun.rate, channelCount: SimulatedRun.channelCount,
        map: ChannelMap(parsing: SimulatedRun.map), mode: mode))
    let frames = SimulatedRun.frameCount
    var tally = Tally()
    SimulatedRun.samples.withUnsafeBufferPointer { samples in
      let input = RawSamples.int16(samples.baseAddress!)
      tally.heapCalls = heapCalls {
        var done = 0
        while done < frames {
          let count = min(block, frames - done)
          if lost.contains(done) {
            core.pushGap(frames: count)
          } else {
            core.push(input, offset: done, frames: count)
          }
          Self.drain(&core.pipeline, into: &tally)
          done += count
        }
      }
      tally.heapCallsAtEnd = heapCalls {
        while core.finish() { Self.drain(&core.pipeline, into: &tally) }
      }
    }
    return tally
  }

  private static func drain(_ pipeline: inout BiofeedbackPipeline, into tally: inout Tally) {
    repeat {
      while let event = pipeline.next() {
        switch event {
        case .stride: tally.strides += 1
        case .cue: tally.cues += 1
        case .contact, .decided, .heartbeat, .trouble, .profileFit, .lost: break
        }
      }
    } while pipeline.advance()
  }

  @Test(arguments: [SignalChain.Mode.live, .offline])
  func nothingIsAllocatedInGaps(mode: SignalChain.Mode) throws {
    let tally = try session(mode: mode, block: 480, lost: 1_000_000..<1_300_000)
    #expect(tally.strides > 40)
    #expect(mode == .offline || tally.cues > 0)
    #expect(tally.heapCalls == 0 && tally.heapCallsAtEnd == 0)
  }

  @Test(arguments: [(SignalChain.Mode.live, 240), (.live, 4096), (.offline, 4096)])
  func nothingIsAllocatedAfterInit(mode: SignalChain.Mode, block: Int) throws {
    var values: [Int] = []
    let counted = heapCalls { values.append(block) }
    #expect(counted > 0, "the counter does not count")
    let tally = try session(mode: mode, block: block)
    #expect(tally.strides > 50)
    #expect(mode == .offline || tally.cues > 0)
    #expect(tally.heapCalls == 0)
    #expect(tally.heapCallsAtEnd == 0)
    #expect(values == [block])
  }
}
