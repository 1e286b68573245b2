/// Events that lie within a recording, in order of time; the others are counted.
struct EventsWithin {
  /// Those within.
  let events: [SessionEvent]
  /// What is to be told of the others, in whole sentences.
  let remarks: [String]

  /// A contact may be estimated so much before the first frame.
  private static let lead = 1.0

  init(_ all: [SessionEvent], seconds: Double) {
    let isWithin = { (event: SessionEvent) in
      event.seconds.isFinite && event.seconds >= -Self.lead && event.seconds <= seconds
        && (event.kind.isMark ? event.seconds >= 0 && event.seconds < seconds : true)
        && (event.durationSeconds ?? 0).isFinite
    }
    events = all.filter(isWithin).sorted { $0.seconds < $1.seconds }
    let beyond = all.filter { !isWithin($0) }
    let marks = beyond.count { $0.kind.isMark }
    let others = beyond.count - marks
    remarks = [
      Self.words(marks, "mark", "marks"), Self.words(others, "contact, cue or stride", "contacts, cues and strides"),
    ].compactMap { $0 }
  }

  private static func words(_ count: Int, _ one: String, _ several: String) -> String? {
    guard count > 0 else { return nil }
    return count == 1
      ? "1 \(one) lies beyond the end of the recording and is not exported."
      : "\(count) \(several) lie beyond the end of the recording and are not exported."
  }
}

extension SessionEvent.Kind {
  /// Whether somebody marked it.
  var isMark: Bool { if case .mark = self { true } else { false } }
}
