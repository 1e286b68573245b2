import RealtimeSupport
import TestSupport
import Testing

@Suite struct SampleHistoryTests {
  /// What a history of `capacity` samples must hold, as a plain array from its start.
  private func expected(_ stream: [Float], capacity: Int) -> [Float] {
    let zeros = [Float](repeating: 0, count: capacity)
    return Array((zeros + stream).suffix(capacity))
  }

  private func content(_ history: borrowing SampleHistory) -> [Float] {
    let block = history.block(at: history.start, count: history.capacity)
    return (0..<history.capacity).map { block[$0] }
  }

  @Test(arguments: [1, 2, 7, 64, 100])
  func everyStretchIsContiguousWhereverItLies(capacity: Int) {
    var history = SampleHistory(capacity: capacity)
    let stream = SeededNoise.uniform(seed: 1, count: 3 * capacity + 5)
    for (index, sample) in stream.enumerated() {
      history.append(sample)
      #expect(history.end == index + 1)
      #expect(content(history) == expected(Array(stream[...index]), capacity: capacity))
      #expect(history.sample(at: index) == sample)
    }
  }

  @Test(arguments: [BlockCut.every(1), .every(5), .every(64), .every(1000), .random(seed: 3)])
  func appendingBlocksIsAppendingSamples(cut: BlockCut) {
    let stream = SeededNoise.uniform(seed: 2, count: 2500)
    var single = SampleHistory(capacity: 97)
    for sample in stream { single.append(sample) }
    var blockwise = SampleHistory(capacity: 97)
    for block in cut.blocks(of: stream.count) {
      stream.withUnsafeBufferPointer { blockwise.append($0.baseAddress! + block.lowerBound, count: block.count) }
    }
    #expect(blockwise.end == single.end)
    #expect(content(blockwise) == content(single))
  }

  @Test func positionsBeforeTheStreamReadAsZero() {
    var history = SampleHistory(capacity: 10)
    for value in 1...4 { history.append(Float(value)) }
    #expect(history.start == -6)
    let block = history.block(at: -6, count: 10)
    #expect((0..<10).map { block[$0] } == [0, 0, 0, 0, 0, 0, 1, 2, 3, 4])
    #expect(history.sample(at: -1) == 0)
  }

  @Test func aReplacedSampleIsNewInEveryBlock() {
    var history = SampleHistory(capacity: 8)
    for value in 0..<21 { history.append(Float(value)) }
    for position in history.start..<history.end { history.replace(at: position, with: -Float(position)) }
    #expect(content(history) == (13..<21).map { -Float($0) })
    #expect((13..<21).allSatisfy { history.block(at: $0, count: 21 - $0)[20 - $0] == -20 })
  }

  @Test func askingForWhatHasGoneTraps() async {
    await #expect(processExitsWith: .failure) {
      var history = SampleHistory(capacity: 4)
      for _ in 0..<6 { history.append(1) }
      print(history.sample(at: 1))
    }
  }

  @Test func askingForWhatIsToComeTraps() async {
    await #expect(processExitsWith: .failure) {
      var history = SampleHistory(capacity: 4)
      history.append(1)
      print(history.block(at: 0, count: 2)[1])
    }
  }
}
