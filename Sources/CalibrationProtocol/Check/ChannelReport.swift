import Biofeedback
import EMGUnits

/// What `check` knows about one channel.
public struct ChannelReport: Sendable, Hashable {
  /// Whether a channel can be used, in one word.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// Strides and ratios may rest on it.
    case usable
    /// No signal.
    case dead
    /// Samples at the end of the converter's range.
    case clipped
    /// The electrode is off the skin, or hardly on it.
    case loose
    /// Mains hum or other interference drowns the muscle.
    case hum
    /// The input chain has removed the EMG.
    case filtered
    /// Nearly all power lies below 20 Hz: an envelope output, or motion.
    case slow
    /// The electrodes are noisy.
    case noisy
    /// No contraction was seen.
    case flat
    /// Hardly any usable numbers.
    case invalid
    /// It carries the signal of another channel.
    case copied
  }

  /// What it carries, its state and its figures in the band.
  public let assessment: ChannelAssessment
  /// Root mean square as it came, constant part not counted, full scale = 1.
  public let rawRMS: Double
  /// The largest sample, full scale = 1.
  public let peak: Double
  /// The constant part, full scale = 1.
  public let offset: Double
  /// Share of the raw power below 20 Hz.
  public let lowShare: Double
  /// Share of the raw power above 450 Hz.
  public let highShare: Double
  /// Share of the raw power within 1.5 Hz of the mains frequency and its multiples; the higher of 50 and 60 Hz.
  public let humShare: Double
  /// Millivolts of full scale; nil when unknown.
  public let fullScaleMillivolts: Double?

  /// An open input swings by more than this, full scale = 1.
  private static let looseRMS = 0.1
  private static let slowShare = 0.8
  /// Half of the power is most of it.
  private static let mostShare = 0.5
  /// Electrodes on prepared skin leave 2–10 µV; more than this hides small bursts.
  private static let noisyMicrovolts = 30.0

  /// Microvolts; nil when the full scale is unknown.
  public func microvolts(_ amplitude: Double) -> Double? { fullScaleMillivolts.map { amplitude * $0 * 1000 } }

  /// In one word.
  public var verdict: Verdict {
    switch assessment.state {
    case .invalid: return .invalid
    case .dead: return .dead
    case .clipped: return .clipped
    case .hum: if !assessment.isUsable { return .hum }
    case .copied: return .copied
    case .flat, .usable, .quiet: break
    }
    if case .contact = assessment.role.signal { return .usable }
    if rawRMS > Self.looseRMS && lowShare > Self.mostShare && assessment.bandShare < Self.mostShare { return .loose }
    if assessment.bandShare < ChannelAssessment.leastBandShare {
      if humShare > Self.mostShare { return .hum }
      return lowShare > Self.slowShare ? .slow : .filtered
    }
    if assessment.state == .flat { return .flat }
    if let noise = microvolts(assessment.noiseFloor), noise > Self.noisyMicrovolts { return .noisy }
    return .usable
  }

  /// Whether strides and ratios may rest on it.
  public var isUsable: Bool { verdict == .usable || verdict == .noisy }
}

