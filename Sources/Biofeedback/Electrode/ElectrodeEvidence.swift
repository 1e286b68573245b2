import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

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
  public static let purpose = "Is the electrode alive? Told by what no muscle makes."
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
        source: "carried over from the first version, set on one runner and the simulator; not measured anew"),
      .init(
        "noisy-share", \.noisyShare, unit: "× reference amplitude", 0.1...1,
        "Between bursts a muscle rests. A level of half its burst comes from outside: a loose electrode, or hum.",
        source: "recordings at hand: below 0.25"),
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
        "Which channel is the glute's is told by both: the hamstring is louder, and the bursts come in people's order.",
        source: "25 recordings of 14 people: right ones −5 … +20 (median +13), swapped ones the negative"),
      .init(
        "order-sure", \.orderSure, unit: "dB", 0...30,
        "Below minus this the channels count as swapped; in between it cannot be told.",
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
        "least-seconds", \.leastSeconds, unit: "s", 0.02...1, "Less signal behind a gap says nothing about a channel.",
        source: "two windows of the envelope"),
    ]
  }
}

/// What a stretch of one channel holds, muscle or not.
package struct ElectrodeSignal: BitwiseCopyable {
  /// Mean and lowest power of the 60 ms envelope, in the band.
  package var bandPower: Float = 0
  package var lowestPower: Float = .infinity
  /// Power of the signal as it came, constant part not counted: of all of it, and of its later half.
  package var rawPower: Float = 0
  package var laterRawPower: Float = 0
  /// Power of what changes slower than about 20 times a second, constant part not counted.
  package var movementPower: Float = 0
  /// Share of samples at the end of the converter's range.
  package var clippedShare: Float = 0
  /// A sample was not a usable number.
  package var hasInvalid = false
  /// Nothing of the stretch was lost.
  package var isWhole = true

  @_noLocks package init() {}
}

/// Judges electrodes: the one place where faults of a channel are assessed.
package struct ElectrodeEvidence: BitwiseCopyable {
  /// −120 dB of full scale: below what any converter gives.
  package static var silencePower: Float { @_noLocks get { 1e-12 } }

  package let tuning: EvidenceTuning

  @_noLocks package init(tuning: EvidenceTuning) { self.tuning = tuning }

  /// What is wrong with a channel, from a stretch of about one stride; `usual` is its reference, nil before there is one.
  /// `othersWork` says that the runner moves, as the other muscle shows.
  @_noLocks
  package func faults(_ signal: ElectrodeSignal, usual: MuscleReference?, othersWork: Bool) -> ChannelFaults {
    var found: UInt8 = 0
    if signal.hasInvalid { found |= ChannelFaults.invalid.rawValue }
    if signal.clippedShare > tuning.clippedShare { found |= ChannelFaults.clipped.rawValue }
    if isDead(signal, usual, othersWork) { found |= ChannelFaults.dead.rawValue }
    if let usual {
      if isOff(signal, usual) { found |= ChannelFaults.off.rawValue }
      if isNoisy(signal, usual) { found |= ChannelFaults.noisy.rawValue }
    }
    return ChannelFaults(rawValue: found)
  }

  /// Nothing is connected: positive evidence only, never just a quiet muscle.
  @_noLocks
  private func isDead(_ signal: ElectrodeSignal, _ usual: MuscleReference?, _ othersWork: Bool) -> Bool {
    if signal.bandPower <= Self.silencePower { return true }
    guard let usual, othersWork else { return false }
    if isGone(signal, usual) { return true }
    return showsMovement(usual) && signal.movementPower < tuning.movementGone * usual.movementPower
      && signal.bandPower < tuning.quietShare * usual.noisePower
  }

  /// The level is far below the electrode's own noise.
  @_noLocks
  package func isGone(_ signal: ElectrodeSignal, _ usual: MuscleReference) -> Bool {
    signal.bandPower < tuning.deadShare * usual.noisePower
  }

  /// The muscle works in the stretch, so the runner moves.
  @_noLocks
  package func works(_ signal: ElectrodeSignal, _ usual: MuscleReference) -> Bool {
    signal.bandPower > tuning.othersWork * usual.noisePower
  }

  /// The reference strides moved enough for movement to be missed.
  @_noLocks
  private func showsMovement(_ usual: MuscleReference) -> Bool {
    usual.movementPower > tuning.movementShare * usual.amplitude * usual.amplitude
      && usual.movementPower > tuning.movementProof * usual.noisePower
  }

  /// An electrode off the skin: an open input takes up what is around, up to its full range. The filters take that out, and
  /// what is left looks like a silent muscle; so the signal is looked at as it came. The later half counts by itself, with
  /// twice the limit since it may hold the whole burst; so does what is left of a stride behind a gap.
  @_noLocks
  private func isOff(_ signal: ElectrodeSignal, _ usual: MuscleReference) -> Bool {
    let limit = tuning.offRatio * max(usual.rawPower, Self.silencePower)
    return signal.rawPower > (signal.isWhole ? 1 : 2) * limit || signal.laterRawPower > 2 * limit
  }

  @_noLocks
  private func isNoisy(_ signal: ElectrodeSignal, _ usual: MuscleReference) -> Bool {
    let limit = tuning.noisyShare * usual.amplitude
    return signal.isWhole && signal.lowestPower > limit * limit
  }

  /// The electrode is on the skin for sure, whatever its muscle does: it moves with the stride, or its noise is what it was
  /// while the muscle worked.
  @_noLocks
  package func isProven(_ signal: ElectrodeSignal, rest: Float, usual: MuscleReference?) -> Bool {
    if signal.movementPower > tuning.movementProof * max(rest, Self.silencePower) { return true }
    guard let usual else { return false }
    return signal.bandPower > tuning.quietShare * usual.noisePower
  }
}

