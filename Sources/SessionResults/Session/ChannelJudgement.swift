import Biofeedback

/// Whether a recording is long enough to say something about a channel: bursts and pauses must have had time to come.
public enum ChannelJudgement {
  /// Before this nothing is said.
  public static let leastSeconds = 1.0
  /// Some strides of walking; before this no channel is blamed for a lack of bursts.
  public static let enoughSeconds = 10.0
  /// Fewer strides than this, in a short recording, are told to be too few.
  static let fewStrides = 5

  /// Whether what is wrong with a channel can be told after so many seconds.
  static func isPossible(_ channel: ChannelAssessment, seconds: Double) -> Bool {
    guard seconds >= leastSeconds else { return false }
    return channel.state != .flat || seconds >= enoughSeconds
  }

  /// What to say about a session with hardly any strides; none about a long one, and none where no stride was found, which
  /// is told otherwise.
  static func remarks(strides: Int, seconds: Double) -> [String] {
    guard (1..<fewStrides).contains(strides), seconds < enoughSeconds else { return [] }
    return [
      "Too few strides for a judgement: \(strides) in \(SummaryText.number(seconds, 1)) s. Record at least 10 s of steady "
        + "running or walking."
    ]
  }
}
