import Biofeedback
import EMGUnits
import SignalProcessing
import TestSupport
import Testing

/// Front end and pipeline on one thread, or apart: the same.
@Suite struct FedPipelineTests {
  private func settings() throws -> BiofeedbackPipeline.Settings {
    BiofeedbackPipeline.Settings(
      inputRate: SimulatedRun.rate, channelCount: SimulatedRun.channelCount,
      map: try ChannelMap(parsing: SimulatedRun.map), mode: .offline)
  }

  private static func drain(_ pipeline: inout BiofeedbackPipeline, into events: inout [PipelineEvent]) {
    repeat { while let event = pipeline.next() { events.append(event) } } while pipeline.advance()
  }

  @Test func apartOrTogetherTellsTheSame() throws {
    var frontEnd = try settings().frontEnd()
    var pipeline = try BiofeedbackPipeline(settings())
    var events: [PipelineEvent] = []
    SimulatedRun.samples.withUnsafeBufferPointer { samples in
      for part in BlockCut.every(4096).blocks(of: SimulatedRun.frameCount) {
        let stretch = frontEnd.process(.int16(samples.baseAddress!), offset: part.lowerBound, frames: part.count)
        pipeline.push(frontEnd.block, stretch)
        Self.drain(&pipeline, into: &events)
      }
    }
    while pipeline.finish(&frontEnd) { Self.drain(&pipeline, into: &events) }
    let together = try Session(mode: .offline, cut: .every(4096)).events
    #expect(events.map(\.bits) == together.map(\.bits) && events.count > 100)
  }

  @Test func aMapWithNeitherMuscleIsRefused() throws {
    var wrong = try settings()
    wrong.map = try ChannelMap(parsing: "calf=1")
    #expect(throws: ConfigurationError.self) { _ = try FedPipeline(wrong) }
  }
}
