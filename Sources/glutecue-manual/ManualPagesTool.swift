import CommandReference
import Foundation

/// Writes a manual page for each command: `glutecue --experimental-dump-help | glutecue-manual FOLDER`.
@main
enum ManualPagesTool {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      FileHandle.standardError.write(Data("usage: glutecue --experimental-dump-help | glutecue-manual FOLDER\n".utf8))
      exit(64)
    }
    let folder = URL(filePath: CommandLine.arguments[1])
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let input = FileHandle.standardInput.readDataToEndOfFile()
    let root = try CommandReference.program(dump: input)
    let all = [root] + root.commands
    for command in all {
      let page = ManualPage(command: command, all: all, date: today())
      try Data(page.text.utf8).write(to: folder.appending(path: command.pageName + ".1"))
    }
  }

  /// "November 3, 2026", as mdoc has it.
  private static func today() -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "MMMM d, yyyy"
    return formatter.string(from: Date())
  }
}

/// The manual page of one command, in mdoc(7).
///
/// The sections of a command's help become its own.
struct ManualPage {
  let command: CommandReference
  /// All pages, to refer to the others.
  let all: [CommandReference]
  let date: String

  /// The whole page.
  var text: String {
    let text = HelpText(command.discussion ?? "")
    let lines =
      header + synopsis + [".Sh DESCRIPTION"] + ManualText.body(text.description) + options
      + text.sections.flatMap { [".Sh \($0.title)"] + ManualText.body($0.text) } + subcommands + seeAlso
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
    return name + (command.commands.isEmpty ? [] : [".Op Ar command"]) + command.shownArguments.map(Self.synopsis)
  }

  private static func synopsis(of argument: CommandReference.Argument) -> String {
    let words = macros(argument) + (argument.isRepeating ? " ..." : "")
    return argument.isOptional ? ".Op " + words : "." + words
  }

  /// `Fl h | -help` or `Fl -input Ar wav:FILE`.
  private static func macros(_ argument: CommandReference.Argument) -> String {
    let value = argument.kind == "flag" ? nil : argument.valueName.map { "Ar " + ManualText.quoted($0) }
    // `Fl` writes the first hyphen
    let names = argument.typedNames.map { String($0.dropFirst()) }
    let flags = names.isEmpty ? nil : "Fl " + names.joined(separator: " | Fl ")
    return [flags, value].compactMap(\.self).joined(separator: " ")
  }

  private var options: [String] {
    let shown = command.shownArguments
    return shown.isEmpty
      ? [] : [".Sh OPTIONS", ".Bl -tag -width 6n"] + shown.flatMap(Self.description) + [".El"]
  }

  private static func description(of argument: CommandReference.Argument) -> [String] {
    var text = argument.abstract ?? ""
    if let values = argument.allValues, !values.isEmpty { text += " Values: \(values.joined(separator: ", "))." }
    if let value = argument.defaultValue, !value.isEmpty, !text.contains("default") { text += " Default: \(value)." }
    if let discussion = argument.discussion { text += "\n\n" + discussion }
    return [".It " + macros(argument)] + ManualText.body(text)
  }

  private var subcommands: [String] {
    guard !command.commands.isEmpty else { return [] }
    return [".Sh COMMANDS", ".Bl -tag -width 10n"]
      + command.commands.flatMap { [".It Cm \($0.commandName)"] + ManualText.body($0.abstract ?? "") } + [".El"]
  }

  private var seeAlso: [String] {
    let others = all.filter { $0.pageName != command.pageName }.map(\.pageName).sorted()
    return [".Sh SEE ALSO"] + others.map { ".Xr \($0) 1" + ($0 == others.last ? "" : " ,") }
  }

  private static func withoutFullStop(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }
}

extension CommandReference {
  /// `glutecue-live`, as its page is called.
  fileprivate var pageName: String { fullName.replacing(" ", with: "-") }
}

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
