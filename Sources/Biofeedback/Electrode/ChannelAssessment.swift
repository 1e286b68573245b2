import EMGUnits
import SignalProcessing

/// What a channel was like over a whole session, and whether it could be used.
public struct ChannelAssessment: Sendable, Hashable {
  /// In one word.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// EMG with bursts.
    case usable
    /// No signal: constant, or nothing but a little converter noise.
    case dead
    /// Too many samples at the end of the converter's range.
    case clipped
    /// Mains hum or other interference is strong on it. Mains hum is removed; `isUsable` says whether enough is left.
    case hum
    /// There is signal, but it never rises and falls as muscles do.
    case flat
    /// Most samples are not usable numbers.
    case invalid
    /// Its muscle never rose above the noise of its own rest, while the other one worked.
    case quiet
    /// It carries the signal of another channel.
    case copied
  }

  /// What it carries.
  public let role: ChannelRole
  /// The channel's number, from 1.
  public let channel: Int
  /// In one word.
  public let state: State
  /// Strides and ratios may rest on it.
  public let isUsable: Bool
  /// Root mean square in the EMG band, in units of full scale.
  public let bandRMS: Double
  /// Root mean square of the quietest tenth of the time, in units of full scale.
  public let noiseFloor: Double
  /// The 95th percentile of the envelope over the 20th: bursts against rest.
  public let swing: Double
  /// Share of the raw power that lies in the EMG band.
  public let bandShare: Double
  /// Share of samples at the end of the converter's range.
  public let clippedShare: Double
  /// How many samples were no usable numbers.
  public let invalidSamples: Int
  /// When the first of them came.
  public let firstInvalidSeconds: Double?
  /// 50 or 60 when hum was found, else nil.
  public let mainsHertz: Double?
  /// The channel whose signal it carries too; nil when none.
  public let copyOf: Int?

  /// More of the samples than this at the ends of the range: not usable.
  private static let mostClipped = 0.01
  /// Below this level (−120 dB of full scale) even the bursts are nothing but rounding.
  private static let silentBelow = 1e-6
  /// Below this band level (−60 dB of full scale) a channel without bursts is called dead.
  private static let deadBelow = 1e-3
  /// Bursts must swing at least this much; a dead channel with a little more is still dead.
  private static let leastSwing = 2.0
  private static let leastQuietSwing = 2.5
  /// The quietest tenth of the time may not be louder than this (−40 dB of full scale): that is no muscle at rest.
  /// Electrodes on the skin leave 3–10 µV between bursts of up to several millivolts, so with a gain that lets the bursts
  /// through, rest lies at −46 dB and below; on real recordings at −47 … −65 dB. What never pauses at a higher level comes
  /// from outside: an electrode off the skin, mains, a transmitter.
  private static let loudestRest = 0.01
  /// Such interference changes from second to second, unlike the electrode's own noise, which is subtracted: bursts must
  /// then swing by 12 dB.
  private static let leastLoudSwing = 4.0
  /// Below this share of power in the band, the input has taken the EMG away or something else drowns it.
  public static let leastBandShare = 0.15

  /// `isResting` says that the strides showed a muscle at rest; `copyOf` names the channel that carries the same signal.
  package init(
    role: ChannelRole, channel: Int, statistics: borrowing ChannelStatistics, mains: Double, rate: Hertz,
    isResting: Bool = false, copyOf: Int? = nil
  ) {
    self.copyOf = copyOf
    self.role = role
    self.channel = channel
    let samples = Double(max(statistics.samples, 1))
    bandRMS = statistics.bandRMS
    noiseFloor = Double(statistics.envelope.quantile(0.1)).squareRoot()
    let rest = Double(statistics.envelope.quantile(0.2)).squareRoot()
    let burst = Double(statistics.envelope.quantile(0.95)).squareRoot()
    swing = rest > 0 ? burst / rest : 0
    bandShare = statistics.bandShare
    clippedShare = Double(statistics.clipped) / samples
    invalidSamples = statistics.invalid
    firstInvalidSeconds = statistics.firstInvalid.map { Double($0) / rate.value }
    mainsHertz = mains > 0 ? mains : nil
    let isLoud = noiseFloor > Self.loudestRest
    let wantedSwing = isLoud ? Self.leastLoudSwing : Self.leastSwing
    if case .contact = role.signal {
      state = statistics.peakToPeak == 0 ? .dead : .usable
    } else if Double(statistics.invalid) > 0.5 * samples {
      state = .invalid
    } else if clippedShare >= Self.mostClipped {
      state = .clipped
    } else if isResting && burst >= Self.silentBelow && swing < wantedSwing + 1 {
      state = .quiet
    } else if burst < Self.silentBelow || (bandRMS < Self.deadBelow && swing < Self.leastQuietSwing) {
      state = .dead
    } else if copyOf != nil {
      state = .copied
    } else if mains > 0 || (isLoud && swing < wantedSwing) {
      state = .hum
    } else {
      state = swing < wantedSwing ? .flat : .usable
    }
    isUsable = state == .usable || state == .quiet || (state == .hum && swing >= wantedSwing)
  }
}

extension BiofeedbackPipeline {
  /// A glute's row on a leg with strides that were silent without a reference, or silent for the most part: its electrode is
  /// alive as far as anybody knows, and the muscle rests.
  private func isResting(row: Int) -> Bool {
    (0..<legs.count).contains { leg in
      let evidence = legs[leg].evidence
      return legs[leg].channels.row(.gluteusMaximus) == row
        && (evidence.restingStrides > 0 || evidence.isMostlySilent)
    }
  }

  /// What each mapped channel was like so far, in the order of the map.
  public func assessments(of map: ChannelMap) -> [ChannelAssessment] {
    map.entries.enumerated().map { row, entry in
      ChannelAssessment(
        role: entry.role, channel: entry.channel, statistics: chain.statistics[row],
        mains: chain.mainsFrequency(row: row), rate: chain.coreRate, isResting: isResting(row: row),
        copyOf: twin(of: row).map { map.entries[$0].channel })
    }
  }
}
