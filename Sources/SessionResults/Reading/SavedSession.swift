import Files
import Foundation
import Recording

/// A session folder as `live` or `analyze` left it: its summary at once, its tables when they are asked for.
public struct SavedSession: Sendable {
  /// As given, without a slash at its end.
  public let path: String
  /// What was read of `summary.json`.
  public let summary: SavedSummary
  /// `summary.json` as it stands.
  public let summaryBytes: [UInt8]

  /// Tables of a day's run and more.
  private static let largestTable = 1 << 28

  /// Reads the summary.
  ///
  /// - Throws: for a path that is no session, and a summary that cannot be used.
  public init(_ path: String) throws(SessionReadingError) {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.path = trimmed
    let entry = DiskEntry(trimmed)
    guard entry.exists else { throw .missing(path: path) }
    guard entry.isFolder else { throw .notAFolder(path: path) }
    let file = trimmed + "/summary.json"
    do throws(RecordingError) {
      summaryBytes = try TextFile.read(file, mostBytes: Self.largestTable)
    } catch {
      if case .missing = error {
        throw Self.recording(in: trimmed) == nil ? .noSummary(path: path) : .cutOff(path: path)
      }
      throw .file(error)
    }
    summary = try SavedSummary(summaryBytes, path: file)
  }

  /// The path of a file in it.
  public func file(_ name: String) -> String { path + "/" + name }

  /// The recording in it; nil when there is none, as in the folders of `analyze`.
  public var recording: String? { Self.recording(in: path) }

  private static func recording(in folder: String) -> String? {
    ["recording.wav", "recording.flac"].map { folder + "/" + $0 }
      .first { DiskEntry($0).exists }
  }

  /// The bytes of one of its tables; nil when there is no such file.
  public func bytes(_ name: String) throws(SessionReadingError) -> [UInt8]? {
    do throws(RecordingError) {
      return try TextFile.read(file(name), mostBytes: Self.largestTable)
    } catch {
      if case .missing = error { return nil }
      throw .file(error)
    }
  }

  /// `strides.csv`, empty when there is none.
  public func strides() throws(SessionReadingError) -> [SavedStride] {
    guard let bytes = try bytes("strides.csv") else { return [] }
    return try SavedStride.read(bytes, path: file("strides.csv"))
  }

  /// `cues.csv`, empty when there is none.
  public func cues() throws(SessionReadingError) -> [SavedCue] {
    guard let bytes = try bytes("cues.csv") else { return [] }
    return try SavedCue.read(bytes, path: file("cues.csv"))
  }
}

/// A line of `cues.csv`.
public struct SavedCue: Sendable, Hashable {
  /// First sample of the tone on the input's clock, in seconds.
  public var seconds: Double
  /// `silent`, `weak`, `recovered`, `fault` or `reward`.
  public var kind: String
  /// `left`, `right` or empty.
  public var leg: String

  /// Reads the table.
  static func read(_ bytes: [UInt8], path: String) throws(SessionReadingError) -> [SavedCue] {
    var table = try SavedTable(bytes, path: path, columns: ["time_s", "kind"], more: ["leg"])
    var cues: [SavedCue] = []
    while table.advance() {
      cues.append(SavedCue(seconds: try table.number(0), kind: table.text(1), leg: table.text(2)))
    }
    return cues
  }
}

/// A line of `strides.csv`: what is needed to place a stride in time.
public struct SavedStride: Sendable, Hashable {
  /// Number on its leg.
  public var number: Int
  /// Initial contact on the input's clock, in seconds.
  public var contactSeconds: Double
  /// The next contact.
  public var endSeconds: Double
  /// `firing`, `weak`, `silent`, `unusable` or `baseline`.
  public var verdict: String
  /// `left`, `right` or empty.
  public var leg: String

  /// Reads the table.
  static func read(_ bytes: [UInt8], path: String) throws(SessionReadingError) -> [SavedStride] {
    var table = try SavedTable(bytes, path: path, columns: ["stride", "contact_s", "end_s", "verdict"], more: ["leg"])
    var strides: [SavedStride] = []
    while table.advance() {
      strides.append(
        SavedStride(
          number: Int(try table.number(0)), contactSeconds: try table.number(1), endSeconds: try table.number(2),
          verdict: table.text(3), leg: table.text(4)))
    }
    return strides
  }
}

/// Some columns of a table, found by name, so that further columns do not matter. A last line that was cut off, as in a
/// session that was killed, is left out.
struct SavedTable {
  private var table: DelimitedTable
  private let places: [Int?]
  private let names: [String]
  private let path: String

