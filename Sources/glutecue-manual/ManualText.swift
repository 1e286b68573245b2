/// Text as mdoc(7) wants it.
enum ManualText {
  /// One line of running text: nothing in it is a request.
  static func escaped(_ line: some StringProtocol) -> String {
    let text = String(line).replacing("\\", with: "\\e")
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  /// An argument of a macro; a space in it does not end it.
  static func quoted(_ word: String) -> String {
    "\"" + word.replacing("\\", with: "\\e").replacing("\"", with: "\\(dq") + "\""
  }

  /// Running text, one sentence a line; what is indented stays as it is written.
  static func body(_ text: String) -> [String] {
    var (lines, isLiteral) = ([String](), false)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isIndented = line.hasPrefix("  ")
      if isIndented != isLiteral { lines.append(isIndented ? ".Bd -literal -offset 2n" : ".Ed") }
      isLiteral = isIndented
      if isIndented {
        lines.append(escaped(line.dropFirst(2)))
      } else if line.isEmpty {
        lines.append(".Pp")
      } else {
        lines += sentences(line)
      }
    }
    if isLiteral { lines.append(".Ed") }
    return withoutNeedlessGaps(lines)
  }

  private static func sentences(_ line: Substring) -> [String] {
    line.replacing(#/([.!?]) (?=[A-Z`])/#) { "\($0.output.1)\n" }.split(separator: "\n").map(escaped)
  }

  /// No gap at the beginning, at the end, twice, or beside a display, which makes its own.
  private static func withoutNeedlessGaps(_ lines: [String]) -> [String] {
    var kept: [String] = []
    for line in lines {
      if line == ".Pp" && (kept.isEmpty || kept.last == ".Pp") { continue }
      if line.hasPrefix(".Bd") && kept.last == ".Pp" { kept.removeLast() }
      kept.append(line)
    }
    while kept.last == ".Pp" { kept.removeLast() }
    return kept
  }
}
