import History
import PhoneServer
import Recording

/// Who is meant: one runner, or the clients of a physiotherapist.
struct PeopleRoutes {
  private static let legs = ["left", "right", "both", ""]
  private static let notesLength = 2000

  let house: ServeHouse

  var routes: [Route] {
    [
      Route("GET", "/api/people") { _ in try Answer(list()) },
      Route("POST", "/api/people") { call in
        let person = try Self.checked(call.body(PeopleFile.Person.self))
        try house.home.changePeople { file in
          guard !file.people.contains(where: { $0.id == person.id }) else {
            throw CallError(422, "\(person.id) is there already.")
          }
          file.people.append(person)
          file.current = person.id
        }
        return try Answer(entry(person, history: try latest()))
      },
      Route("PUT", "/api/people/{id}") { call in
        struct Change: Decodable {
          let leg: String?
          let notes: String?
        }
        let change = try call.body(Change.self)
        var changed: PeopleFile.Person?
        try house.home.changePeople { file in
          guard let index = file.people.firstIndex(where: { $0.id == call["id"] }) else {
            throw Self.unknown(call["id"])
          }
          var person = file.people[index]
          person.leg = change.leg ?? person.leg
          person.notes = change.notes ?? person.notes
          file.people[index] = try Self.checked(person)
          changed = file.people[index]
        }
        return try Answer(entry(changed ?? PeopleFile.Person(id: call["id"]), history: try latest()))
      },
      Route("POST", "/api/people/{id}/select") { call in
        try house.home.changePeople { file in
          guard file.people.contains(where: { $0.id == call["id"] }) else { throw Self.unknown(call["id"]) }
          file.current = call["id"]
        }
        return .done
      },
    ]
  }

  /// A person as pages read it.
  struct Entry: Encodable {
    let id: String
    let leg: String
    let notes: String
    let calibrated: String?
    let lastSession: String?
    let next: String
  }

  private struct List: Encodable {
    let people: [Entry]
    let current: String?
  }

  private func list() throws -> List {
    let file = house.home.everybody
    let latest = try latest()
    return List(people: file.people.map { entry($0, history: latest) }, current: file.current)
  }

  /// Of somebody, with what comes next.
  func entry(_ person: PeopleFile.Person, history: [String: String]) -> Entry {
    let calibrated = house.profileDate(of: person.id)
    return Entry(
      id: person.id, leg: person.leg ?? "", notes: person.notes ?? "", calibrated: calibrated,
      lastSession: history[person.id], next: calibrated == nil ? "Calibrate" : "Run")
  }

  /// When everybody ran last.
  func latest() throws -> [String: String] {
    var latest: [String: String] = [:]
    for record in try house.history()?.sessions() ?? [] {
      guard let person = record.session.person else { continue }
      latest[person] = max(latest[person] ?? "", record.session.start.iso)
    }
    return latest
  }

  private static func checked(_ person: PeopleFile.Person) throws -> PeopleFile.Person {
    guard person.id.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,39}/) != nil, PersonName(person.id) != nil else {
      throw CallError(422, "A name or code has 1 to 40 letters, digits, dots and hyphens. Example: P07.")
    }
    guard legs.contains(person.leg ?? "") else { throw CallError(422, "leg is left, right or both.") }
    guard (person.notes ?? "").count <= notesLength else {
      throw CallError(422, "Notes may have \(notesLength) characters.")
    }
    return person
  }

  private static func unknown(_ id: String) -> CallError { CallError(404, "Nobody is called \(id).", status: 66) }
}
