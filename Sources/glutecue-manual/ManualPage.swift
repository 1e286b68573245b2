/// The manual page of one command, in mdoc(7).
///
/// The text of a command's help becomes its sections: what stands before the first line in capitals is the description,
/// each such line begins a section of its own.
struct ManualPage {
  let command: CommandHelp
  /// All pages, to refer to the others.
  let all: [CommandHelp]
  let date: String

  /// The whole page.
  var text: String {
    let sections = Self.sections(of: command.discussion ?? "")
    let lines =
      header + synopsis + [".Sh DESCRIPTION"] + ManualText.body(sections.description) + options
      + sections.others.flatMap { [".Sh \($0.title)"] + ManualText.body($0.text) } + subcommands + seeAlso
    return lines.joined(separator: "\n") + "\n"
  }

  private var header: [String] {
    [
      ".Dd \(date)", ".Dt \(command.pageName.uppercased()) 1", ".Os", ".Sh NAME", ".Nm \(command.pageName)",
      ".Nd \(ManualText.quoted(Self.withoutFullStop(command.abstract ?? "")))",
    ]
  }

  private var synopsis: [String] {
    let name = [".Sh SYNOPSIS", ".Nm \(ManualText.quoted(command.fullName))"]
    return name + (command.pages.isEmpty ? [] : [".Op Ar command"]) + command.shownArguments.map(Self.synopsis)
  }

  private static func synopsis(of argument: CommandHelp.Argument) -> String {
    let words = macros(argument) + (argument.isRepeating ? " ..." : "")
    return argument.isOptional ? ".Op " + words : "." + words
  }

  /// `Fl h | -help` or `Fl -input Ar wav:FILE`.
  private static func macros(_ argument: CommandHelp.Argument) -> String {
    let value = argument.kind == "flag" ? nil : argument.valueName.map { "Ar " + ManualText.quoted($0) }
    let names = argument.names ?? []
    let flags = names.isEmpty ? nil : "Fl " + names.map(\.flag).joined(separator: " | Fl ")
    return [flags, value].compactMap(\.self).joined(separator: " ")
  }

  private var options: [String] {
    let shown = command.shownArguments
    return shown.isEmpty
      ? [] : [".Sh OPTIONS", ".Bl -tag -width 6n"] + shown.flatMap(Self.description) + [".El"]
  }

  private static func description(of argument: CommandHelp.Argument) -> [String] {
    var text = argument.abstract ?? ""
    if let value = argument.defaultValue, !value.isEmpty, !text.contains("default") { text += " Default: \(value)." }
    if let discussion = argument.discussion { text += "\n\n" + discussion }
    return [".It " + macros(argument)] + ManualText.body(text)
  }

  private var subcommands: [String] {
    guard !command.pages.isEmpty else { return [] }
    return [".Sh COMMANDS", ".Bl -tag -width 10n"]
      + command.pages.flatMap { [".It Cm \($0.commandName)"] + ManualText.body($0.abstract ?? "") } + [".El"]
  }

  private var seeAlso: [String] {
    let others = all.filter { $0.pageName != command.pageName }.map(\.pageName).sorted()
    return [".Sh SEE ALSO"] + others.map { ".Xr \($0) 1" + ($0 == others.last ? "" : " ,") }
  }

  private static func withoutFullStop(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

  private static func sections(of text: String) -> (description: String, others: [(title: String, text: String)]) {
    var (description, others) = ([Substring](), [(title: String, lines: [Substring])]())
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.wholeMatch(of: #/[A-Z][A-Z ]+/#) != nil {
        others.append((String(line), []))
      } else if others.isEmpty {
        description.append(line)
      } else {
        others[others.count - 1].lines.append(line)
      }
    }
    return (description.joined(separator: "\n"), others.map { ($0.title, $0.lines.joined(separator: "\n")) })
  }
}
