/// Where a recording comes from: what its sidecar says of it, and else its file. It goes with every result that is made from
/// the recording.
public struct RecordingOrigin: Sendable, Hashable {
  /// How a start is known.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// The sidecar says so.
    case sidecar
    /// The file was last written to at its end, so it began its length before.
    case file
    /// This machine's clock, while it was recorded.
    case clock
  }

  /// When its first frame came; nil when nothing tells.
  public var started: Moment?
  /// How that is known.
  public var source: Source
  /// What recorded it, such as `alsa:hw:1`; nil when nothing tells.
  public var device: String?
  /// What somebody wrote about it.
  public var notes: String?
  /// Name or code of whom it is of.
  public var person: String?
  /// Moments that somebody marked, in order of time; all of them within the recording.
  public var markers: [RecordingMarker] = []
  /// Moments that the sidecar has behind the last frame.
  public var markersBeyond: [RecordingMarker] = []

  /// Of a file and its sidecar.
  ///
  /// - Parameter seconds: how long the recording is.
  public init(recording path: String, frameCount: Int, seconds: Double, sidecar: Sidecar?) {
    if let start = sidecar?.started.flatMap({ Moment($0) }) {
      (started, source) = (start, sidecar?.startedFrom ?? .sidecar)
    } else {
      (started, source) = (Moment(modificationOf: path)?.earlier(bySeconds: seconds), .file)
    }
    device = sidecar?.device
    notes = sidecar?.notes
    person = sidecar?.person
    let inOrder = (sidecar?.markers ?? []).sorted { $0.frame < $1.frame }
    markers = inOrder.filter { $0.frame < frameCount }
    markersBeyond = inOrder.filter { $0.frame >= frameCount }
  }

  /// Of something that is being recorded now.
  public init(device: String, started: Moment) {
    self.started = started
    source = .clock
    self.device = device
  }

  /// What is to be told of marks that are not in the recording; nil when there are none.
  public func remark(frameCount: Int) -> String? {
    guard let first = markersBeyond.first else { return nil }
    let words = markersBeyond.count == 1 ? "1 mark lies" : "\(markersBeyond.count) marks lie"
    return "\(words) beyond the end of the recording, the first at frame \(first.frame) of \(frameCount); "
      + "such marks are neither shown nor exported."
  }
}
