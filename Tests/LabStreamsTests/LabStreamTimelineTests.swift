import LabStreams
import Testing

/// Frames of a stream find their places on the session's clock by their time stamps.
@Suite struct LabStreamTimelineTests {
  private static let rate = 1000.0
  /// The stamp of frame 0.
  private static let start = 5000.0

  /// Hands pieces of frames to a timeline as a reader does, each at its time, and keeps what comes of it.
  private struct Reader {
    var timeline = LabStreamTimeline(rate: LabStreamTimelineTests.rate)
    var position = 0
    var waiting: [Double] = []
    var delivered = 0
    var gaps: [Range<Int>] = []
    var dropped = 0
    var now = 0.0

    mutating func take(_ stamps: [Double], at time: Double, expected: Int? = nil) {
      waiting += stamps
      now = time
      while !waiting.isEmpty {
        let step = waiting.withUnsafeBufferPointer {
          timeline.next($0, position: position, expected: expected, now: time)
        }
        switch step {
        case .deliver(let count):
          #expect(count > 0 && count <= waiting.count)
          waiting.removeFirst(count)
          position += count
          delivered += count
        case .gap(let frames):
          #expect(frames > 0)
          gaps.append(position..<position + frames)
          position += frames
        case .drop(let count):
          waiting.removeFirst(count)
          dropped += count
        case .hold: return
        }
      }
    }
  }

  /// Stamps of 20 frames from number `first` on, late by some seconds.
  private static func piece(_ first: Int, late: Double = 0, count: Int = 20) -> [Double] {
    (first..<first + count).map { start + Double($0) / rate + late }
  }

  private static func arrival(_ frame: Int) -> Double { Double(frame) / rate }

  @Test func framesOnTimeAreDeliveredAtOnce() {
    var reader = Reader()
    for first in stride(from: 0, to: 2000, by: 20) { reader.take(Self.piece(first), at: Self.arrival(first + 20)) }
    #expect(reader.delivered == 2000 && reader.gaps.isEmpty && reader.waiting.isEmpty)
  }

  @Test(arguments: [30, 100, 700, 5000]) func missingFramesAreAGapInTheirPlace(missing: Int) {
    var reader = Reader()
    // longer than it takes to learn how the stamps scatter
    for first in stride(from: 0, to: 1500, by: 20) { reader.take(Self.piece(first), at: Self.arrival(first + 20)) }
    for first in stride(from: 1500 + missing, to: 2500 + missing, by: 20) {
      reader.take(Self.piece(first), at: Self.arrival(first + 20))
    }
    #expect(reader.gaps == [1500..<1500 + missing])
    #expect(reader.delivered + reader.waiting.count == 2500)
  }

  @Test func framesThatWereStampedLateAreNoGap() {
    var reader = Reader()
    // a sender that stamps when it sends, and was held up for 120 ms
    for first in stride(from: 0, to: 1000, by: 20) { reader.take(Self.piece(first), at: Self.arrival(first + 20)) }
    for first in stride(from: 1000, to: 1120, by: 20) {
      reader.take(Self.piece(first, late: Self.arrival(1120 - first - 20)), at: Self.arrival(1120))
    }
    for first in stride(from: 1120, to: 2000, by: 20) { reader.take(Self.piece(first), at: Self.arrival(first + 20)) }
    #expect(reader.gaps.isEmpty && reader.delivered == 2000)
  }

  @Test(arguments: [0.995, 0.999, 1.001, 1.005]) func aSenderWithAClockOfItsOwnIsFollowed(factor: Double) {
    var reader = Reader()
    for first in stride(from: 0, to: 60_000, by: 20) {
      reader.take(
        (first..<first + 20).map { Self.start + Double($0) / Self.rate * factor }, at: Self.arrival(first + 20) * factor
      )
    }
    #expect(reader.gaps.isEmpty && reader.delivered == 60_000)
  }

  @Test func stampsThatScatterAreNoGap() {
    var reader = Reader()
    var noise = UInt64(7)
    for first in stride(from: 0, to: 60_000, by: 20) {
      noise = noise &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let late = Double(noise >> 40) / Double(1 << 24) * 0.04
      reader.take(Self.piece(first, late: late), at: Self.arrival(first + 20) + late)
    }
    #expect(reader.gaps.isEmpty && reader.delivered + reader.waiting.count == 60_000)
  }

  @Test func whatComesTooLateIsDropped() {
    var reader = Reader()
    for first in stride(from: 0, to: 1000, by: 20) { reader.take(Self.piece(first), at: Self.arrival(first + 20)) }
    // nothing for a second; the session's clock went on without it
    reader.timeline.interrupted()
    reader.position += 900
    for first in stride(from: 1000, to: 2000, by: 20) {
      reader.take(Self.piece(first), at: Self.arrival(2000), expected: 2000)
    }
    #expect(reader.dropped == 900 && reader.position == 2000 && reader.gaps.isEmpty)
  }

  @Test func aStreamThatComesBackFindsItsPlace() {
    var reader = Reader()
    for first in stride(from: 0, to: 1000, by: 20) { reader.take(Self.piece(first), at: Self.arrival(first + 20)) }
    reader.timeline.interrupted()
    reader.position += 900
    reader.take(Self.piece(2500), at: Self.arrival(2520), expected: 2520)
    #expect(reader.gaps == [1900..<2500] && reader.position == 2520)
  }

  @Test(arguments: [-4990.0, 100_000, -600]) func aSenderWhoseClockBeganAnewFindsItsPlace(shift: Double) {
    var reader = Reader()
    for first in stride(from: 0, to: 1000, by: 20) { reader.take(Self.piece(first), at: Self.arrival(first + 20)) }
    reader.timeline.interrupted()
    reader.position += 900
    for first in stride(from: 2500, to: 3500, by: 20) {
      reader.take(Self.piece(first, late: shift), at: Self.arrival(first + 20), expected: first + 20)
    }
    // the piece's first frame stands where its last belongs: by then it had arrived
    #expect(reader.dropped == 0 && reader.position == 3520)
  }

  @Test func aStreamThatWasLateFromTheStartBeginsAtNought() {
    var reader = Reader()
    reader.timeline.interrupted()
    for first in stride(from: 300, to: 1300, by: 20) { reader.take(Self.piece(first), at: Self.arrival(first + 20)) }
    #expect(reader.delivered == 1000 && reader.gaps.isEmpty && reader.dropped == 0)
  }
}
