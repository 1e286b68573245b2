import Biofeedback

/// Everything that a report shows of one session.
public struct ReportedSession: Sendable {
  /// What the session was and what was found.
  public var summary: SessionSummary
  /// Every stride of every leg, in order.
  public var strides: [StrideRecord]
  /// Every sound; empty for `analyze`.
  public var cues: [RecordedCue]
  /// Pictures of the strides; nil when there is no recording to make them from.
  public var gallery: StrideGallery?
  /// When the recording was written, as text; nil when unknown.
  public var date: String?
  /// The command that repeats the analysis; nil when it is not known.
  public var command: String?

  /// Joins the parts.
  public init(
    summary: SessionSummary, strides: [StrideRecord], cues: [RecordedCue], gallery: StrideGallery?, date: String?,
    command: String?
  ) {
    self.summary = summary
    self.strides = strides
    self.cues = cues
    self.gallery = gallery
    self.date = date
    self.command = command
  }

  /// The strides of a leg, in order of time.
  package func strides(of leg: SessionSummary.Leg) -> [StrideRecord] {
    strides.filter { $0.leg?.rawValue == leg.leg }
  }

  /// The cues of a leg, with those that concern every leg.
  package func cues(of leg: SessionSummary.Leg) -> [RecordedCue] {
    cues.filter { $0.leg == nil || $0.leg?.rawValue == leg.leg }
  }
}