extension ChannelReport {
  /// What was measured, in a sentence for the person, and what to do about it.
  public var words: String {
    switch verdict {
    case .usable: "usable." + remarks
    case .dead:
      (assessment.bandRMS > Self.converterNoise
        ? "dead: only quiet noise, no muscle signal. Contract the muscle while you check. "
        : "dead: no muscle signal at all. ")
        + "Check that the cable and the electrodes are connected, and the amplifier is on."
    case .clipped:
      "clipped: \(tenths(100 * assessment.clippedShare)) % of the samples are at the end of the input's range. Turn the "
        + "gain down, and check for a loose electrode."
    case .loose:
      "loose: the signal swings by \(percent(rawRMS)) % of full scale, and little of that is muscle. Press the electrodes on, and "
        + "check the reference electrode."
    case .hum:
      "too much hum or other interference. Check the reference electrode, keep away from mains cables, "
        + "run the computer from its battery."
    case .filtered:
      "the input removes the muscle signal: only \(percent(assessment.bandShare)) % of the power is in the EMG band, "
        + "\(percent(highShare)) % above 450 Hz and \(percent(lowShare)) % below 20 Hz. Use a line input instead of a microphone input, "
        + "switch its effects off, and check what the amplifier filters."
    case .slow:
      "\(percent(lowShare)) % of the power is below 20 Hz. Either the amplifier outputs an envelope instead of the raw EMG, or the "
        + "cables swing. Use the raw output and tape the cables down."
    case .noisy:
      "usable, but noisy: \(microvolts(assessment.noiseFloor).map { "\(Int(bounded: $0.rounded()))" } ?? "?") µV between bursts, 2 to 10 are usual. "
        + "Clean the skin with alcohol, let it dry, and use fresh electrodes." + remarks
    case .flat:
      "there is a signal, but it never rose and fell as a working muscle does. Contract the muscle while you check, and make sure "
        + "that its electrodes sit on it."
    case .copied:
      "the same signal as channel \(assessment.copyOf.map(String.init) ?? "?"): one electrode on two channels. A card with one input "
        + "behind a plug, a Y cable or a mono microphone does that. Use a device with an input for each muscle."
    case .invalid:
      "hardly any usable numbers: most samples are NaN, infinite or absurdly large. Record or export it again."
    }
  }

  /// −100 dB of full scale: less is what a converter gives without any input.
  private static let converterNoise = 1e-5

  /// What is worth knowing about a channel that can be used.
  private var remarks: String {
    var found: [String] = []
    if let mains = assessment.mainsHertz {
      found.append("Hum at \(Int(bounded: mains)) Hz was found and will be removed.")
    }
    if peak > 0.9 { found.append("The strongest samples come close to full scale: turn the gain down a little.") }
    if peak < 0.01 { found.append("The level is low, below −40 dB of full scale: turn the gain up.") }
    return found.map { " " + $0 }.joined()
  }

  /// How the input couples what comes to it, for both of a recording's sides.
  public var coupling: String {
    if abs(offset) > 0.01 {
      return
        "a constant \(percent(offset)) % of full scale: the input passes direct current (DC-coupled). Raw EMG does not need it."
    }
    if verdict == .dead || verdict == .invalid { return "unknown without a signal." }
    return lowShare < 0.02
      ? "almost nothing below 20 Hz: AC-coupled. Right for raw EMG; an envelope would not pass."
      : "fine: passes slow signals, without an offset."
  }

  private func percent(_ share: Double) -> String { "\(Int(bounded: (100 * share).rounded()))" }

  private func tenths(_ value: Double) -> String {
    let tenths = Int(bounded: (10 * value).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

/// A stretch of raw input kept in memory: interleaved frames with full scale at ± 1. NaN and infinity stay as they came.
public struct RawStretch: Sendable {
  /// Samples in a frame.
  public let channelCount: Int
  /// Frame after frame.
  public private(set) var samples: [Float] = []

  /// Starts empty.
  public init(channelCount: Int) { self.channelCount = channelCount }

  /// Takes interleaved samples of whole frames.
  public init(channelCount: Int, samples: [Float]) {
    self.channelCount = channelCount
    self.samples = samples
  }

  /// Whole frames held.
  public var frameCount: Int { samples.count / channelCount }

  /// Adds frames from number `offset` of a block on.
  public mutating func append(_ block: RawSamples, offset: Int, frames: Int) {
    let first = offset * channelCount
    let count = frames * channelCount
    switch block {
    case .int16(let values):
      for index in first..<first + count { samples.append(Float(values[index]) / 32_768) }
    case .int32(let values):
      for index in first..<first + count { samples.append(Float(values[index]) / 2_147_483_648) }
    case .float(let values):
      samples.append(contentsOf: UnsafeBufferPointer(start: values + first, count: count))
    }
  }

  /// Forgets all but the last `frames` frames.
  public mutating func keepLast(_ frames: Int) {
    let excess = frameCount - frames
    if excess > 0 { samples.removeFirst(excess * channelCount) }
  }
}
