import Foundation
import Recording

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
