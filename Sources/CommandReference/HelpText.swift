/// The text of a command's help: a description, and sections that each begin with a line in capitals.
package struct HelpText {
  package typealias Section = (title: String, text: String)

  /// What comes before the first such line.
  package let description: String
  /// `EXAMPLES`, `EXIT CODES`.
  package let sections: [Section]

  /// Takes the text apart.
  package init(_ text: String) {
    var (description, sections) = ([Substring](), [(title: String, lines: [Substring])]())
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.wholeMatch(of: #/[A-Z][A-Z ]+/#) != nil {
        sections.append((String(line), []))
      } else if sections.isEmpty {
        description.append(line)
      } else {
        sections[sections.count - 1].lines.append(line)
      }
    }
    self.description = description.joined(separator: "\n")
    self.sections = sections.map { ($0.title, $0.lines.joined(separator: "\n")) }
  }
}
