/// A field of a table that is being written.
public enum DelimitedField {
  /// The text as a field of a table with commas: in quotes where it holds a comma, a quote, a line end, or a space at its
  /// beginning or end.
  public static func written(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\n")
        && byte != UInt8(ascii: "\r")
    }
    guard !isPlain || text.first == " " || text.last == " " else { return text }
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { quoted.append(byte) }
      quoted.append(byte)
    }
    quoted.append(UInt8(ascii: "\""))
    return String(decoding: quoted, as: UTF8.self)
  }

  /// A row of a table with commas, with its line end.
  package static func row(_ fields: [String]) -> String { fields.map(written).joined(separator: ",") + "\n" }

  /// The text as a field of a table with tabs, which knows no quotes: tabs, line ends and other control characters become
  /// spaces; empty text becomes `n/a`, as BIDS has it.
  public static func tabbed(_ text: String) -> String {
    text.isEmpty ? "n/a" : String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
  }
}
