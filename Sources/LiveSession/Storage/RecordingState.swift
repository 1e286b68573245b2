/// Whether a session's files still grow.
public enum RecordingState: Sendable, Hashable {
  /// Everything is kept.
  case recording
  /// Nothing is kept from a frame on; feedback goes on.
  case ended(reason: String, atFrame: Int)
}

/// What there is to tell about a session's files.
public enum StorageNews: Sendable, Hashable {
  /// The disk has room for about so many minutes more.
  case low(minutesLeft: Int)
  /// The recording and the tables have ended; it is told once.
  case ended(reason: String, seconds: Double)
  /// The file of the tone has ended, the session goes on; it is told once.
  case toneEnded(reason: String, seconds: Double)
  /// A gap or a marker could not be put into the sidecar; it is tried again every second.
  case sidecarBehind(reason: String)
}
