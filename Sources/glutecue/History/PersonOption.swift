import ArgumentParser
import EMGUnits
import Foundation
import History
import Recording
import Settings

/// Whose sessions or notes are meant.
struct PersonOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Name or code of the person, where a history holds several; '' for what has no name. (default: the setting "
        + "input.person)", valueName: "name|code"))
  var person: String?

  /// A person, or those of whom nobody said who they are.
  struct Choice {
    /// Nil for no name.
    let name: String?
  }

  /// Whose a new note is; nil for nobody by name.
  ///
  /// - Throws: for what is no name, and settings that cannot be used.
  func name() throws -> String? {
    guard let person else {
      return try SettingsSources(environment: ProcessInfo.processInfo.environment, file: nil, flags: [:]).settings()
        .person
    }
    return try Self.checked(person)
  }

  /// A name that was given; nil for an empty one.
  static func checked(_ text: String) throws(ConfigurationError) -> String? {
    guard !text.isEmpty else { return nil }
    guard let name = PersonName(text) else {
      throw ConfigurationError("--person \(text): Allowed is \(PersonName.allowed).")
    }
    return name.text
  }

  /// Who is meant; nil where it has to be asked.
  ///
  /// - Throws: for somebody who is not there.
  func choice(among people: [PersonalHistory.Person]) throws -> Choice? {
    let wanted = try name()
    let isThere = people.contains { $0.name == wanted }
    if person != nil {
      guard isThere else {
        let who = wanted.map { "of \($0)" } ?? "without a name"
        throw CommandFailure(
          "The history holds no session \(who). " + (people.isEmpty ? "It is empty." : PeopleWords(people).holds),
          .usage)
      }
      return Choice(name: wanted)
    }
    if people.count < 2 { return Choice(name: people.first?.name) }
    return wanted != nil && isThere ? Choice(name: wanted) : nil
  }
}
