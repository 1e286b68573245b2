import EMGUnits
import Recording
import Settings

/// When a session of a programme begins, and whose it is: a sound card's now, a recording's as it says.
struct TrainingInput {
  /// When its first frame comes.
  let started: Moment
  /// Name or code of whom it is of; nil where nobody says.
  let person: String?

  /// Looks at the recording, if it is one.
  init(_ input: String, _ settings: EffectiveSettings) throws {
    guard case .file(let path) = try Endpoint("--input", input) else {
      started = .now
      person = settings.person
      return
    }
    let reader = try RecordingReader(path: path)
    let origin = RecordingOrigin(
      recording: path, frameCount: reader.frameCount,
      seconds: Double(reader.frameCount) / reader.sampleRate.value, sidecar: try Sidecar.load(beside: path))
    started = origin.started ?? .now
    person = settings.overrides.person ?? origin.person ?? settings.person
  }
}