extension SignalChain {
  /// What a channel holds between two instants of input time; nil when too little of it is there.
  @_noLocks
  package func electrodeSignal(
    _ row: Int, from start: Double, to end: Double, endTime: Double, _ tuning: EvidenceTuning
  ) -> ElectrodeSignal? {
    // near the ends the filters and the envelope see the silence outside the input
    var from = max(start, Double(tuning.edgeSeconds))
    let to = min(end, endTime - Double(tuning.edgeSeconds))
    var signal = ElectrodeSignal()
    // behind a gap only what comes after it says anything
    if let clean = endOfGap(from: from, to: to) {
      guard to - clean >= Double(tuning.leastSeconds) else { return nil }
      from = clean
      signal.isWhole = false
    }
    guard from < to else { return nil }
    readMarks(row, from: from, to: to, into: &signal)
    readEnvelope(row, from: from, to: to, into: &signal)
    readRaw(row, from: from, to: to, into: &signal)
    return signal
  }

  @_noLocks
  private func readMarks(_ row: Int, from: Double, to: Double, into signal: inout ElectrodeSignal) {
    let first = max(markIndex(at: from), max(0, marks[row].start))
    let last = min(markIndex(at: to), marks[row].end)
    guard first < last else { return }
    let marks = marks[row].block(at: first, count: last - first)
    var clipped = 0
    var i = Self.firstNonZero(marks, count: last - first)
    while i < last - first {
      if marks[i] != 0 {
        let mark = UInt8(marks[i])
        if mark & SampleMark.clipped.rawValue != 0 { clipped += 1 }
        if mark & SampleMark.invalid.rawValue != 0 { signal.hasInvalid = true }
      }
      i += 1
    }
    signal.clippedShare = Float(clipped) / Float(last - first)
  }

