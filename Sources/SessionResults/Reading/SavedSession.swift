import Biofeedback
import Files
import Glibc
import Recording

/// A session folder as `live` or `analyze` left it: its summary at once, its tables when they are asked for. The one place in
/// which such a folder is read, for reports, the history, exports and comparisons.
public struct SavedSession: Sendable {
  /// As given, without a slash at its end.
  public let path: String
  /// What was read of `summary.json`.
  public let summary: SessionSummary
  /// `summary.json` as it stands.
  public let summaryBytes: [UInt8]

  /// Tables of a day's run and more.
  static let mostBytes = 1 << 28

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
      summaryBytes = try TextFile.read(file, mostBytes: Self.mostBytes)
    } catch {
      if case .missing = error {
        throw Self.recording(in: trimmed) == nil ? .noSummary(path: path) : .cutOff(path: path)
      }
      throw .file(error)
    }
    summary = try SessionSummary(summaryBytes, path: file)
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
      return try TextFile.read(file(name), mostBytes: Self.mostBytes)
    } catch {
      if case .missing = error { return nil }
      throw .file(error)
    }
  }

  /// Its own files; whoever reads it must not write over them.
  public var files: [String] {
    ["strides.csv", "summary.json", "cues.csv", "recording.wav", "recording.flac", "recording.json"].map(file)
  }

  /// `strides.csv`, empty when there is none.
  public func strides() throws(SessionReadingError) -> [StrideRecord] {
    try Self.unlessMissing { () throws(SessionReadingError) in try StrideTable.read(file("strides.csv")) } ?? []
  }

  /// `cues.csv`, empty when there is none, as in the folders of `analyze`.
  public func cues() throws(SessionReadingError) -> [RecordedCue] {
    try Self.unlessMissing { () throws(SessionReadingError) in try CueTable.read(file("cues.csv")) } ?? []
  }

  /// Nil for a file that is not there.
  private static func unlessMissing<Content>(
    _ read: () throws(SessionReadingError) -> Content
  ) throws(SessionReadingError) -> Content? {
    do throws(SessionReadingError) { return try read() } catch {
      if case .file(.missing) = error { return nil }
      throw error
    }
  }
}

extension SavedSession {
  /// By leg, the level of the glute against the hamstring's in dB, of every stride that could be used: from the RMS columns of
  /// the stride table, whichever it has; empty where it says nothing.
  public func levels() -> [String: [Double]] {
    guard let bytes = try? bytes("strides.csv") else { return [:] }
    var table = DelimitedTable(bytes)
    var levels: [String: [Double]] = [:]
    while table.advance(), !table.isCutOff {
      guard table.text(table.column("verdict")) != Verdict.unusable.rawValue, let level = Self.level(table) else {
        continue
      }
      levels[table.text(table.column("leg")), default: []].append(level)
    }
    return levels
  }

  private static func level(_ table: DelimitedTable) -> Double? {
    let number = { (name: String) -> Double? in
      guard let place = table.column(name), case .known(let value) = table.number(place) else { return nil }
      return value
    }
    if let glute = number("glute_rms_dbfs"), let hamstring = number("hamstring_rms_dbfs") { return glute - hamstring }
    guard let glute = number("glute_rms_uv"), let hamstring = number("hamstring_rms_uv"), glute > 0, hamstring > 0
    else { return nil }
    return 20 * log10(glute / hamstring)
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
      "\(path) holds a recording but no summary.json, so the session was cut off. Repair it first: "
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
    return "In the folder of a live session, make it again with: glutecue repair \(ShellWord(folder))"
  }
}
