import EMGUnits

/// The thresholds by which an electrode's faults are told.
public struct EvidenceTuning: TunedStage {
  /// Movement of the reference strides, against the muscle's own power, from which on its absence means something.
  public var movementShare: Float = 0.02
  /// Movement left, against the reference's, below which it has gone.
  public var movementGone: Float = 0.03
  /// Power in the band, against the noise of rest, below which a channel whose movement has gone too is dead.
  public var quietShare: Float = 0.3
  /// The same for a channel without movement to go by.
  public var deadShare: Float = 0.003
  /// Movement, against the noise of rest, that proves an electrode on the skin.
  public var movementProof: Float = 0.3
  /// Raw power, against the reference's, above which the electrode is off.
  public var offRatio: Float = 20
  /// Share of clipped samples above which a stretch is clipped.
  public var clippedShare: Float = 0.005
  /// Level between bursts, against the reference amplitude, above which the channel is noisy.
  public var noisyShare: Float = 0.5
  /// Power of the other muscle, against its noise of rest, from which on the runner moves.
  public var othersWork: Float = 4
  /// How long both channels may be gone before it is told: a runner who stands still moves neither.
  public var bothGoneSeconds: Float = 15
  /// What a whole correlation of patterns counts for against levels, when it is asked which channel is which.
  public var orderWeight: Float = 20
  /// Evidence from which on channels count as exchanged, or as right.
  public var orderSure: Float = 5
  /// Level of the glute against the hamstring below which it is far less than people's.
  public var faintLevel: Float = -19
  /// Input's ends that are not looked at.
  public var edgeSeconds: Float = 0.06
  /// Signal behind a gap that is enough to look at.
  public var leastSeconds: Float = 0.1

  /// The values in use.
  public init() {}

  /// In front of each threshold\'s name.
  public static let stage = "evidence"
  /// The question that the stage answers.
  public static let purpose = "Is the electrode alive? Judged by signals that no muscle makes."
  /// Each with its unit, range, reason and source.
  public static var thresholds: [Threshold<Self>] {
    [
      .init(
        "movement-share", \.movementShare, unit: "× power of the burst", 0.001...1,
        "The smoothed raw signal (below about 20 Hz) holds this share of EMG at most; only more than that is movement "
          + "whose absence means something. An amplifier with a high-pass leaves less.",
        source:
          "estimated from the RMS below 20 Hz: 0.5 of the burst's power on one runner, 0.01–0.03 on two, less on walkers"
      ),
      .init(
        "movement-gone", \.movementGone, unit: "× movement of the reference strides", 0.001...0.5,
        "A silent muscle leaves the movement of cable and skin as it was; a cable that is off takes it away.",
        source:
          "chosen between a cable that is off (0.05 µV) and a resting muscle that keeps all movement; not measured"),
      .init(
        "quiet-share", \.quietShare, unit: "× noise power of rest", 0.01...1,
        "Where movement has gone, less EMG than this in a stride means that nothing is connected.",
        source: "electrode noise is 0.5–3 µV, a converter's own below 0.1 µV"),
      .init(
        "dead-share", \.deadShare, unit: "× noise power of rest", 0.0001...0.1,
        "Without movement to go by, only a level far below the electrode's own noise is a fault: 25 dB.",
        source: "arithmetic: electrode noise of 0.5 µV against rest of 5–6 µV leaves 0.007, a cable that is off 0.0001"),
      .init(
        "movement-proof", \.movementProof, unit: "× noise power of rest", 0.05...10,
        "Movement of this size cannot come from white noise (0.03), so the electrode is on the skin though its muscle rests.",
        source: "bandwidth of the smoothing against that of the EMG band"),
      .init(
        "off-ratio", \.offRatio, unit: "× raw power of the reference strides", 5...100,
        "An open input takes up hum and swings. The later half of a stride counts by itself with twice the limit.",
        source: "on the skin below 3, single strides up to 11; off it 70 and more"),
      .init(
        "clipped-share", \.clippedShare, unit: "share of samples", 0.0005...0.1,
        "A few samples at the end of the range do not change a stride's level; more do.",
        source: "carried over from the first version, set on one runner and the simulator; not measured again"),
      .init(
        "noisy-share", \.noisyShare, unit: "× reference amplitude", 0.1...1,
        "Between bursts a muscle rests. A level of half its burst comes from outside: a loose electrode, or hum.",
        source: "recordings used here: below 0.25"),
      .init(
        "others-work", \.othersWork, unit: "× noise power of rest", 1...50,
        "A channel that has fallen quiet is a fault only while the other muscle works: standing still quiets both.",
        source: "chosen; not measured"),
      .init(
        "both-gone", \.bothGoneSeconds, unit: "s", 1...120,
        "Both channels far below their electrodes' noise at once: a stop, or an amplifier that is off; the longer, the "
          + "surer.", source: "chosen; not measured"),
      .init(
        "order-weight", \.orderWeight, unit: "dB per unit of correlation", 0...100,
        "Two signs show which channel is the glute's: the hamstring is louder, and the bursts come in the usual order.",
        source: "25 recordings of 14 people: right ones −5 … +20 (median +13), swapped ones the negative"),
      .init(
        "order-sure", \.orderSure, unit: "dB", 0...30,
        "Below minus this the channels count as swapped; in between it is undecided.",
        source: "all runners above 8.9; one walker of nine below −5"),
      .init(
        "faint-level", \.faintLevel, unit: "dB against the hamstring", -60...0,
        "A glute that works, but less than any healthy person's here.",
        source: "RMS over the stride of 14 people: −18 … +3 dB, mean −7.5, SD 5.3; the limit is 2.2 SD below"),
      .init(
        "edge", \.edgeSeconds, unit: "s", 0...0.5,
        "Near the input's ends filters and envelope see the silence outside.", source: "length of the envelope's window"
      ),
      .init(
        "least-seconds", \.leastSeconds, unit: "s", 0.02...1, "Less signal after a gap says nothing about a channel.",
        source: "two windows of the envelope"),
    ]
  }
}

