import Biofeedback
import Report

/// The course of a session: medians of strides in a row, with a gap where the strides have one.
struct MedianRows {
  /// A median of so many strides scatters by a quarter of what a stride does.
  private static let least = 15
  /// More points than this no screen shows.
  private static let mostPoints = 240

  private var contacts: [Double?] = []
  private var shares: [Double?] = []
  private var ratios: [Double?] = []
  private var cadences: [Double?] = []

  /// As the charts show it.
  static func chart(_ strides: [DrawnStride]) -> ChartValue {
    let usable = strides.indices.filter { strides[$0].verdict != .unusable }
    let length = max(least, usable.count / mostPoints)
    var rows = MedianRows()
    for first in Swift.stride(from: 0, to: usable.count, by: length) {
      let group = usable[first..<min(first + length, usable.count)]
      if 2 * group.count >= least { rows.add(group.map { strides[$0] }) }
    }
    let text = { (values: [Double?], decimals: Int) in ChartValue.text(NumberRow.text(values, decimals: decimals)) }
    return .object([
      ("cadence", text(rows.cadences, 1)), ("contact", text(rows.contacts, 1)), ("ratio", text(rows.ratios, 3)),
      ("share", text(rows.shares, 1)),
    ])
  }

  private mutating func add(_ group: [DrawnStride]) {
    contacts.append(Spread(group.map(\.contact))?.median)
    shares.append(Spread(group.compactMap(\.sharePercent))?.median)
    ratios.append(Spread(group.compactMap(\.ratio))?.median)
    cadences.append(Spread(group.map(\.cadence))?.median)
  }
}
