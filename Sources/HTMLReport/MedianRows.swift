import Biofeedback
import Report

/// The course of a session: medians of strides in a row, with a gap where the strides have one.
struct MedianRows: Encodable {
  /// A median of so many strides scatters by a quarter of what a stride does.
  private static let least = 15
  /// More points than this no screen shows.
  private static let mostPoints = 240

  let contact: String
  let share: String
  let ratio: String
  let cadence: String

  init(_ strides: [StrideRecord]) {
    let usable = strides.filter { $0.verdict != .unusable }
    let length = max(Self.least, usable.count / Self.mostPoints)
    let groups = Swift.stride(from: 0, to: usable.count, by: length).map {
      Array(usable[$0..<min($0 + length, usable.count)])
    }
    .filter { 2 * $0.count >= Self.least }
    let medians = { (value: (StrideRecord) -> Double?) in groups.map { Spread($0.compactMap(value))?.median } }
    contact = NumberRow.text(medians(\.contact), decimals: 1)
    share = NumberRow.text(medians { $0.gluteShare.map { 100 * Double($0) } }, decimals: 1)
    ratio = NumberRow.text(medians { $0.ratio.map(Double.init) }, decimals: 3)
    cadence = NumberRow.text(medians { 60 / $0.duration }, decimals: 1)
  }
}
