import Foundation
import Simulation

/// The strides of a simulated recording as they were made, as a CSV file. What is unknown is an empty field.
struct TruthTable {
  /// The names of the columns.
  static let header =
    "stride,leg,contact_s,toe_off_s,end_s,gait,glute_factor,hamstring_factor,glute_drive,hamstring_drive,flags"
  /// The words in the `flags` column, separated by spaces.
  private static let flags: [(flag: TruthFlags, word: String)] = [
    (.first, "first"), (.last, "last"), (.gaitChange, "gait-change"), (.fault, "fault"),
  ]

  /// The whole table.
  let text: String

  /// Lists the strides that end in time, all by default.
  init(_ strides: [TruthStride], untilSeconds: Double = .infinity) {
    let rows = strides.lazy.filter { $0.endSeconds <= untilSeconds }.map(Self.row)
    text = ([Self.header] + rows).map { $0 + "\n" }.joined()
  }

  private static func row(_ stride: TruthStride) -> String {
    let flags = flags.filter { stride.flags.contains($0.flag) }.map(\.word)
    let fields = [
      "\(stride.index)", stride.leg?.rawValue ?? "",
      fixed(stride.contactSeconds, 6), fixed(stride.toeOffSeconds, 6), fixed(stride.endSeconds, 6),
      stride.gait.rawValue, fixed(stride.gluteFactor, 4), fixed(stride.hamstringFactor, 4),
      fixed(stride.gluteDrive, 4), fixed(stride.hamstringDrive, 4), flags.joined(separator: " "),
    ]
    return fields.joined(separator: ",")
  }

  private static func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}
