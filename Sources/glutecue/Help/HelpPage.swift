import ArgumentParser
import CommandReference

/// What `--help` and `--help-all` print of a command.
struct HelpPage {
  /// A command with no more options than this shows all of them.
  private static let fewOptions = 8
  private static let fewExamples = 4
  /// Of every command alike; the last line says them.
  private static let common: Set = ["--help", "--version"]

  private let command: CommandReference
  private let isWhole: Bool
  private let text: HelpText

  /// Of this command.
  init(_ command: CommandReference, isWhole: Bool) {
    self.command = command
    self.isWhole = isWhole
    text = HelpText(command.discussion ?? "")
  }

  /// All of it, line by line.
  func lines(_ columns: HelpColumns) -> [String] {
    let isProgram = command.fullName == "glutecue"
    var blocks = [[columns.heading("Usage: ") + usage], columns.paragraph(command.abstract ?? "")]
    if isWhole || isProgram {
      blocks += text.description.split(separator: "\n\n").map { columns.paragraph(String($0)) }
    }
    blocks += commands(columns) + options(columns) + examples(columns)
    if isWhole { blocks += others(columns) }
    blocks.append(columns.paragraph(isProgram ? Self.ending : more))
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private var usage: String {
    let places = command.shownArguments.filter { $0.typedNames.isEmpty }.map { argument in
      let word = (argument.value ?? "") + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? "[\(word)]" : word
    }
    let needed = command.shownArguments.filter { !$0.isOptional && !$0.typedNames.isEmpty }.map(Self.term)
    let hasOptions = options.contains { !$0.typedNames.isEmpty }
    let words = [command.fullName] + (command.commands.isEmpty ? [] : ["<command>"]) + places + needed
    return (words + (hasOptions || !command.commands.isEmpty ? ["[options]"] : [])).joined(separator: " ")
  }

  private static let ending =
    "`glutecue COMMAND --help` explains a command, `--help-all` all of it. `glutecue --version` prints the version."

  private var more: String {
    isWhole
      ? "`glutecue --help` lists all commands."
      : "`\(command.fullName) --help-all` shows \(hasMore ? "every option, " : "")\(hasMoreExamples ? "more examples, " : "")details "
        + "and exit codes."
  }

  // MARK: Commands

  private func commands(_ columns: HelpColumns) -> [[String]] {
    guard command.fullName == "glutecue" else {
      return [commands("Commands", command.commands.map(\.commandName), columns)]
    }
    return GlutecueCommand.configuration.groupedSubcommands.map { group in
      commands(group.name, group.subcommands.compactMap { $0.configuration.commandName }, columns)
    }
  }

  private func commands(_ title: String, _ names: [String], _ columns: HelpColumns) -> [String] {
    var rows: [HelpColumns.Row] = []
    for name in names {
      guard let found = command.commands.first(where: { $0.commandName == name }) else { continue }
      rows.append(HelpColumns.Row(term: name, meaning: [found.abstract ?? ""]))
    }
    return rows.isEmpty
      ? [] : [columns.heading(title)] + columns.table(rows, fitting: command.commands.map(\.commandName))
  }

  // MARK: Options

  private var options: [CommandReference.Argument] {
    command.shownArguments.filter { argument in !argument.typedNames.contains(where: Self.common.contains) }
  }

  /// Those that most need, in the order of their use; all where there are few.
  private var essential: [CommandReference.Argument] {
    guard options.count > Self.fewOptions, let names = Essentials.options[command.fullName] else { return options }
    return options.filter { $0.typedNames.isEmpty && !$0.isOptional }
      + names.compactMap { name in options.first { $0.typedNames.contains(name) } }
  }

  private var hasMore: Bool { essential.count < options.count }

  private func options(_ columns: HelpColumns) -> [[String]] {
    guard isWhole else {
      let rows = essential.map { row($0, isWhole: false) }
      return rows.isEmpty
        ? [] : [[columns.heading(hasMore ? "Most used" : "Options")] + columns.table(rows, fitting: rows.map(\.term))]
    }
    var titles: [String] = []
    for argument in options {
      let title = argument.sectionTitle ?? ""
      if !titles.contains(title) { titles.append(title) }
    }
    return titles.sorted { $0.isEmpty && !$1.isEmpty }.map { title in
      let rows = options.filter { ($0.sectionTitle ?? "") == title }.map { row($0, isWhole: true) }
      return [columns.heading(title.isEmpty ? "Options" : title)] + columns.table(rows, fitting: options.map(Self.term))
    }
  }

  private static func term(_ argument: CommandReference.Argument) -> String {
    let names = argument.typedNames.joined(separator: ", ")
    return names.isEmpty ? argument.value ?? "" : names + (argument.value.map { " " + $0 } ?? "")
  }

  private func row(_ argument: CommandReference.Argument, isWhole: Bool) -> HelpColumns.Row {
    let details = isWhole ? (argument.discussion ?? "").split(separator: "\n").map(String.init) : []
    return HelpColumns.Row(term: Self.term(argument), meaning: [Self.meaning(argument)] + details)
  }

  /// With the words that are allowed, and what holds when nobody says.
  private static func meaning(_ argument: CommandReference.Argument) -> String {
    let text = argument.abstract ?? ""
    let values = argument.allValues.map { $0.joined(separator: ", ") }
    let standard = text.contains("(default") ? nil : argument.defaultValue.map { "default " + $0 }
    let remark = [values, standard].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
    return remark.isEmpty || argument.kind == "flag" ? text : text + " (\(remark))"
  }

  // MARK: Sections

  private func section(_ title: String) -> String? { text.sections.first { $0.title == title }?.text }

  private var hasMoreExamples: Bool {
    section("EXAMPLES").map { HelpExample.all(in: $0).count > Self.fewExamples } ?? false
  }

  private func examples(_ columns: HelpColumns) -> [[String]] {
    guard let text = section("EXAMPLES") else { return [] }
    let examples = HelpExample.all(in: text).prefix(isWhole ? .max : Self.fewExamples)
    return [[columns.heading("Examples")] + examples.flatMap { $0.lines(columns) }]
  }

  private func others(_ columns: HelpColumns) -> [[String]] {
    text.sections.filter { $0.title != "EXAMPLES" }.map { section in
      let title = section.title.prefix(1) + section.title.dropFirst().lowercased()
      let body =
        section.title == "EXIT CODES" ? codes(section.text, columns) : columns.paragraph(section.text, indent: "  ")
      return [columns.heading(String(title))] + body
    }
  }

  /// A line for each code.
  private func codes(_ text: String, _ columns: HelpColumns) -> [String] {
    let parts = text.split(separator: "\n").joined(separator: " ").split(separator: ";").map { part in
      part.split(separator: " ").joined(separator: " ")
    }
    return parts.flatMap { part -> [String] in
      let code = part.prefix { $0.isNumber }
      guard !code.isEmpty else { return columns.paragraph(part, indent: "  ") }
      let row = HelpColumns.Row(term: String(code), meaning: [String(part.dropFirst(code.count + 1))])
      return columns.table([row], fitting: ["130"])
    }
  }
}

/// One example: what for, and the command.
struct HelpExample {
  private var title = ""
  private var command: [Substring] = []

  /// Those of a section.
  static func all(in text: String) -> [HelpExample] {
    var examples: [HelpExample] = []
    for line in text.split(separator: "\n") {
      let words = line.drop { $0 == " " }
      let isCommand = words.hasPrefix("glutecue ") || line.hasPrefix("    ")
      if !isCommand, examples.last?.command.isEmpty ?? false {
        examples[examples.count - 1].title += " " + words
      } else if !isCommand {
        examples.append(HelpExample(title: String(words)))
      } else {
        if examples.isEmpty { examples.append(HelpExample()) }
        examples[examples.count - 1].command.append(line.hasPrefix("    ") ? line.dropFirst(4) : words)
      }
    }
    return examples
  }

  /// The command is never cut: it is there to be copied.
  func lines(_ columns: HelpColumns) -> [String] {
    columns.paragraph(title, indent: "  ") + command.map { "    " + $0 }
  }
}
