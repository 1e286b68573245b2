import Foundation
import Recording

extension SavedSession {
  /// When the session began, as well as can be known: what the summary says, or the sidecar of its
  /// recording; else the time at which the recording was
  /// last written to, less its length; else the same of the summary.
  public var start: Moment {
    if let text = summary.startedAt, let moment = Moment(text) { return moment }
    if let recording, let moment = Moment(startOf: recording) { return moment }
    let end = Moment(modificationOf: recording ?? file("summary.json")) ?? .now
    return end.earlier(bySeconds: summary.input.seconds)
  }
}

extension Moment {
  /// When a recording began, as its sidecar says; nil when it does not.
  public init?(startOf recording: String) {
    guard let text = try? Sidecar.load(beside: recording)?.started, let moment = Moment(text) else { return nil }
    self = moment
  }

  /// When a file was last written to; nil when it cannot be told.
  public init?(modificationOf path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(seconds: status.st_mtim.tv_sec)
  }

  /// That long before; whole seconds count.
  public func earlier(bySeconds count: Double) -> Moment {
    Moment(seconds: seconds - Int(max(0, min(count, 1e9))))
  }
}
