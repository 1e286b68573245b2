import EMGUnits
import Foundation
import History
import PhoneServer
import Recording
import SessionResults
import WebPages

/// Sessions that are kept: to look at, compare, export and delete.
struct SessionRoutes {
  /// The pages of sessions bring their script along and load nothing; they know nothing of the cookie.
  static let pagePolicy =
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    + "form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts allow-popups"
  private static let most = 500

  let house: ServeHouse

  var routes: [Route] {
    [
      Route("GET", "/api/sessions") { _ in
        try Answer(["sessions": house.home.sessionNames.prefix(Self.most).compactMap(entry(ofPerson:))])
      },
      Route("GET", "/api/sessions/{id}") { try one($0) },
      Route("DELETE", "/api/sessions/{id}") { try delete($0) },
      Route("POST", "/api/sessions/{id}/report") { call in
        let (id, folder) = try found(call["id"])
        return try Answer(
          house.desk.begin(.report, isOnMainThread: false) { job in
            job.tell { $0.session = id }
            let page = OutputFolder.join(folder, ReportFile.name)
            let session = try SavedSession(folder).reported { part in
              if job.interruption.isAsked {
                throw CallError(409, "Stopped.", status: Int(ExitStatus.interrupted.rawValue))
              }
              job.tell { $0.progress = part }
            }
            try ReportFile.write(session, charts: ChartLibrary(), to: page, overwrites: true)
            job.tell { $0.result = JobStatus.Result(session: id, file: ReportFile.name) }
          })
      },
      Route("POST", "/api/sessions/{id}/repair") { call in
        let (id, folder) = try found(call["id"])
        return try Answer(
          house.desk.begin(.repair, isOnMainThread: false) { job in
            job.tell { $0.session = id }
            let words = try RepairCommand.repair(folder) { part in job.tell { $0.progress = part } }
            job.tell { $0.words = words }
          })
      },
      Route("POST", "/api/sessions/{id}/export") { try export($0) },
      Route("GET", "/sessions/{id}/{file}") { try file($0) },
      Route("GET", "/compare/{a}/{b}") { call in
        let pair = SessionPair(
          before: try SessionSide(try found(call["a"]).folder), after: try SessionSide(try found(call["b"]).folder))
        return Answer(page: Array(try SessionPairPage(pair).html().utf8), policy: Self.pagePolicy)
      },
    ]
  }

  private func found(_ id: String) throws(CallError) -> (id: String, folder: String) {
    guard let folder = house.home.session(id) else { throw CallError(404, "There is no session \(id).", status: 66) }
    return (id, folder)
  }

  /// A session as lists show it.
  struct Entry: Encodable {
    let id: String
    var person: String?
    var started: String?
    var seconds = 0.0
    var strides = 0
    var silent = 0
    var sharePercent: Double?
    var aim: String?
    var aimMetPercent: Double?
    var programme: String?
    var answer = ""
    var files: [String] = []
    var damaged: String?
  }

  private func entry(ofPerson id: String) -> Entry? {
    guard let entry = entry(id), entry.person == house.person || entry.damaged != nil else { return nil }
    return entry
  }

  /// Nil for a folder that is gone.
  func entry(_ id: String) -> Entry? {
    guard let folder = house.home.session(id) else { return nil }
    var entry = Entry(id: id)
    entry.files = files(in: folder)
    guard !isRunning(id) else {
      entry.person = house.person
      entry.answer = "This session is running."
      return entry
    }
    do {
      let summary = try SavedSession(folder).summary
      entry.person = summary.person
      entry.started = summary.startedAt
      entry.seconds = summary.input.seconds
      entry.strides = summary.strideCount
      entry.silent = summary.legs.reduce(0) { $0 + ($1.verdicts["silent"] ?? 0) }
      entry.sharePercent = summary.legs.compactMap { $0.gluteShare?.median }.min().map { 100 * Double($0) }
      if let aim = summary.legs.compactMap(\.aim).first {
        entry.aim = aim.kind + (aim.value.map { " \(Int(bounded: (100 * $0).rounded())) %" } ?? "")
        let judged = summary.legs.compactMap(\.aim).reduce(0) { $0 + $1.judgedStrides }
        let met = summary.legs.compactMap(\.aim).reduce(0) { $0 + $1.metStrides }
        entry.aimMetPercent = judged > 0 ? 100 * Double(met) / Double(judged) : nil
      }
      entry.programme = summary.programme.map { "session \($0.session) of \($0.sessions)" }
      entry.answer = PhoneWords.text(SummaryText(summary).answer)
    } catch {
      entry.damaged = PhoneWords.text("\(error)")
    }
    return entry
  }

