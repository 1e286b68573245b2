/// What `glutecue --experimental-dump-help` says of itself, as far as a manual page needs it.
struct CommandHelp: Decodable {
  /// An argument, option or flag.
  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String

      /// As it is typed, without the first hyphen, which `Fl` writes.
      var flag: String { kind == "long" ? "-" + name : name }
    }

    let kind: String
    let abstract: String?
    let discussion: String?
    let defaultValue: String?
    let valueName: String?
    let names: [Name]?
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool
  }

  struct Root: Decodable {
    let command: CommandHelp
  }

  let commandName: String
  let abstract: String?
  let discussion: String?
  let arguments: [Argument]?
  let subcommands: [CommandHelp]?
  let superCommands: [String]?

  /// `glutecue live`.
  var fullName: String { ((superCommands ?? []) + [commandName]).joined(separator: " ") }
  /// `glutecue-live`, as its page is called.
  var pageName: String { fullName.replacing(" ", with: "-") }
  /// Its own subcommands, without the one that only shows help.
  var pages: [CommandHelp] { (subcommands ?? []).filter { $0.commandName != "help" } }
  /// Arguments that help shows.
  var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
}
