import EMGUnits
import GaitAnalysis
import SignalProcessing

/// What one trial showed, muscle by muscle.
public struct TrialMeasurement: Sendable, Hashable, Codable {
  /// One muscle's channel in a trial. Amplitudes are RMS in the band, full scale = 1.
  public struct Channel: Sendable, Hashable, Codable {
    /// The role, as in `--map`.
    public var role: String
    /// Highest plausible mean over 500 ms, noise taken off.
    public var best: Double
    /// How long it stayed above half of that, seconds.
    public var heldSeconds: Double
    /// Level in the second before the start tone.
    public var quiet: Double
    /// Root mean square as it came, motion and hum included.
    public var raw: Double
    /// Share of samples at the end of the converter's range.
    public var clippedShare: Double
    /// Samples that were no usable numbers.
    public var invalidSamples: Int
    /// Share of 500 ms windows with a jolt in them.
    public var joltShare: Double
    /// 50 or 60 when hum was found.
    public var mainsHertz: Double?
    /// Start of the activity after the start tone, seconds; nil when none stood out.
    public var onsetSeconds: Double?
    /// What `best` comes from, for references over several trials.
    public var spread: WindowSpread?

    /// Joins the values.
    public init(
      role: String, best: Double, heldSeconds: Double, quiet: Double, raw: Double, clippedShare: Double,
      invalidSamples: Int, joltShare: Double, mainsHertz: Double?, onsetSeconds: Double?, spread: WindowSpread? = nil
    ) {
      self.role = role
      self.best = best
      self.heldSeconds = heldSeconds
      self.quiet = quiet
      self.raw = raw
      self.clippedShare = clippedShare
      self.invalidSamples = invalidSamples
      self.joltShare = joltShare
      self.mainsHertz = mainsHertz
      self.onsetSeconds = onsetSeconds
      self.spread = spread
    }
  }

  /// What the trial was of, where a step has several: `neutral`, `arched`, `glute`, `hamstring`; empty otherwise.
  public var condition: String
  /// One entry a muscle, in the order of the map.
  public var channels: [Channel]
  /// Correlation of the first glute and hamstring channel of the same leg, −1…1: two electrode pairs over one muscle, or
  /// wires that share a signal, come near ± 1. Nil without both.
  public var sharedSignal: Double?

  /// Joins the values.
  public init(condition: String, channels: [Channel], sharedSignal: Double?) {
    self.condition = condition
    self.channels = channels
    self.sharedSignal = sharedSignal
  }

  /// The entry of a role.
  public subscript(_ role: ChannelRole) -> Channel? { channels.first { $0.role == role.description } }
}

extension TrialMeasurement {
  /// Seconds before the start tone that belong to a trial's stretch.
  public static let leadSeconds = 1.0
  /// And after the stop tone.
  public static let tailSeconds = 0.3

  /// Measures a stretch that begins `leadSeconds` before the start tone and ends `tailSeconds` after the stop tone.
  ///
  /// - Parameter noise: power at rest by role, where a rest step has found it.
  init(_ signals: StretchSignals, condition: String, noise: [String: Double], input: CalibrationInput) {
    self.condition = condition
    let rate = signals.rate.value
    let lead = Int(bounded: Self.leadSeconds * rate)
    let tail = Int(bounded: Self.tailSeconds * rate)
    channels = signals.channels.map { channel in
      let role = channel.role.description
      let start = min(lead, channel.emg.count)
      let end = max(start, channel.emg.count - tail)
      let quiet = Self.power(channel.emg[min(lead / 5, start)..<start])
      let level = ContractionLevel(channel.emg[start..<end], rate: rate, noisePower: noise[role] ?? 0)
      return Channel(
        role: role, best: level.best, heldSeconds: level.heldSeconds, quiet: quiet.squareRoot(), raw: channel.rawRMS,
        clippedShare: channel.clippedShare, invalidSamples: channel.invalidSamples, joltShare: level.joltShare,
        mainsHertz: channel.mainsHertz, onsetSeconds: Self.onset(channel.emg, start: start, rate: signals.rate),
        spread: level.spread)
    }
    sharedSignal = Self.correlation(signals, input, from: lead)
  }

  private static func power(_ samples: ArraySlice<Float>) -> Double {
    samples.isEmpty ? 0 : Double(samples.reduce(0) { $0 + $1 * $1 }) / Double(samples.count)
  }

  /// The longest time from the start tone to the activity that counts as an answer to it.
  private static let longestReactionSeconds = 1.4

  /// Start of the activity after sample `start`.
  private static func onset(_ emg: [Float], start: Int, rate: Hertz) -> Double? {
    let count = min(emg.count, start + Int(bounded: longestReactionSeconds * rate.value))
    guard count > start + 16, start > 0 else { return nil }
    let detector = OnsetDetector(rate: rate)
    let place = emg.withUnsafeBufferPointer { samples in
      samples.baseAddress.flatMap { detector.onset($0, count: count, peakFrom: start, to: count - 1) }
    }
    return place.map { Double($0 - start) / rate.value }
  }