  private func isRunning(_ id: String) -> Bool {
    guard let status = house.desk.status else { return false }
    return status.state == .running && status.run?.session == id
  }

  private func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { Self.type(of: $0) != nil }.sorted()
  }

  private func one(_ call: Call) throws -> Answer {
    struct Mark: Encodable {
      let seconds: Double
      let word: String
    }
    struct One: Encodable {
      let session: Entry
      let summary: [String]
      let marks: [Mark]
    }
    let (id, folder) = try found(call["id"])
    guard let entry = entry(id) else { throw CallError(404, "There is no session \(id).", status: 66) }
    guard entry.damaged == nil, !isRunning(id) else { return try Answer(One(session: entry, summary: [], marks: [])) }
    let summary = try SavedSession(folder).summary
    return try Answer(
      One(
        session: entry, summary: PhoneWords.text(SummaryText(summary).text).components(separatedBy: "\n\n"),
        marks: (summary.marks ?? []).map { Mark(seconds: $0.seconds, word: $0.label) }))
  }

  private func delete(_ call: Call) throws -> Answer {
    struct Wish: Decodable { let confirm: String }
    let (id, folder) = try found(call["id"])
    guard try call.body(Wish.self).confirm == id else {
      throw CallError(422, "confirm must repeat the session's id, \(id): a deleted session cannot be brought back.")
    }
    guard !isRunning(id) else { throw CallError(409, "This session is running.") }
    if let history = try house.history() {
      for record in try history.sessions() where record.session.folder == folder {
        if let number = record.session.id { try house.openHistory().delete(session: number) }
      }
    }
    try FileManager.default.removeItem(atPath: folder)
    return .done
  }

  private func export(_ call: Call) throws -> Answer {
    struct Wish: Decodable { let to: String }
    let (id, folder) = try found(call["id"])
    let form = try call.body(Wish.self).to
    var words = [folder, "--to", form, "--force"]
    if form == "bids", let person = house.person {
      words += ["--subject", person.filter { $0.isLetter || $0.isNumber }]
    }
    let command = try ExportCommand.parse(words)
    return try Answer(
      house.desk.begin(.export, isOnMainThread: false) { job in
        job.tell { $0.session = id }
        let written = try command.export { part in job.tell { $0.progress = part } }
        let name = written.path.split(separator: "/").last.map(String.init) ?? written.path
        job.tell {
          $0.result = JobStatus.Result(session: id, file: name)
          $0.words = ["Written: \(written.path)"] + written.remarks
        }
      })
  }

  private func file(_ call: Call) throws -> Answer {
    let (id, folder) = try found(call["id"])
    let name = call["file"]
    guard let type = Self.type(of: name) else { throw CallError(404, "There is no file \(name).", status: 66) }
    let path = OutputFolder.join(folder, name)
    guard FileManager.default.fileExists(atPath: path) else {
      throw CallError(404, "Session \(id) has no file \(name).", status: 66)
    }
    let isPage = name.hasSuffix(".html")
    return Answer(
      file: path, type: type, policy: isPage ? Self.pagePolicy : nil, name: isPage ? nil : "\(id)-\(name)")
  }

  /// What may be fetched of a session folder, by its ending; nil for anything else.
  private static func type(of name: String) -> String? {
    let types = [
      "html": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8", "json": "application/json",
      "wav": "audio/wav", "flac": "audio/flac", "edf": "application/octet-stream", "bdf": "application/octet-stream",
      "yaml": "text/plain; charset=utf-8",
    ]
    return name.split(separator: ".").last.flatMap { types[String($0).lowercased()] }
  }
}
