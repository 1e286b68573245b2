import EMGUnits

/// The median of each minute of a course of values: constant memory a minute, however many strides it holds.
///
/// Consecutive strides resemble each other for seconds, so that they are not independent witnesses of a trend; the medians
/// of whole minutes nearly are.
package struct MinuteMedians: Sendable {
  /// Mean time of the minutes' values, in minutes.
  package private(set) var minutes: [Double] = []
  /// The minutes' medians.
  package private(set) var medians: [Double] = []
  private var minute = 0
  private var times: [Double] = []
  private var values: [Double] = []
  /// A median of fewer strides scatters too much to stand for a minute.
  static let leastStrides = 10

  /// Takes the next value; `seconds` never falls.
  mutating func add(_ value: Double, seconds: Double) {
    guard value.isFinite, seconds >= 0, seconds < 1e9 else { return }
    let minute = Int(bounded: seconds / 60)
    if minute != self.minute { finishMinute() }
    self.minute = minute
    times.append(seconds / 60)
    values.append(value)
  }

  /// With the minute that has begun.
  var finished: MinuteMedians {
    var copy = self
    copy.finishMinute()
    return copy
  }

  private mutating func finishMinute() {
    if values.count >= Self.leastStrides, let spread = Spread(values) {
      minutes.append(times.reduce(0, +) / Double(times.count))
      medians.append(spread.median)
    }
    times.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}
