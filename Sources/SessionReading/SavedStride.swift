/// A line of `strides.csv`: what is needed to place a stride in time.
public struct SavedStride: Sendable, Hashable {
  /// Number on its leg.
  public var number: Int
  /// Initial contact on the input's clock, in seconds.
  public var contactSeconds: Double
  /// The next contact.
  public var endSeconds: Double
  /// `firing`, `weak`, `silent`, `unusable` or `baseline`.
  public var verdict: String
  /// `left`, `right` or empty.
  public var leg: String

  /// Reads the table.
  static func read(_ bytes: [UInt8], path: String) throws(SessionReadingError) -> [SavedStride] {
    let table = try SavedTable(bytes, path: path, columns: ["stride", "contact_s", "end_s", "verdict"], more: ["leg"])
    var strides: [SavedStride] = []
    strides.reserveCapacity(table.rows.count)
    for row in table.rows {
      strides.append(
        SavedStride(
          number: Int(try table.number(row, 0)), contactSeconds: try table.number(row, 1),
          endSeconds: try table.number(row, 2), verdict: table.text(row, 3), leg: table.text(row, 4)))
    }
    return strides
  }
}