/// The thresholds by which channels are watched apart from strides.
public struct WatchTuning: TunedStage {
  /// Every: see `thresholds`.
  public var everySeconds: Float = 0.5
  /// Window: see `thresholds`.
  public var windowSeconds: Float = 0.7
  /// Looks: see `thresholds`.
  public var looks: Float = 2
  /// Patience: see `thresholds`.
  public var patienceSeconds: Float = 8
  /// Moving: see `thresholds`.
  public var moving: Float = 6
  /// Copy seconds: see `thresholds`.
  public var copySeconds: Float = 1
  /// Copy explained: see `thresholds`.
  public var copyExplained: Float = 0.9
  /// Copy gain: see `thresholds`.
  public var copyGain: Float = 0.3
  /// Copy looks: see `thresholds`.
  public var copyLooks: Float = 4

  /// The values in use.
  public init() {}

  /// In front of each threshold's name.
  public static let stage = "watch"
  /// The question that the stage answers.
  public static let purpose = "Is there lasting trouble? Judged by checks of the channels, independent of any stride."
  /// Each with its unit, range, reason and source.
  public static var thresholds: [Threshold<Self>] {
    [
      .init(
        "every", \.everySeconds, unit: "s", 0.1...5,
        "Time between two looks.",
        source: "two looks in a row tell a fault within the 2 s that are promised"),
      .init(
        "window", \.windowSeconds, unit: "s", 0.3...2,
        "How much signal a look takes in: about a stride of running.",
        source: "strides of 30 people last 0.64 to 0.85 s"),
      .init(
        "looks", \.looks, unit: "looks in a row", 1...10,
        "This many must see trouble before it is reported, or none before it is over.",
        source: "one look may see a jolt"),
      .init(
        "patience", \.patienceSeconds, unit: "s", 3...60,
        "Muscles that work for this long without a stride that can be judged are trouble.",
        source: "finding a rhythm takes 4 s, on a slow walker up to 7"),
      .init(
        "moving", \.moving, unit: "× noise power of rest", 2...50,
        "Muscles work above this.",
        source: "chosen; not measured"),
      .init(
        "copy-seconds", \.copySeconds, unit: "s", 0.3...5,
        "How much signal is compared, and how often.",
        source: "some 500 samples for eight coefficients"),
      .init(
        "copy-explained", \.copyExplained, unit: "share of the power", 0.5...0.999,
        "A copy explains at least this: noise 10 dB below the signal is still a copy.",
        source: "different muscles leave half and more unexplained on all 25 recordings"),
      .init(
        "copy-gain", \.copyGain, unit: "× the other channel", 0.05...1,
        "A copy weaker or stronger than this may as well be crosstalk on a muscle at rest.",
        source: "crosstalk reaches 0.12 in people (Koh and Grabiner 1993)"),
      .init(
        "copy-looks", \.copyLooks, unit: "looks in a row", 1...20,
        "So many must agree.",
        source: "hum common to all channels is found and removed within 2 s"),
    ]
  }
}
