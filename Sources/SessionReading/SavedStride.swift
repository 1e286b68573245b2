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
    var table = try SavedTable(bytes, path: path, columns: ["stride", "contact_s", "end_s", "verdict"], more: ["leg"])
    var strides: [SavedStride] = []
    while table.advance() {
      strides.append(
        SavedStride(
          number: Int(try table.number(0)), contactSeconds: try table.number(1), endSeconds: try table.number(2),
          verdict: table.text(3), leg: table.text(4)))
    }
    return strides
  }
}
