import EMGUnits
import TestSupport
import Testing
import ToneSynthesis

@Suite struct ToneRendererHeapTests {
  @Test func renderingAllocatesNothing() throws {
    var values: [Float] = []
    let counted = heapCalls { values.append(1) }
    #expect(counted > 0, "the counter does not count")
    var renderer = try ToneRenderer(sampleRate: 48_000)
    let block = UnsafeMutableBufferPointer<Float>.allocate(capacity: 240)
    defer { block.deallocate() }
    var energy: Float = 0
    // every cue cuts the one before it short, so that cross-fades are rendered too
    let calls = heapCalls {
      for round in 0..<400 {
        switch round % 20 {
        case 0: renderer.start(.recovered, atOffset: 17)
        case 5: renderer.start(.weak, atOffset: 100)
        case 10: renderer.start(.silent, atOffset: 300)
        case 15: renderer.start(.fault, atOffset: 0)
        default: break
        }
        renderer.render(into: block)
        for sample in block { energy += sample * sample }
      }
    }
    #expect(calls == 0)
    #expect(energy > 0)
    #expect(values == [1])
  }
}
