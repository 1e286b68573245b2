import EMGUnits

/// An initial contact that the tracker has found.
public struct Contact: Sendable, Hashable, BitwiseCopyable {
  /// When, in envelope frames.
  public var frame: Double
  /// The stride time expected from here on, in frames.
  public var periodFrames: Double
  /// How much the stride around it looks like the session's own strides: 0 not at all, 1 exactly.
  public var confidence: Float
  /// Not seen but inferred between contacts that were: the stride is counted, its values are not to be trusted.
  public var isInferred: Bool

  @_noLocks
  init(frame: Double, periodFrames: Double, confidence: Float, isInferred: Bool) {
    self.frame = frame
    self.periodFrames = periodFrames
    self.confidence = confidence
    self.isInferred = isInferred
  }
}

/// What the tracker tells.
public enum TrackerEvent: Sendable, Hashable, BitwiseCopyable {
  /// A contact; `startsRun` when none before it belongs to the same run of strides.
  case contact(Contact, startsRun: Bool)
  /// The rhythm has ended: the stride in progress will not be completed.
  case lost
}

/// Initial contacts from a foot switch or an accelerometer.
///
/// The signal's range is followed (its extremes are forgotten over about 4 s); contact is where it rises through half of
/// the range, once it has been below 30 % of it. A spike at contact works as well as a level that stays high in stance.
public struct ContactSensor: Sendable {
  private let tuning: TrackerTuning
  private let rate: Double
  private let forgetting: Float
  private var low = Float.infinity
  private var high = -Float.infinity
  private var isArmed = false
  private var seen = 0
  private var latest: Int?

  /// For samples at `rate`.
  public init(rate: Hertz, tuning: TrackerTuning = TrackerTuning()) {
    self.tuning = tuning
    self.rate = rate.value
    forgetting = Float(1 / (Double(tuning.sensorForgetting) * rate.value))
  }

  /// Takes the next sample; true when the foot has just come down.
  @_noLocks
  public mutating func add(_ sample: Float) -> Bool {
    seen += 1
    low = min(low, sample)
    high = max(high, sample)
    let range = high - low
    low += forgetting * range
    high -= forgetting * range
    guard range >= tuning.sensorRange else { return false }
    if sample < low + tuning.sensorFall * range { isArmed = true }
    guard isArmed, sample > low + tuning.sensorRise * range else { return false }
    isArmed = false
    if let latest, Double(seen - latest) < Double(tuning.sensorRest) * rate { return false }
    latest = seen
    return true
  }
}
