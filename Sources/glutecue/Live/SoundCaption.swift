import EMGUnits

/// What a runner should know about a sound: what it is like, what it means, what to do.
struct SoundCaption {
  /// The sound.
  let kind: CueKind

  /// `silent: one clear beep. Your glute was silent in this stride: squeeze at the next push-off.`
  var text: String { "\(kind.rawValue): \(likeness). \(advice)" }

  /// How it sounds.
  private var likeness: String {
    switch kind {
    case .silent: "one clear beep"
    case .weak: "two soft low beeps"
    case .recovered: "two notes going up"
    case .fault: "three low buzzes"
    case .reward: "three soft notes going up"
    case .below: "one short soft note"
    case .heartbeat: "one very soft tick"
    }
  }

  /// What it means and what to do.
  private var advice: String {
    switch kind {
    case .silent: "Your glute was silent in this stride: squeeze at the next push-off."
    case .weak:
      "Your glute has worked clearly less than usual for several strides: push off more from the hip, or ease the pace."
    case .recovered: "Your glute fires again: go on like this."
    case .fault: "The signal is gone, so your strides cannot be judged: check electrodes and cable."
    case .reward: "Five good strides in a row: your glute fired, or met your aim. Go on like this."
    case .below: "Your glute works, but this stride missed your aim: push off a little more from the hip."
    case .heartbeat: "All is well: your strides are found and judged. Nothing to do."
    }
  }
}
