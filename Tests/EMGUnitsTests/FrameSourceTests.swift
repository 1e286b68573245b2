import EMGUnits
import Testing

@Suite struct FrameSourceTests {
  /// Three frames a block, twice.
  private final class Counter: FrameSource {
    let sampleRate: Hertz = 1000
    let channelCount = 1
    let isLive = false
    private let block = UnsafeMutablePointer<Int16>.allocate(capacity: 3)
    private var given = 0

    init() { block.initialize(repeating: 0, count: 3) }
    deinit { block.deallocate() }

    func next() throws(Never) -> (samples: RawSamples, frames: Int)? {
      guard given < 6 else { return nil }
      for n in 0..<3 { block[n] = Int16(given + n) }
      given += 3
      return (.int16(UnsafePointer(block)), 3)
    }
  }

  @Test func blocksComeInOrderAndEnd() {
    let source = Counter()
    var values: [Int16] = []
    while let block = source.next() {
      guard case .int16(let samples) = block.samples else { continue }
      values += UnsafeBufferPointer(start: samples, count: block.frames)
    }
    #expect(values == [0, 1, 2, 3, 4, 5] && source.next() == nil)
  }

  @Test func aGapEndsBehindItsLastFrame() {
    let gap = FrameGap(start: 48, count: 2)
    #expect(gap.end == 50 && gap == FrameGap(start: 48, count: 2) && gap != FrameGap(start: 48, count: 3))
  }
}