  private static func correlation(_ signals: StretchSignals, _ input: CalibrationInput, from first: Int) -> Double? {
    for leg in input.legs {
      guard let glute = input.role(.gluteusMaximus, leg: leg), let hamstring = input.role(.hamstrings, leg: leg),
        let a = signals.channels.first(where: { $0.role == glute }),
        let b = signals.channels.first(where: { $0.role == hamstring })
      else { continue }
      var (product, squaresA, squaresB) = (0.0, 0.0, 0.0)
      for index in min(first, a.emg.count)..<min(a.emg.count, b.emg.count) {
        product += Double(a.emg[index] * b.emg[index])
        squaresA += Double(a.emg[index] * a.emg[index])
        squaresB += Double(b.emg[index] * b.emg[index])
      }
      let scale = (squaresA * squaresB).squareRoot()
      return scale > 0 ? product / scale : nil
    }
    return nil
  }
}

/// When trials happen.
public enum TrialSchedule: Sendable, Hashable {
  /// As the tones say: the first `leadSeconds` after the step begins, the next after the step's rest.
  case tones
  /// As they were recorded, in the order in which they happened.
  case recorded([RecordedTrial])

  /// From the go to the start tone of a step's first trial, and the least time between two trials, in seconds, where a step
  /// says nothing else: three countdown tones a second apart, and one second of quiet before.
  public static let leadSeconds = 4.0
}

/// A trial in a recording of a whole calibration.
public struct RecordedTrial: Sendable, Hashable {
  /// The id of its step.
  public var step: String
  /// What it was of, as in `TrialMeasurement.condition`.
  public var condition: String
  /// Start tone, seconds from the first frame.
  public var startSeconds: Double
  /// Stop tone.
  public var endSeconds: Double

  /// Joins the values.
  public init(step: String, condition: String, startSeconds: Double, endSeconds: Double) {
    self.step = step
    self.condition = condition
    self.startSeconds = startSeconds
    self.endSeconds = endSeconds
  }
}

/// A stretch of raw input as every measurement needs it: the EMG of each mapped muscle, band-passed without delay.
public struct StretchSignals: Sendable {
  /// One muscle's channel.
  public struct Channel: Sendable {
    /// What it carries.
    public let role: ChannelRole
    /// Band-passed EMG at the core rate, hum removed; sample 0 is the stretch's first frame. Full scale is 1.
    public let emg: [Float]
    /// Root mean square of the signal as it came, constant part not counted.
    public let rawRMS: Double
    /// Share of samples at the end of the converter's range.
    public let clippedShare: Double
    /// Samples that were no usable numbers.
    public let invalidSamples: Int
    /// 50 or 60 when hum was found.
    public let mainsHertz: Double?
  }

  /// The longest stretch that can be read, seconds.
  public static let longestSeconds = 40.0

  /// Samples per second of `emg`.
  public let rate: Hertz
  /// One entry a muscle, in the order of the map.
  public let channels: [Channel]

  /// Filters a stretch.
  ///
  /// - Throws: `ConfigurationError` as `SignalChain` does.
  public init(_ stretch: RawStretch, input: CalibrationInput) throws(ConfigurationError) {
    let entries = input.muscleEntries
    let settings = SignalChain.Settings(
      inputRate: input.sampleRate, channelCount: input.channelCount, channels: entries.map { $0.channel - 1 },
      band: input.band, mains: input.mains, mode: .offline)
    var frontEnd = try FrontEnd(settings)
    var chain = try SignalChain(settings)
    let frames = min(stretch.frameCount, Int(bounded: Self.longestSeconds * input.sampleRate.value))
    stretch.samples.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      var done = 0
      while done < frames {
        let count = min(FrontEnd.maximumFrames, frames - done)
        let part = frontEnd.process(.float(base + done * input.channelCount), offset: 0, frames: count)
        chain.push(frontEnd.block, part)
        while chain.advance() {}
        done += count
      }
    }
    chain.markEnd()
    var drain = Int(bounded: (chain.settlingSeconds + 0.5) * input.sampleRate.value)
    while drain > 0 {
      let part = frontEnd.processSilence(frames: min(FrontEnd.maximumFrames, drain))
      chain.push(frontEnd.block, part)
      while chain.advance() {}
      drain -= part.frames
    }
    rate = chain.coreRate
    let first = chain.measurementIndex(at: 0)
    let last = chain.measurementIndex(at: Double(frames) / input.sampleRate.value)
    var found: [Channel] = []
    for (row, entry) in entries.enumerated() {
      let samples = max(Double(chain.statistics[row].samples), 1)
      let mains = chain.mainsFrequency(row: row)
      let start = max(first, chain.measurement[row].start)
      let end = min(last, chain.measurement[row].end)
      let emg = UnsafeBufferPointer(
        start: chain.measurement[row].block(at: start, count: max(0, end - start)), count: max(0, end - start))
      found.append(
        Channel(
          role: entry.role, emg: Array(emg), rawRMS: chain.statistics[row].rawRMS,
          clippedShare: Double(chain.statistics[row].clipped) / samples,
          invalidSamples: chain.statistics[row].invalid, mainsHertz: mains > 0 ? mains : nil))
    }
    channels = found
  }
}
