import SessionResults

/// What the page's scripts read, as JSON that is written while it is made.
package indirect enum ChartValue {
  case text(String)
  /// Not a number and infinite ones become `null`.
  case number(Double)
  case whole(Int)
  /// One text that writes itself; it holds nothing that JSON or HTML would mistake.
  case row((inout PageStream) throws(OutputError) -> Void)
  case list([ChartValue])
  /// Values that are nil are left out.
  case object([(name: String, value: ChartValue?)])

  /// Numbers.
  static func numbers(_ values: [Double]) -> ChartValue { .list(values.map(ChartValue.number)) }

  /// Writes it so that it may stand within a `script` element: no `<` in it.
  package func write(to page: inout PageStream) throws(OutputError) {
    switch self {
    case .text(let text): try Self.write(text, to: &page)
    case .number(let value): try page.add(value.isFinite ? Self.short(value) : "null")
    case .whole(let value): try page.add("\(value)")
    case .row(let write):
      try page.add("\"")
      try write(&page)
      try page.add("\"")
    case .list(let values):
      try page.add("[")
      for (place, value) in values.enumerated() {
        if place > 0 { try page.add(",") }
        try value.write(to: &page)
      }
      try page.add("]")
    case .object(let entries): try Self.write(entries, to: &page)
    }
  }

  private static func write(
    _ entries: [(name: String, value: ChartValue?)], to page: inout PageStream
  ) throws(OutputError) {
    try page.add("{")
    var isFirst = true
    for (name, value) in entries {
      guard let value else { continue }
      if !isFirst { try page.add(",") }
      isFirst = false
      try write(name, to: &page)
      try page.add(":")
      try value.write(to: &page)
    }
    try page.add("}")
  }

  /// Text may come from a file: a summary that someone has edited.
  private static func write(_ text: String, to page: inout PageStream) throws(OutputError) {
    try page.add("\"")
    if text.utf8.contains(where: isSpecial) {
      for byte in text.utf8 { try page.add(isSpecial(byte) ? escaped(byte) : [byte]) }
    } else {
      try page.add(text)
    }
    try page.add("\"")
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "<")
  }

  private static func escaped(_ byte: UInt8) -> [UInt8] {
    let digits = String(byte, radix: 16)
    return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
  }

  private static func short(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
