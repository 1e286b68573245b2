import RealtimeSupport
import Testing

@Suite struct FixedBufferTests {
  @Test func everyElementStartsWithTheGivenValue() {
    let buffer = FixedBuffer<Int16>(repeating: -7, count: 33)
    #expect((0..<33).allSatisfy { buffer[$0] == -7 })
  }

  @Test func whatIsWrittenIsReadAndNothingElseChanges() {
    let buffer = FixedBuffer<Double>(repeating: 1, count: 9)
    buffer[4] = 2.5
    #expect((0..<9).map { buffer[$0] } == [1, 1, 1, 1, 2.5, 1, 1, 1, 1])
    #expect(buffer.pointer[4] == 2.5)
    buffer.fill(-3)
    #expect((0..<9).allSatisfy { buffer[$0] == -3 })
  }

  @Test func mayBeEmpty() {
    let buffer = FixedBuffer<Float>(repeating: 0, count: 0)
    buffer.fill(1)
    #expect(buffer.count == 0)
  }

  @Test func readingBeyondTheEndTraps() async {
    await #expect(processExitsWith: .failure) {
      let buffer = FixedBuffer<Int>(repeating: 1, count: 4)
      print(buffer[4])
    }
  }

  @Test func writingBeforeTheStartTraps() async {
    await #expect(processExitsWith: .failure) {
      let buffer = FixedBuffer<Int>(repeating: 1, count: 4)
      buffer[-1] = 0
    }
  }
}
