import Foundation

/// A command with its options, as `glutecue --experimental-dump-help` says: what help and manual pages are made of.
package struct CommandReference: Decodable {
  /// An argument, option or flag.
  package struct Argument: Decodable {
    /// One of its names.
    package struct Name: Decodable {
      package let kind: String
      package let name: String

      /// As it is typed.
      package var typed: String { kind == "long" ? "--" + name : "-" + name }
    }

    package let kind: String
    package let abstract: String?
    package let discussion: String?
    package let defaultValue: String?
    package let allValues: [String]?
    package let valueName: String?
    package let sectionTitle: String?
    package let names: [Name]?
    package let isOptional: Bool
    package let isRepeating: Bool
    package let shouldDisplay: Bool

    /// As it is typed: `--input`, `-h`; none for an argument that goes by its place.
    package var typedNames: [String] { (names ?? []).map(\.typed) }
    /// What stands for its value: `<file>`; nil for a flag.
    package var value: String? { kind == "flag" ? nil : valueName.map { "<\($0)>" } }
  }

  private struct Root: Decodable {
    let command: CommandReference
  }

  package let commandName: String
  package let abstract: String?
  package let discussion: String?
  private let arguments: [Argument]?
  private let subcommands: [CommandReference]?
  private let superCommands: [String]?

  /// `glutecue live`.
  package var fullName: String { ((superCommands ?? []) + [commandName]).joined(separator: " ") }
  /// Its own subcommands, without the one that only shows help.
  package var commands: [CommandReference] { (subcommands ?? []).filter { $0.commandName != "help" } }
  /// What help shows.
  package var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

  /// The whole program, from its dump.
  package static func program(dump: Data) throws -> CommandReference {
    try JSONDecoder().decode(Root.self, from: dump).command
  }
}
