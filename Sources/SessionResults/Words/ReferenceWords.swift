import Biofeedback

/// What activation 1.0 is, in a sentence.
struct ReferenceWords {
  private let reference: SessionSummary.Reference
  private let profile: String?

  /// `profile` is the profile's name, when there is one.
  init(_ reference: SessionSummary.Reference, profile: String?) {
    self.reference = reference
    self.profile = profile
  }

  /// `Activation 1.0 is the median of this session's first 10 good running strides, …`
  var text: String {
    let windows = reference.muscles.map { muscle in
      "\(muscle.muscle) \(SummaryText.number(muscle.windowPct[0], 0)) … \(SummaryText.number(muscle.windowPct[1], 0)) %"
    }
    return
      "Activation 1.0 is \(what), in windows around initial contact: \(windows.joined(separator: ", ")) of the stride."
      + maxima
  }

  private var what: String {
    guard reference.kind == SessionSummary.Reference.easyRun, let profile else {
      let proof =
        reference.basis == LevelBasis.proven.rawValue
        ? ", which today's squeezes show to be about as strong as the easy run in the profile" : ""
      return
        "today's start: the median of this session's first \(reference.strides) good \(reference.gait) strides\(proof)"
    }
    let scaling = reference.basis == LevelBasis.scaled.rawValue ? ", scaled to today by squeezes" : ""
    return
      "your easy run: the median of \(reference.strides) strides of easy \(reference.gait) in the profile "
      + "\(profile)\(scaling)"
  }

  private var maxima: String {
    let parts = reference.muscles.compactMap { muscle in
      muscle.percentOfMaximum.map { "\(SummaryText.number($0, 0)) % for the \(muscle.muscle)" }
    }
    return parts.isEmpty ? "" : " That is \(parts.joined(separator: ", ")) of the maximal contraction in the profile."
  }
}
