import ArgumentParser
import CommandReference

/// What somebody wants to read: `live --help`, `help live`, `live --help-all`.
struct HelpRequest: Equatable {
  private static let short = ["--help", "-h"]
  private static let whole = ["--help-all", "--help-hidden"]

  /// The words that name the command; none for the program itself.
  let words: [String]
  /// Every option, instead of those that most need.
  let isWhole: Bool

  /// Nil when the arguments ask for something to be done.
  init?(_ arguments: [String]) {
    let asked = arguments.prefix { $0 != "--" }
    let isHelpCommand = arguments.first == "help"
    isWhole = asked.contains(where: Self.whole.contains)
    guard isWhole || isHelpCommand || arguments.isEmpty || asked.contains(where: Self.short.contains) else {
      return nil
    }
    words = asked.dropFirst(isHelpCommand ? 1 : 0).filter { !$0.hasPrefix("-") }
  }

  /// The command that the arguments name: `glutecue history add`.
  static func command(of arguments: [String], in program: CommandConfiguration) -> String {
    var (place, name) = (program, "glutecue")
    for word in arguments {
      guard let next = place.subcommands.first(where: { $0.configuration.commandName == word }) else { break }
      (place, name) = (next.configuration, name + " " + word)
    }
    return name
  }

  /// The page to show.
  func page(of program: CommandReference) -> HelpPage {
    var command = program
    for word in words {
      guard let next = command.commands.first(where: { $0.commandName == word }) else { break }
      command = next
    }
    return HelpPage(command, isWhole: isWhole)
  }
}
