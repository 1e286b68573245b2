import Biofeedback

/// Everything that a report shows of one session.
public struct ReportedSession: Sendable {
  /// What the session was and what was found.
  public var summary: SessionSummary
  /// Every stride of every leg, as far as it is drawn.
  public var strides: ReportedStrides
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
    summary: SessionSummary, strides: ReportedStrides, cues: [RecordedCue], gallery: StrideGallery?, date: String?,
    command: String?
  ) {
    self.summary = summary
    self.strides = strides
    self.cues = cues
    self.gallery = gallery
    self.date = date
    self.command = command
  }

  /// The strides of a leg.
  package func strides(of leg: SessionSummary.Leg) -> LegStrides {
    strides.legs.first { $0.leg?.rawValue == leg.leg } ?? LegStrides(leg: nil)
  }

  /// The cues of a leg, with those that concern every leg.
  package func cues(of leg: SessionSummary.Leg) -> [RecordedCue] {
    cues.filter { $0.leg == nil || $0.leg?.rawValue == leg.leg }
  }
}
