import EMGUnits
import Foundation
import History
import PhoneServer
import Recording

/// Release work and soreness, and the history that they stand in.
struct LogRoutes {
  private static let noteLength = 200
  /// What most people note, so that two taps do.
  fileprivate static let kinds = [
    Kind(kind: "psoas", words: "Psoas release", unit: "minutes", values: minutes),
    Kind(kind: "lower-back", words: "Lower back release", unit: "minutes", values: minutes),
    Kind(kind: "hamstring", words: "Hamstring release", unit: "minutes", values: minutes),
    Kind(kind: "glute", words: "Glute exercises", unit: "minutes", values: minutes),
    Kind(kind: "soreness", words: "Soreness", unit: "of 10", values: Array(0...10)),
  ]
  private static let minutes = [5, 10, 15, 20, 30]

  let house: ServeHouse

  var routes: [Route] {
    [
      Route("GET", "/api/log") { _ in
        let person = house.person
        let entries = try house.history()?.log().filter { $0.person == person } ?? []
        return try Answer(List(entries: entries.reversed().map(Entry.init), kinds: Self.kinds))
      },
      Route("POST", "/api/log") { try note($0) },
      Route("GET", "/api/history") { _ in Answer(json: try house.historyJSON()) },
      Route("GET", "/history") { _ in try house.historyPage() },
    ]
  }

  fileprivate struct Kind: Encodable {
    let kind: String
    let words: String
    let unit: String
    let values: [Int]
  }

  private struct Entry: Encodable {
    let id: Int64
    let date: String
    let kind: String
    let value: Int?
    let note: String

    init(_ entry: LogEntry) {
      id = entry.id ?? 0
      date = entry.at.iso
      kind =
        entry.text.isEmpty ? "soreness" : LogRoutes.kinds.first { entry.text.hasPrefix($0.words) }?.kind ?? "work"
      value = entry.soreness
      note = TrendNote(entry).words
    }
  }

  private struct List: Encodable {
    let entries: [Entry]
    let kinds: [Kind]
  }

  private func note(_ call: Call) throws -> Answer {
    struct Wish: Decodable {
      let kind: String
      let value: Double?
      let note: String?
    }
    let wish = try call.body(Wish.self)
    let note = wish.note ?? ""
    guard note.count <= Self.noteLength, wish.kind.count <= Self.noteLength else {
      throw CallError(422, "A note may have \(Self.noteLength) characters.")
    }
    let entry: LogEntry
    if wish.kind == "soreness" {
      guard let value = wish.value, value == value.rounded(), LogEntry.sorenessRange.contains(Int(bounded: value))
      else {
        throw CallError(422, "Soreness is a whole number from 0 (not sore) to 10 (the worst you can imagine).")
      }
      entry = try LogEntry(
        at: .now, text: "", soreness: Int(bounded: value), area: note.isEmpty ? nil : note, person: house.person)
    } else {
      let title = Self.kinds.first { $0.kind == wish.kind }?.words ?? wish.kind
      let minutes = wish.value.map { " \($0.short) min" } ?? ""
      entry = try LogEntry(
        at: .now, text: title + minutes + (note.isEmpty ? "" : ", \(note)"), soreness: nil, area: nil,
        person: house.person)
    }
    return try Answer(Entry(try house.openHistory().add(entry)))
  }
}
