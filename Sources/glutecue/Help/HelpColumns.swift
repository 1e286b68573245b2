import EMGUnits

/// Text that fits the terminal: paragraphs, and terms with what they mean beside them.
struct HelpColumns {
  /// A term and what it means, a paragraph each.
  struct Row {
    let term: String
    let meaning: [String]
  }

  /// Where there is no terminal to ask.
  static let usualWidth = 80
  private static let indent = "  "
  private static let widestTerm = 26

  /// Letters a line.
  let width: Int
  /// Headings and terms are set off.
  let isColoured: Bool

  /// `Options`
  func heading(_ text: String) -> String { bold(text) }

  /// A paragraph on as many lines as it needs.
  func paragraph(_ text: String, indent: String = "") -> [String] {
    var (lines, line) = ([String](), indent)
    for word in Self.kept(text).split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if line.count > indent.count, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent
      }
      line += (line.count > indent.count ? " " : "") + word.replacing(Self.hard, with: " ")
    }
    return lines + (line.count > indent.count ? [line] : [])
  }

  /// Each term with its meaning in a column beside it; below it where the term is too long. Tables of one page have the
  /// column in one place: it fits all of `terms`.
  func table(_ rows: [Row], fitting terms: [String]) -> [String] {
    let widest = terms.map(\.count).filter { $0 <= Self.widestTerm }.max() ?? Self.widestTerm
    let column = widest + Self.indent.count + 2
    // on a narrow terminal the meanings go below
    let isNarrow = width < column + 30
    let place = String(repeating: " ", count: isNarrow ? 6 : column)
    return rows.flatMap { row -> [String] in
      let meaning = row.meaning.flatMap { paragraph($0, indent: place) }
      let term = Self.indent + bold(row.term)
      guard !isNarrow, row.term.count <= widest, let first = meaning.first else { return [term] + meaning }
      let gap = String(repeating: " ", count: column - Self.indent.count - row.term.count)
      return [term + gap + first.dropFirst(column)] + meaning.dropFirst()
    }
  }

  private static let hard = "\u{A0}"
  private static let longestKept = 40

  /// What belongs together stays on one line: a number with its unit, a command.
  private static func kept(_ text: String) -> String {
    text.replacing(" %", with: hard + "%").replacing(#/`[^`]+`/#) { match in
      let span = String(match.output)
      return span.count > longestKept ? span : span.replacing(" ", with: hard)
    }
  }

  private func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
