import Biofeedback
import Recording
import SessionResults

/// Something that happened at a time of the input's clock.
public struct SessionEvent: Sendable, Hashable {
  /// What can happen.
  public enum Kind: Sendable, Hashable {
    /// Initial contact of the leg with the electrodes.
    case contact
    /// A stride in which the glute was silent or weak.
    case failing(verdict: String)
    /// A sound: `silent`, `weak`, `recovered`, `fault`, `reward`, `below`.
    case cue(String)
    /// Input that was lost.
    case gap
    /// A moment that the runner marked.
    case mark(String)
    /// The last sample; what follows fills the last data record.
    case end
  }

  /// When it begins.
  public var seconds: Double
  /// How long it lasts; nil for a moment.
  public var durationSeconds: Double?
  /// What it is.
  public var kind: Kind
  /// `left`, `right` or empty.
  public var leg: String
  /// The stride that it belongs to; nil where there is none.
  public var stride: Int?

  /// One word: `contact`, `silent-stride`, `cue-weak`, `gap`.
  public var word: String {
    switch kind {
    case .contact: "contact"
    case .failing(let verdict): "\(verdict)-stride"
    case .cue(let kind): "cue-\(kind)"
    case .gap: "gap"
    case .mark: "mark"
    case .end: "end"
    }
  }

  /// What somebody wrote about it; empty but for marks.
  public var label: String { if case .mark(let label) = kind { label } else { "" } }

  /// As an annotation of EDF+: `Initial contact left`. The last one is the text that EDF+ reserves for it.
  var annotation: AnnotationText {
    let words =
      switch kind {
      case .contact: "Initial contact"
      case .failing(let verdict): "Stride: glute \(verdict)"
      case .cue(let kind): "Cue: \(kind)"
      case .gap: "Gap: input lost"
      case .mark(let label): label.isEmpty ? "Mark" : "Mark: \(label)"
      case .end: "Recording ends"
      }
    return AnnotationText(leg.isEmpty ? words : "\(words) \(leg)")
  }

  /// Every event in the tables of a session.
  static func all(of session: SavedSession) throws(SessionReadingError) -> [SessionEvent] {
    let strides = try session.strides()
    let cues = try session.cues().map {
      SessionEvent(seconds: $0.seconds, kind: .cue($0.kind.rawValue), leg: $0.leg?.rawValue ?? "")
    }
    return contacts(strides) + failing(strides) + cues
  }

  /// Gaps, as far as they lie within the recording, and marks, as the sidecar of a recording has them.
  static func all(in sidecar: Sidecar, rate: Double, frameCount: Int) -> [SessionEvent] {
    sidecar.gaps.filter { $0.start < frameCount }.map { gap in
      SessionEvent(
        seconds: Double(gap.start) / rate, durationSeconds: Double(min(gap.end, frameCount) - gap.start) / rate,
        kind: .gap, leg: "")
    }
      + sidecar.markers.map { SessionEvent(seconds: Double($0.frame) / rate, kind: .mark($0.label), leg: "") }
  }

  /// Marks, as a summary has them.
  static func marks(in summary: SessionSummary) -> [SessionEvent] {
    (summary.marks ?? []).map { SessionEvent(seconds: $0.seconds, kind: .mark($0.label), leg: "") }
  }

  /// A stride's end is the next contact, also where no stride follows.
  private static func contacts(_ strides: [StrideRecord]) -> [SessionEvent] {
    var events = strides.map {
      SessionEvent(seconds: $0.contact, kind: .contact, leg: $0.leg?.rawValue ?? "", stride: $0.number)
    }
    for (leg, own) in Dictionary(grouping: strides, by: \.leg) {
      let starts = Set(own.map(\.contact))
      events += own.filter { !starts.contains($0.end) }
        .map { SessionEvent(seconds: $0.end, kind: .contact, leg: leg?.rawValue ?? "") }
    }
    return events
  }

  private static func failing(_ strides: [StrideRecord]) -> [SessionEvent] {
    strides.filter(\.isFailing).map {
      SessionEvent(
        seconds: $0.contact, durationSeconds: $0.end - $0.contact,
        kind: .failing(verdict: $0.verdict.rawValue), leg: $0.leg?.rawValue ?? "", stride: $0.number)
    }
  }
}
