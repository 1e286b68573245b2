import Biofeedback
import EMGUnits
import SignalProcessing
import TestSupport

/// The simulated run through a pipeline, cut in a certain way.
struct Session {
  /// What the pipeline told, in order.
  private(set) var events: [PipelineEvent] = []

  init(mode: SignalChain.Mode, cut: BlockCut) throws {
    var pipeline = try BiofeedbackPipeline(
      BiofeedbackPipeline.Settings(
        inputRate: SimulatedRun.rate, channelCount: SimulatedRun.channelCount,
        map: ChannelMap(parsing: SimulatedRun.map), mode: mode))
    SimulatedRun.samples.withUnsafeBufferPointer { samples in
      let input = RawSamples.int16(samples.baseAddress!)
      for block in cut.blocks(of: SimulatedRun.frameCount) {
        pipeline.push(input, offset: block.lowerBound, frames: block.count)
        take(&pipeline)
      }
    }
    while pipeline.finish() { take(&pipeline) }
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
}
