import Biofeedback
import EMGUnits

/// One leg of a session as it is shown.
public struct LegPicture: Sendable {
  /// One of the last strides, as a bar shows it.
  public struct Bar: Sendable, Hashable {
    /// The stride's number.
    public let number: Int
    /// What the glute did.
    public let verdict: Verdict
    /// Glute activation, 1 is the reference; nil when unknown.
    public let glute: Float?
    /// Hamstring activation, 1 is the reference; nil when unknown.
    public let hamstring: Float?
  }

  /// As many strides as are kept for the bars.
  public static let keptBars = 40

  /// Which leg; nil when the channel map does not say.
  public let side: Side?
  /// What the glute's activation is measured against.
  public let against: Against
  /// The last strides, oldest first.
  public private(set) var bars: [Bar] = []
  /// How many strides of each verdict.
  public private(set) var counts: [Verdict: Int] = [:]
  /// Strides per minute of the last strides; nil without a rhythm.
  public private(set) var cadence: Double?
  /// Glute activation in the sum of both, 0–1; nil when unknown.
  public private(set) var share: Float?
  /// The glute against its own maximal contraction; nil when unknown.
  public private(set) var ofMaximum: Float?
  /// What the latest stride was held against; nil when it was not.
  public private(set) var aim: Float?
  /// Whether it was reached.
  public private(set) var isAimMet: Bool?
  /// Strides that were held against the aim, and those that reached it.
  public private(set) var aimCounts = (judged: 0, met: 0)
  /// What is wrong with the signal, in words; nil when nothing is known to be.
  public internal(set) var trouble: String?
  /// What is 100 % of the glute and of the hamstring, full scale = 1, as the latest stride in which they worked tells it; nil
  /// while that is unknown. What the envelopes are drawn against.
  public private(set) var references: (glute: Float?, hamstring: Float?)
  /// Strides come one after another.
  public internal(set) var hasRhythm = false {
    didSet { if !hasRhythm { cadence = nil } }
  }
  private var durations: [Double] = []
  /// Below this activation the quotient is mostly noise.
  private static let leastActivation: Float = 0.3
  /// The cadence is the median of so many strides: one odd stride does not make it jump.
  private static let cadenceStrides = 5

  init(_ side: Side?, against: Against) {
    self.side = side
    self.against = against
    references = (nil, nil)
  }

  /// The latest verdict; nil before the first stride.
  public var verdict: Verdict? { bars.last?.verdict }

  /// All strides so far.
  public var strideCount: Int { counts.values.reduce(0, +) }

  mutating func add(_ stride: StrideRecord) {
    let bar = Bar(
      number: stride.number, verdict: stride.verdict, glute: stride[.gluteusMaximus]?.activation,
      hamstring: stride[.hamstrings]?.activation)
    bars.append(bar)
    if bars.count > Self.keptBars { bars.removeFirst() }
    counts[stride.verdict, default: 0] += 1
    durations.append(stride.duration)
    if durations.count > Self.cadenceStrides { durations.removeFirst() }
    hasRhythm = true
    cadence = 60 / durations.sorted()[durations.count / 2]
    share = stride.gluteShare
    references.glute = Self.reference(stride[.gluteusMaximus]) ?? references.glute
    references.hamstring = Self.reference(stride[.hamstrings]) ?? references.hamstring
    ofMaximum = stride[.gluteusMaximus]?.ofMaximum
    aim = stride.aim
    isAimMet = stride.isAimMet
    if let isAimMet { aimCounts = (aimCounts.judged + 1, aimCounts.met + (isAimMet ? 1 : 0)) }
    switch stride.verdict {
    case .unusable: trouble = FaultWords.words(stride.flags, isLate: false)
    case .firing, .weak, .silent, .baseline: trouble = nil
    }
  }

  private static func reference(_ muscle: MuscleStride?) -> Float? {
    guard let muscle, let level = muscle.level, let activation = muscle.activation, activation >= leastActivation,
      level > 0
    else { return nil }
    return level / activation
  }
}
