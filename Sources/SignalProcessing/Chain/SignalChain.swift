import EMGUnits
import RealtimeSupport

/// Samples at the core rate → band-passed EMG and its envelope, for every wanted channel.
///
/// Mains notch → band-pass → envelope, behind the decimation of a `FrontEnd` with the same settings, see
/// `docs/signal-chain.md`. Feed it with `push`, then call `advance` until it returns false: each `true` means one more hop of samples and the envelope frames in it. What comes out
/// depends on the samples alone, not on how they were cut into blocks.
///
/// Time: `time(ofFrame:)` and its relatives turn positions in the outputs into seconds on the input's clock, all
/// delays taken off.
public struct SignalChain: ~Copyable {
  /// Least delay, or least work and a look ahead.
  public enum Mode: Sendable, Hashable {
    /// Small hops, minimum-phase tracking signal, hum removed once it has been found.
    case live
    /// Large hops, one linear-phase signal for everything, hum found up to 4 s ahead.
    case offline
  }

  /// What the chain needs to know.
  public struct Settings: Sendable {
    /// The device rate.
    public var inputRate: Hertz
    /// Samples in a frame.
    public var channelCount: Int
    /// The wanted channels, as 0-based places in a frame.
    public var channels: [Int]
    /// Rows that are not EMG, such as a foot switch: they are decimated only, and `measurement` holds the result.
    public var unfilteredRows: [Int]
    /// The EMG band, already limited to the rate.
    public var band: FrequencyBand
    /// 50 or 60 to look for hum only there, 0 to find it, nil to leave it in.
    public var mains: Int?
    /// Live or offline.
    public var mode: Mode
    /// The thresholds.
    public var tuning: SignalTuning

    /// The decimation that they ask for.
    func design() throws(ConfigurationError) -> DecimationDesign {
      let plan = try DecimationPlan(inputRate: inputRate)
      return DecimationDesign(plan, passEdge: try band.limited(to: plan.outputRate).high)
    }

    /// Joins the settings.
    public init(
      inputRate: Hertz, channelCount: Int, channels: [Int], unfilteredRows: [Int] = [], band: FrequencyBand,
      mains: Int?, mode: Mode, tuning: SignalTuning = SignalTuning()
    ) {
      self.inputRate = inputRate
      self.channelCount = channelCount
      self.channels = channels
      self.unfilteredRows = unfilteredRows
      self.band = band
      self.mains = mains
      self.mode = mode
      self.tuning = tuning
    }
  }

  /// How long the outputs stay readable, in seconds.
  private static func keptSeconds(_ mode: Mode) -> Double { mode == .live ? 12 : 45 }

  /// The rate of the outputs, 500–3600 Hz.
  public let coreRate: Hertz
  /// Samples per `advance`.
  public let hop: Int
  /// Samples per envelope frame.
  public let envelopeHop: Int
  /// Rows: one per wanted channel, in the order of `Settings.channels`.
  public let rowCount: Int
  /// Band-passed EMG, linear phase, for measuring.
  public let measurement: FixedArray<SampleHistory>
  /// Envelope power (mean square, full scale squared), one frame every 4 ms.
  public let envelope: FixedArray<SampleHistory>
  /// `SampleMark` bits of each core sample, as numbers.
  public let marks: FixedArray<SampleHistory>
  /// The signal as it came, hum and all, at the core rate; its places are those of `marks`.
  public let raw: FixedArray<SampleHistory>
  /// What each channel was like so far.
  public let statistics: FixedArray<ChannelStatistics>
  let minimumPhase: FixedArray<SampleHistory>
  let delays: (sample: Double, mark: Double)
  let tuning: SignalTuning
  let pending: CoreBlock
  var pendingStart = 0
  var pendingCount = 0
  let detectors: FixedArray<MainsDetector>
  let notches: FixedArray<MainsNotch>
  let removesMains: Bool
  let mainsLookAhead: Int
  var mainsSeen = 0
  let filter: BandPassFilter
  let isUnfiltered: FixedBuffer<Bool>
  let markNumbers: FixedBuffer<Float>
  let meters: FixedArray<RMSEnvelope>
  let factors: (averaging: Int, sinc: Int)
  /// Frames per second of the input.
  public let inputRate: Double
  /// Core samples of real input; those behind it are silence that only pushes the rest through.
  var realEnd = Int.max
  /// The place in `marks` of the newest sample that the device lost; far below 0 when there is none.
  var latestMissing = Int.min / 2
  /// Samples in a row, up to the latest hop, of hops that hold nothing else than lost ones.
  var missingRun = 0
  /// Core samples that have gone through the filter.
  public internal(set) var position = 0

