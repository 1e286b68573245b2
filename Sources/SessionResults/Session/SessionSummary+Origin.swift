import Files
import Recording

extension SessionSummary {
  /// A moment that somebody marked.
  public struct Mark: Codable, Sendable, Hashable {
    /// On the input's clock.
    public var seconds: Double
    /// What was written about it; may be empty.
    public var label: String

    /// Joins both.
    public init(seconds: Double, label: String) {
      self.seconds = seconds
      self.label = label
    }
  }

  /// Keeps when, with what and how the input was recorded, and what somebody noted and marked in it.
  ///
  /// - Parameters:
  ///   - origin: of the input.
  ///   - markers: those to keep; by default all of the origin's.
  ///   - frameCount: how long the input is.
  public mutating func take(_ origin: RecordingOrigin, markers: [RecordingMarker]? = nil, frameCount: Int) {
    startedAt = origin.started?.localISO
    startedFrom = origin.started == nil ? nil : origin.source.rawValue
    input.device = origin.device
    notes = origin.notes
    person = origin.person
    let kept = (markers ?? origin.markers).map {
      Mark(seconds: Double($0.frame) / input.sampleRateHz, label: $0.label)
    }
    marks = kept.isEmpty ? nil : kept
    if let remark = origin.remark(frameCount: frameCount) { warnings.append(remark) }
  }

  /// Adds what the summary does not know: those of older versions know nothing of where the input came from, and a file's
  /// time counts less than what a sidecar says.
  public mutating func complete(with origin: RecordingOrigin, frameCount: Int) {
    var known = self
    known.take(origin, frameCount: frameCount)
    if startedAt == nil || (startedFrom == RecordingOrigin.Source.file.rawValue && origin.source != .file) {
      (startedAt, startedFrom) = (known.startedAt, known.startedFrom)
    }
    input.device = input.device ?? known.input.device
    notes = notes ?? known.notes
    person = person ?? known.person
    if marks == nil { (marks, warnings) = (known.marks, known.warnings) }
  }

  /// `24 Nov 2026, 18:02`; where only the file tells it, `about 24 Nov 2026, 18:02, by the file's time`; nil when nobody
  /// knows.
  public var startWords: String? {
    guard let moment = startedAt.flatMap({ Moment($0) }) else { return nil }
    return startedFrom == RecordingOrigin.Source.file.rawValue
      ? "about \(moment.words), by the time of the file" : moment.words
  }
}