  /// The first mark that says something, or `count`, to within four.
  @_noLocks
  private static func firstNonZero(_ marks: UnsafePointer<Float>, count: Int) -> Int {
    let words = UnsafeRawPointer(marks)
    var i = 0
    while i &+ 4 <= count {
      let four = words.loadUnaligned(fromByteOffset: 4 &* i, as: SIMD4<UInt32>.self)
      if four.x | four.y | four.z | four.w != 0 { return i }
      i &+= 4
    }
    return i
  }

  @_noLocks
  private func readEnvelope(_ row: Int, from: Double, to: Double, into signal: inout ElectrodeSignal) {
    let first = max(Int(frame(at: from)), max(0, envelope[row].start))
    let last = min(Int(frame(at: to)), envelope[row].end)
    guard first < last else { return }
    let frames = envelope[row].block(at: first, count: last - first)
    var sum: Float = 0
    var i = 0
    while i < last - first {
      sum += frames[i]
      signal.lowestPower = min(signal.lowestPower, frames[i])
      i += 1
    }
    signal.bandPower = sum / Float(last - first)
  }

  /// Raw power of the whole stretch and of its later half, and movement: means over 12.5 ms, smoothed by the binomial
  /// 1 4 6 4 1 (zero at 40 and 80 Hz, −22 dB at 60 Hz).
  @_noLocks
  private func readRaw(_ row: Int, from: Double, to: Double, into signal: inout ElectrodeSignal) {
    let first = max(markIndex(at: from), max(0, raw[row].start))
    let last = min(markIndex(at: to), raw[row].end)
    let size = max(1, Int(coreRate.value / 80))
    let blocks = (last - first) / size
    guard blocks > 0 else { return }
    let samples = raw[row].block(at: first, count: last - first)
    // with the first sample as origin, sums of squares stay precise whatever the offset
    let origin = samples[0]
    var whole = PowerSum()
    var later = PowerSum()
    var movement = PowerSum()
    var means = SIMD8<Float>.zero
    var block = 0
    while block < blocks {
      let sums = Self.sums(samples + block * size, count: size, origin: origin)
      whole.add(sums.sum, sums.squares, count: size)
      if 2 * block >= blocks { later.add(sums.sum, sums.squares, count: size) }
      means = SIMD8(means[1], means[2], means[3], means[4], sums.sum / Float(size), 0, 0, 0)
      if block >= 4 {
        let smooth = (means[0] + means[4] + 4 * (means[1] + means[3]) + 6 * means[2]) / 16
        movement.add(smooth, smooth * smooth, count: 1)
      }
      block += 1
    }
    signal.rawPower = whole.variance
    signal.laterRawPower = later.variance
    signal.movementPower = movement.variance
  }

  @_noLocks
  private static func sums(
    _ samples: UnsafePointer<Float>, count: Int, origin: Float
  ) -> (sum: Float, squares: Float) {
    var sums = SIMD4<Float>(repeating: 0)
    var squares = SIMD4<Float>(repeating: 0)
    var i = 0
    while i &+ 4 <= count {
      let four = UnsafeRawPointer(samples + i).loadUnaligned(as: SIMD4<Float>.self) - origin
      sums += four
      squares += four * four
      i &+= 4
    }
    var sum = sums.sum()
    var square = squares.sum()
    while i < count {
      let value = samples[i] - origin
      sum += value
      square += value * value
      i += 1
    }
    return (sum, square)
  }
}

/// A variance, added up in double precision.
private struct PowerSum: BitwiseCopyable {
  private var sum = 0.0
  private var squares = 0.0
  private var count = 0

  @_noLocks init() {}

  @_noLocks
  mutating func add(_ sum: Float, _ squares: Float, count: Int) {
    self.sum += Double(sum)
    self.squares += Double(squares)
    self.count += count
  }

  var variance: Float {
    @_noLocks get {
      guard count > 0 else { return 0 }
      let mean = sum / Double(count)
      return Float(max(0, squares / Double(count) - mean * mean))
    }
  }
}
