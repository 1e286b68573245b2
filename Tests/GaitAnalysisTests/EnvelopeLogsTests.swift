import GaitAnalysis
import Glibc
import Testing

@Suite struct EnvelopeLogsTests {
  /// Amplitude exp(`slope` · frame): a straight line as logarithm, so that what lies between frames is known.
  private static let slope = 0.01

  private func line(frames: Int, capacity: Int = 1000) -> EnvelopeLogs {
    var logs = EnvelopeLogs(capacity: capacity)
    for frame in 0..<frames {
      let power = Float(exp(2 * Self.slope * Double(frame)))
      logs.append(power, power)
    }
    return logs
  }

  /// Both ways of reading a stride, which must agree for a contact on a whole frame.
  private func samples(
    _ logs: borrowing EnvelopeLogs, contact: Int, period: Double, points: Int = StridePhase.count
  ) -> (between: [Float], alongGrid: [Float]) {
    // values that nothing reads as result, so that what is not written shows
    var between = [Float](repeating: .infinity, count: points)
    var alongGrid = between
    logs.sample(row: 0, contact: Double(contact), periodFrames: period, points: points, into: &between)
    var grid = PhaseGrid()
    grid.lay(periodFrames: period)
    logs.sample(row: 0, contact: contact, grid: grid, points: points, into: &alongGrid)
    return (between, alongGrid)
  }

  @Test func aStrideIsReadAtTheGridsPoints() {
    let logs = line(frames: 900)
    let read = samples(logs, contact: 500, period: 171.7)
    for point in 0..<StridePhase.count {
      let expected = Self.slope * (500 + StridePhase.phase(point) * 171.7)
      // logarithms around 5 in single precision, and the real-time logarithm's own error
      #expect(abs(Double(read.between[point]) - expected) < 1e-4)
      #expect(abs(Double(read.alongGrid[point]) - expected) < 1e-4)
    }
  }

  /// `live --profile` reads from the first frame on. With fewer than two there is no frame −1 or −2 to read.
  @Test(arguments: 0...1, [-300, -1, 0, 1, 2, 300])
  func fewerThanTwoFramesGiveAFlatLine(frames: Int, contact: Int) {
    var logs = EnvelopeLogs(capacity: 1000)
    for _ in 0..<frames { logs.append(4, 4) }
    logs.setFloors(0.1, 0.1)
    let read = samples(logs, contact: contact, period: 180)
    #expect(read.between.allSatisfy { $0 == 0 })
    #expect(read.alongGrid.allSatisfy { $0 == 0 })
  }

  /// The value 7 lies at the first frame only: anything else there has been read from outside.
  @Test(arguments: [2, 3, 40, 1000]) func beforeTheStartIsTheFirstFramesValue(frames: Int) {
    var logs = EnvelopeLogs(capacity: 1000)
    for frame in 0..<frames { logs.append(frame == 0 ? 49 : 1, 1) }
    let seven = Float(log(7.0))
    // contact so early that all points lie before the start
    let read = samples(logs, contact: -200, period: 180)
    #expect(read.between.allSatisfy { abs($0 - seven) < 1e-4 })
    #expect(read.alongGrid.allSatisfy { abs($0 - seven) < 1e-4 })
    // half of them
    let half = samples(logs, contact: 0, period: 180)
    #expect(half.alongGrid[..<StridePhase.contact].allSatisfy { abs($0 - seven) < 1e-4 })
    #expect(abs(half.alongGrid[StridePhase.count - 1]) < 1e-4)
    #expect(zip(half.between, half.alongGrid).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func behindTheEndIsTheLastFramesValue() {
    let logs = line(frames: 300)
    let read = samples(logs, contact: 500, period: 180)
    let last = Float(Self.slope * 299)
    #expect(read.between.allSatisfy { abs($0 - last) < 1e-4 })
    #expect(read.alongGrid.allSatisfy { abs($0 - last) < 1e-4 })
  }

  /// What has been forgotten is not read either, though the memory still holds it.
  @Test func beforeTheOldestFrameKeptIsThatFramesValue() {
    let logs = line(frames: 1700, capacity: 500)
    #expect(logs.start == 1200 && logs.end == 1700)
    let read = samples(logs, contact: 1150, period: 120)
    let oldest = Float(Self.slope * 1200)
    #expect(read.between[..<StridePhase.contact].allSatisfy { abs($0 - oldest) < 1e-4 })
    #expect(read.alongGrid[..<StridePhase.contact].allSatisfy { abs($0 - oldest) < 1e-4 })
  }

  @Test func fourAtOnceAreRefusedWhereFramesAreMissing() {
    var grid = PhaseGrid()
    grid.lay(periodFrames: 100)
    let empty = EnvelopeLogs(capacity: 1000)
    #expect(empty.frames(row: 0, around: 0, to: 3, grid, StridePhase.count) == nil)
    let logs = line(frames: 400)
    #expect(logs.frames(row: 0, around: 49, to: 52, grid, StridePhase.count) == nil)
    #expect(logs.frames(row: 0, around: 50, to: 53, grid, StridePhase.count) != nil)
    #expect(logs.frames(row: 0, around: 345, to: 348, grid, StridePhase.count) != nil)
    #expect(logs.frames(row: 0, around: 347, to: 350, grid, StridePhase.count) == nil)
  }

  @Test func floorsAreAddedToWhatIsKeptAndToWhatFollows() {
    var logs = EnvelopeLogs(capacity: 1000)
    for _ in 0..<200 { logs.append(9, 16) }
    logs.setFloors(1, 2)
    for _ in 0..<200 { logs.append(9, 16) }
    for (row, amplitude) in [(0, 4.0), (1, 6.0)] {
      var read = [Float](repeating: 0, count: StridePhase.count)
      logs.sample(row: row, contact: 200, periodFrames: 200, points: StridePhase.count, into: &read)
      #expect(read.allSatisfy { abs($0 - Float(log(amplitude))) < 1e-4 })
    }
    #expect(logs.currentFloors == (1, 2))
  }

  @Test func lostFramesHoldTheLevelAndAreCounted() {
    var logs = line(frames: 100)
    for _ in 0..<20 { logs.appendLost() }
    for _ in 0..<80 { logs.append(1, 1) }
    #expect(logs.power[0].sample(at: 119) == logs.power[0].sample(at: 99))
    #expect(logs.lostShare(from: 90, to: 129) == 0.5)
    #expect(logs.lostShare(from: 120, to: 199) == 0)
    #expect(logs.lostShare(from: -50, to: 99) == 0)
    // a gap of 20 frames does not break the search, one of 50 does
    #expect(logs.unbrokenFrom == 0)
    for _ in 0..<50 { logs.appendLost() }
    #expect(logs.unbrokenFrom == 250)
  }

  /// A device may begin with a gap: there is no frame before it.
  @Test func framesLostAtTheVeryStartAreSilence() {
    var logs = EnvelopeLogs(capacity: 100)
    logs.appendLost()
    #expect(logs.end == 1 && logs.power[0].sample(at: 0) == 0 && logs.power[1].sample(at: 0) == 0)
  }
}
