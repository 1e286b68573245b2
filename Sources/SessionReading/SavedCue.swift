/// A line of `cues.csv`.
public struct SavedCue: Sendable, Hashable {
  /// First sample of the tone on the input's clock, in seconds.
  public var seconds: Double
  /// `silent`, `weak`, `recovered`, `fault` or `reward`.
  public var kind: String
  /// `left`, `right` or empty.
  public var leg: String

  /// Reads the table.
  static func read(_ bytes: [UInt8], path: String) throws(SessionReadingError) -> [SavedCue] {
    var table = try SavedTable(bytes, path: path, columns: ["time_s", "kind"], more: ["leg"])
    var cues: [SavedCue] = []
    while table.advance() {
      cues.append(SavedCue(seconds: try table.number(0), kind: table.text(1), leg: table.text(2)))
    }
    return cues
  }
}