  /// `columns` must be there; those in `more` read as empty when they are not.
  init(_ bytes: [UInt8], path: String, columns: [String], more: [String]) throws(SessionReadingError) {
    let table = DelimitedTable(bytes)
    self.table = table
    names = columns + more
    places = names.map { table.column($0) }
    self.path = path
    if let lacking = columns.first(where: { table.column($0) == nil }) {
      throw .table(path: path, line: 1, reason: "the column \(lacking) is missing")
    }
  }

  /// Goes to the next line; false at the end.
  mutating func advance() -> Bool { table.advance() && !table.isCutOff }

  /// A field as text; empty where the record or the table is shorter.
  func text(_ column: Int) -> String { table.text(places[column]) }

  /// A field that must be a number.
  func number(_ column: Int) throws(SessionReadingError) -> Double {
    guard case .known(let value) = table.number(places[column]), value.magnitude < 1e15 else {
      throw .table(path: path, line: table.line, reason: "\(names[column]) is “\(text(column))”, not a number")
    }
    return value
  }
}

extension SavedSession {
  /// When a session began, and whether that is known or only guessed by the time of a file.
  public struct Start: Sendable, Hashable {
    /// The moment, with the local time there where it is known.
    public var moment: Moment
    /// Whether a sidecar, a summary or the clock of the recording computer says so.
    public var isStated: Bool
  }

  /// When the session began, as well as can be known: what the summary says, or the sidecar of its recording; else the time
  /// at which the recording was last written to, less its length; else the same of the summary.
  public var start: Start { start(recording: recording) }

  /// The same with a recording that may lie elsewhere.
  public func start(recording: String?) -> Start {
    let inSummary = summary.startedAt.flatMap { Moment($0) }
    if let inSummary, summary.startedFrom != "file" { return Start(moment: inSummary, isStated: true) }
    if let recording, let sidecar = try? Sidecar.load(beside: recording),
      let moment = sidecar.started.flatMap({ Moment($0) })
    {
      return Start(moment: moment, isStated: sidecar.startedFrom != .file)
    }
    if let inSummary { return Start(moment: inSummary, isStated: false) }
    let end = Moment(modificationOf: recording ?? file("summary.json")) ?? .now
    return Start(moment: end.earlier(bySeconds: summary.input.seconds), isStated: false)
  }

  /// What recorded the session, as its summary or the sidecar of its recording says; nil when neither does.
  public var device: String? { summary.input.device ?? sidecar?.device }

  /// What somebody wrote about the session, in its summary or the sidecar of its recording.
  public var notes: String? { summary.notes ?? sidecar?.notes }

  /// Name or code of whom the session is of, as its summary or the sidecar of its recording says; nil when neither does.
  public var person: String? { summary.person ?? sidecar?.person }

  /// The same for the same samples, whatever file they are in; nil when there is nothing to tell it by.
  public var contentHash: String? {
    summary.input.contentHash ?? recording.flatMap { try? RecordingIdentity.text(of: $0) }
  }

  private var sidecar: Sidecar? { recording.flatMap { try? Sidecar.load(beside: $0) } }
}

/// Why a session folder cannot be used.
public enum SessionReadingError: Error, Sendable, Hashable {
  /// A file cannot be read.
  case file(RecordingError)
  /// There is no such folder.
  case missing(path: String)
  /// It is a file.
  case notAFolder(path: String)
  /// It holds no `summary.json`.
  case noSummary(path: String)
  /// It holds a recording, but no `summary.json`: the session was cut off.
  case cutOff(path: String)
  /// `summary.json` is not one that GluteCue wrote.
  case summary(path: String, reason: String)
  /// A table lacks a column or holds something else than expected.
  case table(path: String, line: Int, reason: String)
}

extension SessionReadingError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .missing(let path):
      "\(path): there is no such folder. A session is the folder that was given to live or analyze with --output."
    case .notAFolder(let path):
      "\(path) is a file. A session is the folder that was given to live or analyze with --output."
    case .noSummary(let path):
      "\(path) holds no summary.json, so it is not a finished session. A session is the folder that was given to live or "
        + "analyze with --output."
    case .cutOff(let path):
      "\(path) holds a recording but no summary.json, so the session was cut off. Make it whole first: "
        + "glutecue repair \(ShellWord(path))"
    case .summary(let path, let reason):
      "\(path) cannot be used: \(reason). It should be a summary.json as live or analyze writes it. "
        + Self.anew(path)
    case .table(let path, let line, let reason):
      "\(path):\(line): \(reason). It should be a table as live or analyze writes it. " + Self.anew(path)
    }
  }

  /// For a file of a session.
  private static func anew(_ path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return "In the folder of a live session it is made anew by: glutecue repair \(ShellWord(folder))"
  }
}
