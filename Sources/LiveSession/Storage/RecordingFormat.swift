/// What kind of file a session records into.
public enum RecordingFormat: String, Sendable, Hashable, CaseIterable {
  /// WAV, which becomes RF64 beyond 4 GiB.
  case wav
  /// FLAC: half the size or less, 16 or 24 bits, up to 8 channels.
  case flac

  /// Its name in the session folder.
  public var fileName: String { "recording.\(rawValue)" }

  /// FLAC is written in blocks of 1152 frames. Below this rate a killed program would lose more than a second.
  static let leastFLACRate = 1200.0
}
