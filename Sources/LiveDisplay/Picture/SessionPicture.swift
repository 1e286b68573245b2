import Biofeedback
import EMGUnits
import LiveSession
import SessionResults

/// What there is to see of a session at one moment, kept up to date by what happens in it. The live page and the terminal
/// show the same picture. A value without any device, so that a test can make every one.
public struct SessionPicture: Sendable {
  /// How far the session is.
  public enum Phase: String, Sendable {
    /// It has not begun: it waits to be started.
    case waiting
    /// It runs.
    case running
    /// It is over.
    case ended
  }

  /// A sound that was heard.
  public struct HeardCue: Sendable {
    /// Which sound.
    public let kind: CueKind
    /// Its leg, when the channel map says which.
    public let leg: Side?
    /// Its beginning, in seconds of the input's clock.
    public let seconds: Double
  }

  private static let keptMessages = 8

  /// The input, as a person named it.
  public let input: String
  /// Millivolts of full scale, when known.
  public let scale: AmplitudeScale
  /// Seconds in the whole session; nil when it has no end.
  public let total: Double?
  /// How far it is.
  public var phase: Phase {
    didSet { version += 1 }
  }
  /// Where the live page is, for the terminal; nil for none.
  public var page: String?
  /// Seconds of input so far.
  public private(set) var seconds = 0.0
  /// The legs in the order of the channel map; without a side when the map says none.
  public private(set) var legs: [LegPicture] = []
  /// How many sounds of each kind were heard.
  public private(set) var cueCounts: [CueKind: Int] = [:]
  /// The latest of them.
  public private(set) var latestCue: HeardCue?
  /// What is known of the devices.
  public private(set) var health = SignalHealth()
  /// The moments that were marked, in seconds of the input's clock: how many, and the latest.
  public private(set) var markCount = 0
  /// The latest of them.
  public private(set) var latestMark: Double?
  /// The latest messages, oldest first.
  public private(set) var messages: [Message] = []
  /// The latest point of the envelopes.
  public private(set) var envelope: EnvelopePoint?
  /// Grows with every change but that of the time and of the envelope.
  public private(set) var version = 0

  /// Something that was told, with its time.
  public struct Message: Sendable, Hashable {
    /// Seconds of the input's clock.
    public let seconds: Double
    /// What was told.
    public let words: String
  }

  /// A session that has not begun; `against` says what the glute's activation is measured against.
  public init(
    input: String, scale: AmplitudeScale, total: Double?, legs: [Side?], phase: Phase = .running,
    against: Against = .start
  ) {
    self.input = input
    self.scale = scale
    self.total = total
    self.phase = phase
    self.legs = legs.map { LegPicture($0, against: against) }
  }

  /// Takes what has happened.
  public mutating func take(_ happening: LiveSession.Happening) {
    switch happening {
    case .time(let seconds):
      self.seconds = seconds
      return
    case .arrived: return
    case .envelope(let point):
      envelope = point
      guard health.input == .hung else { return }
      health.flow()
    case .cue(let cue, let seconds, let glute): take(cue, seconds, glute)
    case .trouble(let leg, let flags, let isLate, let seconds):
      let words = FaultWords.words(flags, isLate: isLate)
      change(leg) { $0.trouble = words }
      tell("signal: \(leg.map { "\($0.rawValue) " } ?? "")\(words)", at: seconds)
    case .stride(let stride): change(stride.leg) { $0.add(stride) }
    case .profile(let leg, let fit):
      for remark in ProfileRemark.remarks(on: fit, leg: leg) { tell(remark, at: seconds) }
    case .lost: for index in legs.indices { legs[index].hasRhythm = false }
    case .running(let words): for words in words { tell(words, at: seconds) }
    case .input(let news, let seconds):
      health.take(news)
      tell(DeviceWords.words(news), at: seconds)
    case .tone(let news, let seconds):
      health.take(news)
      tell(DeviceWords.words(news), at: seconds)
    case .storage(let news):
      health.take(news)
      tell(StorageWords(news).text, at: seconds)
    case .marked(let seconds):
      markCount += 1
      latestMark = seconds
      tell("marked", at: seconds)
    }
    version += 1
  }

  private mutating func take(_ cue: Cue, _ seconds: Double, _ glute: Float?) {
    cueCounts[cue.kind, default: 0] += 1
    latestCue = HeardCue(kind: cue.kind, leg: cue.leg, seconds: seconds)
    guard cue.kind != .fault else { return }
    let against = AgainstWords.name(legs.first?.against ?? .start)
    let level = glute.map { ", glute at \(Int(bounded: (100 * $0).rounded())) % of \(against)" } ?? ""
    tell("beep: \(cue.kind.rawValue)\(level)", at: seconds)
  }

  private mutating func change(_ leg: Side?, _ body: (inout LegPicture) -> Void) {
    guard let index = legs.firstIndex(where: { $0.side == leg }) else { return }
    body(&legs[index])
  }

  private mutating func tell(_ words: String, at seconds: Double) {
    messages.append(Message(seconds: seconds, words: words))
    if messages.count > Self.keptMessages { messages.removeFirst() }
  }
}
