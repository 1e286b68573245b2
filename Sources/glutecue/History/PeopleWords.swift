import EMGUnits
import History

/// Whose sessions a history holds, in words.
struct PeopleWords {
  private let people: [PersonalHistory.Person]

  /// Of a history with at least one person.
  init(_ people: [PersonalHistory.Person]) { self.people = people }

  /// One line each: name, sessions, last date.
  var list: String {
    let names = people.map(Self.name)
    let width = names.map(\.count).max() ?? 0
    return zip(people, names).map { person, name in
      let sessions = person.sessions == 1 ? "1 session" : "\(person.sessions) sessions"
      return name + String(repeating: " ", count: width + 2 - name.count) + "\(sessions), the latest on \(person.last)"
    }.joined(separator: "\n")
  }

  /// `It holds those of A. Runner and P07.`
  var holds: String {
    let names = people.map(Self.name)
    let list = names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    return "It holds those of \(list)."
  }

  /// What to say.
  var question: String {
    let first = people.first?.name ?? ""
    return "This history holds sessions of several people. Say whose are meant: "
      + "\(ShellCommand(["glutecue", "history", "--person", first]))"
  }

  private static func name(_ person: PersonalHistory.Person) -> String {
    person.name?.visible(keepsLines: false) ?? "(no name)"
  }
}
