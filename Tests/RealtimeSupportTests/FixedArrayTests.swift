import RealtimeSupport
import Testing

@Suite struct FixedArrayTests {
  /// Says when it goes.
  private struct Counted: ~Copyable {
    let released: UnsafeMutablePointer<Int>
    var value: Int
    deinit { released.pointee += 1 }
  }

  private struct Refusal: Error {}

  @Test func elementsAreMadeInOrderAndChangedInPlace() {
    let array = FixedArray<FixedBuffer<Int>>(count: 3) { FixedBuffer(repeating: $0, count: 2) }
    array[1][0] = 40
    #expect((0..<3).map { array[$0][0] } == [0, 40, 2])
    #expect((0..<3).map { array[$0][1] } == [0, 1, 2])
  }

  @Test func everyElementIsReleasedOnce() {
    let released = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    released.initialize(to: 0)
    defer { released.deallocate() }
    do {
      let array = FixedArray(count: 5) { Counted(released: released, value: $0) }
      array[3].value += 10
      #expect(array[3].value == 13)
      #expect(released.pointee == 0)
    }
    #expect(released.pointee == 5)
  }

  @Test func elementsMadeBeforeARefusalAreReleased() {
    let released = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    released.initialize(to: 0)
    defer { released.deallocate() }
    #expect(throws: Refusal.self) {
      _ = try FixedArray(count: 5) { (index) throws(Refusal) in
        if index == 3 { throw Refusal() }
        return Counted(released: released, value: index)
      }
    }
    #expect(released.pointee == 3)
  }

  @Test func aBadIndexTraps() async {
    await #expect(processExitsWith: .failure) {
      let array = FixedArray<Int>(count: 2) { $0 }
      print(array[2])
    }
  }
}