  /// Makes every buffer; nothing is allocated afterwards.
  ///
  /// - Throws: `ConfigurationError` for a rate outside 500–192 000 Hz or a band that the rate does not allow.
  public init(_ settings: Settings) throws(ConfigurationError) {
    let design = try settings.design()
    let band = try settings.band.limited(to: design.plan.outputRate)
    self.init(settings, decimation: design, band: band)
  }

  private init(_ settings: Settings, decimation: DecimationDesign, band: FrequencyBand) {
    let plan = decimation.plan
    let rows = settings.channels.count
    let live = settings.mode == .live
    coreRate = plan.outputRate
    inputRate = settings.inputRate.value
    rowCount = rows
    factors = (plan.averagingFactor, plan.sincFactor)
    tuning = settings.tuning
    delays = (decimation.delaySeconds, decimation.markDelaySeconds)
    let rate = plan.outputRate.value
    let design = BandPassDesign(rate: coreRate, band: band) { decimation.bandGain(at: $0) }
    filter = BandPassFilter(design: design, mode: live ? .live : .offline, rows: rows)
    hop = filter.hop
    let probe = MainsDetector(rate: rate, mains: 0, highest: 0, tuning: settings.tuning)
    mainsLookAhead = live || settings.mains == nil ? 0 : Int(probe.windowSeconds * rate)
    removesMains = settings.mains != nil
    detectors = FixedArray(count: rows) { _ in
      MainsDetector(rate: rate, mains: settings.mains ?? 0, highest: band.high.value + 30, tuning: settings.tuning)
    }
    notches = FixedArray(count: rows) { _ in MainsNotch(rate: rate) }
    markNumbers = FixedBuffer(repeating: 0, count: filter.hop)
    isUnfiltered = FixedBuffer(repeating: false, count: rows)
    for row in settings.unfilteredRows { isUnfiltered[row] = true }
    meters = FixedArray(count: rows) { _ in RMSEnvelope(rate: rate) }
    envelopeHop = RMSEnvelope(rate: rate).hop
    let most = decimation.outputCount(frames: FrontEnd.maximumFrames)
    pending = CoreBlock(rows: rows, capacity: most + 2 * (mainsLookAhead + filter.hop))
    let kept = Int(Self.keptSeconds(settings.mode) * rate) + 2 * filter.hop
    let keptFrames = kept / envelopeHop
    measurement = FixedArray(count: rows) { _ in SampleHistory(capacity: kept) }
    minimumPhase = FixedArray(count: live ? rows : 0) { _ in SampleHistory(capacity: kept) }
    envelope = FixedArray(count: rows) { _ in SampleHistory(capacity: keptFrames) }
    marks = FixedArray(count: rows) { _ in SampleHistory(capacity: kept) }
    raw = FixedArray(count: rows) { _ in SampleHistory(capacity: kept) }
    statistics = FixedArray(count: rows) { _ in ChannelStatistics() }
  }
}

extension SignalChain {
  /// The envelope of a row as amplitude (RMS, units of full scale) at evenly spaced instants of the input's clock.
  ///
  /// Interpolates linearly between envelope frames. Instants behind the newest frame take that frame's value: when a
  /// stride has just been measured, these are at most the last 30 ms of it.
  ///
  /// - Parameters:
  ///   - from: the first instant, in seconds.
  ///   - step: from one instant to the next, in seconds.
  ///   - target: room for `count` values.
  /// - Returns: false, with `target` untouched, when the first instant is not kept any more or nothing has come yet.
  @_noLocks
  public func sampleEnvelope(
    _ row: Int, from: Double, step: Double, count: Int, into target: UnsafeMutablePointer<Float>
  ) -> Bool {
    let oldest = max(0, envelope[row].start)
    let kept = envelope[row].end - oldest
    guard kept > 1, frame(at: from) >= Double(oldest) - 1 else { return false }
    let frames = envelope[row].block(at: oldest, count: kept)
    let last = Double(kept - 1)
    let stepFrames = step / frameSeconds
    var place = frame(at: from) - Double(oldest)
    var i = 0
    while i < count {
      let inside = max(0, min(last, place))
      let whole = min(Int(inside), kept - 2)
      let share = Float(inside - Double(whole))
      target[i] = realtimeSquareRoot(frames[whole] + share * (frames[whole + 1] - frames[whole]))
      place += stepFrames
      i += 1
    }
    return true
  }
}
