import EMGUnits

/// What one muscle did in one stride.
public struct MuscleStride: Sendable, Hashable, BitwiseCopyable {
  /// Root mean square of the band-passed signal from contact to contact, in units of full scale.
  public var rms: Float
  /// Amplitude in the muscle's window, noise taken off, relative to its reference; nil without a reference.
  public var activation: Float?
  /// Start of the main burst in % of the stride after contact, negative before it; nil when none stood out.
  public var onset: Float?
  /// Median frequency of the main burst; nil when there was no power.
  public var medianFrequency: Float?
  /// RMS in its window, noise taken off, full scale = 1: needs no reference; nil where it is not known.
  public var level: Float?
  /// The same against a maximal contraction of the muscle; nil where none is known.
  public var ofMaximum: Float?

  /// Joins the values.
  @_noLocks
  package init(
    rms: Float, activation: Float?, onset: Float?, medianFrequency: Float?, level: Float? = nil,
    ofMaximum: Float? = nil
  ) {
    self.rms = rms
    self.activation = activation
    self.onset = onset
    self.medianFrequency = medianFrequency
    self.level = level
    self.ofMaximum = ofMaximum
  }
}

/// One completed stride.
public struct StrideRecord: Sendable, BitwiseCopyable {
  /// The leg, when the channel map says which.
  public var leg: Side?
  /// The stride's number on this leg, from 1. Numbers are skipped where a stride was begun but not completed.
  public var number: Int
  /// Initial contact, in seconds of the input's clock.
  public var contact: Double
  /// The next initial contact, in seconds of the input's clock.
  public var end: Double
  /// When the contact was known, in seconds of the input's clock; nil when it was found looking ahead.
  public var contactKnown: Double?
  /// How much the stride looks like the session's own: 0–1.
  public var confidence: Float
  /// What limits the trust in it.
  public var flags: StrideFlags
  /// What the glute did.
  public var verdict: Verdict
  /// One entry a muscle, in the order of `Muscle.allCases`; nil when the muscle is not recorded.
  public var muscles: InlineArray<5, MuscleStride?>
  /// What it was held against, in the aim's own unit; nil when it was not.
  public var aim: Float?
  /// Whether the aim was reached; nil when that cannot be told.
  public var isAimMet: Bool?

  /// Joins the values.
  @_noLocks
  package init(
    leg: Side?, number: Int, contact: Double, end: Double, contactKnown: Double?, confidence: Float,
    flags: StrideFlags, verdict: Verdict, muscles: InlineArray<5, MuscleStride?>
  ) {
    self.leg = leg
    self.number = number
    self.contact = contact
    self.end = end
    self.contactKnown = contactKnown
    self.confidence = confidence
    self.flags = flags
    self.verdict = verdict
    self.muscles = muscles
  }

  /// The entry of a muscle.
  public subscript(_ muscle: Muscle) -> MuscleStride? {
    @_noLocks get { muscles[muscle.place] }
  }

  /// Seconds from contact to contact.
  public var duration: Double { end - contact }

  /// Glute activation over hamstring activation; nil when either is unknown or the hamstring's is 0.
  public var ratio: Float? {
    guard showsMuscles, let g = self[.gluteusMaximus]?.activation, let h = self[.hamstrings]?.activation, h > 0 else {
      return nil
    }
    return g / h
  }

  /// The glute's part of both, each against its own maximal contraction; nil when either is unknown or both are 0.
  public var maximumShare: Float? {
    guard let g = self[.gluteusMaximus]?.ofMaximum, let h = self[.hamstrings]?.ofMaximum, g + h > 0 else { return nil }
    return g / (g + h)
  }

  /// Both electrodes carry their muscle's signal.
  private var showsMuscles: Bool { !flags.glute.hidesMuscle && !flags.hamstring.hidesMuscle }

  /// Glute activation in the sum of both; nil when either is unknown or both are 0.
  public var gluteShare: Float? {
    guard showsMuscles, let g = self[.gluteusMaximus]?.activation, let h = self[.hamstrings]?.activation, g + h > 0
    else {
      return nil
    }
    return g / (g + h)
  }
}

extension Muscle {
  /// Place in tables with one entry a muscle, in the order of `allCases`.
  var place: Int {
    @_noLocks get {
      switch self {
      case .gluteusMaximus: 0
      case .hamstrings: 1
      case .quadriceps: 2
      case .calf: 3
      case .lowerBack: 4
      }
    }
  }
}

/// What a stride's glute did, as measured; not a diagnosis.
public enum Verdict: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// The glute worked about as much as in its reference.
  case firing
  /// The glute has worked clearly less than in its reference for several strides.
  case weak
  /// The glute worked far less than in its reference in this stride.
  case silent
  /// Something was wrong with the signal; `StrideFlags` say what.
  case unusable
  /// There is no reference to judge by yet.
  case baseline

  /// Spelt out, since the comparison of raw values that the compiler would write is not fit for the real-time path.
  @_noLocks
  public static func == (a: Verdict, b: Verdict) -> Bool {
    switch (a, b) {
    case (.firing, .firing), (.weak, .weak), (.silent, .silent), (.unusable, .unusable), (.baseline, .baseline): true
    default: false
    }
  }
}
