import LiveSession

/// What is known of the devices: whether they deliver, and what was lost so far.
public struct SignalHealth: Sendable {
  /// Whether the input delivers.
  public enum Input: String, Sendable {
    /// It does.
    case flowing
    /// It has stopped, and is looked for.
    case interrupted
    /// Its driver does not answer.
    case hung
  }

  /// Whether the input delivers.
  public private(set) var input = Input.flowing
  /// Why it does not, in words; nil when it does.
  public private(set) var inputWords: String?
  /// How often it stopped.
  public private(set) var interruptions = 0
  /// Seconds of input that were lost.
  public private(set) var lostSeconds = 0.0
  /// Frames that miss the recording.
  public private(set) var unrecordedFrames = 0
  /// The device delivers another rate than it was set to.
  public private(set) var hasWrongRate = false
  /// The headphones are there, or none are used.
  public private(set) var canBeHeard = true
  /// How often the headphones' buffer ran empty.
  public private(set) var underruns = 0

  /// Why nothing is kept any more, in words; nil while everything is.
  public private(set) var recordingEnd: String?

  init() {}

  /// Nothing to complain of at this moment.
  public var isGood: Bool { input == .flowing && canBeHeard && !hasWrongRate && recordingEnd == nil }

  /// The driver has answered after all.
  mutating func flow() {
    input = .flowing
    inputWords = nil
  }

  mutating func take(_ news: InputNews) {
    switch news {
    case .interrupted:
      input = .interrupted
      interruptions += 1
      inputWords = DeviceWords.words(news)
    case .resumed(let lost):
      input = .flowing
      lostSeconds += lost
      inputWords = nil
    case .hung:
      input = .hung
      inputWords = DeviceWords.words(news)
    case .rate, .streamRate: hasWrongRate = true
    case .gaveUp: inputWords = DeviceWords.words(news)
    case .unrecorded(let frames): unrecordedFrames += frames
    }
  }

  mutating func take(_ news: StorageNews) {
    if case .ended = news { recordingEnd = StorageWords(news).text }
  }

  mutating func take(_ news: ToneNews) {
    switch news {
    case .underrun: underruns += 1
    case .gone: canBeHeard = false
    case .back: canBeHeard = true
    }
  }
}
