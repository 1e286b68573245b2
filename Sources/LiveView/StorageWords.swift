import LiveSession
import Report

/// What the runner reads about the session's files.
public struct StorageWords {
  /// One line.
  public let text: String

  /// Words for what happened.
  public init(_ news: StorageNews) {
    text =
      switch news {
      case .low(let minutes):
        "disk: room for about \(minutes == 1 ? "1 minute" : "\(minutes) minutes") more; then the recording ends, the "
          + "feedback goes on"
      case .ended(let reason, let seconds):
        "recording: from \(SummaryText.clock(seconds)) on nothing is kept, the feedback goes on. \(reason)"
      case .toneEnded(let reason, let seconds):
        "tone: from \(SummaryText.clock(seconds)) on nothing is written, the recording goes on. \(reason)"
      case .sidecarBehind(let reason):
        "recording: a marker or gap is not in the sidecar yet, it is tried again. \(reason)"
      }
  }
}
