import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// Samples in, strides and cues out: the whole of the product without any device.
///
/// A `FrontEnd` made from the same settings turns raw frames into blocks; feed them with `push`, call `advance` until it
/// returns false, and read the events after each `true`. At the end of the input call `finish`. What comes out depends on the
/// samples alone, not on how they were cut into blocks; after `init` nothing is allocated, locked or waited for.
public struct BiofeedbackPipeline: ~Copyable {
  /// The signal chain, with what each channel was like.
  public internal(set) var chain: SignalChain
  /// The band in use, limited by the sample rate.
  public let band: FrequencyBand
  /// Thresholds that differ from those in use, with their values.
  public let changedThresholds: [TuningRow]
  let legs: FixedArray<LegAnalysis>
  var twins: TwinWatch
  let events = EventQueue()
  var framesPushed = 0
  var gapWatch: GapWatch
  let isLive: Bool
  private var drain: Int?
  let inputRate: Double
  private let drainFrames: Int
  var heartbeat: Heartbeat
  let share: FeedbackShare
  /// What strides are held against; nil for the verdicts alone.
  public let aim: Aim?
  let comparesLegs: Bool

  /// Makes everything; nothing is allocated afterwards.
  ///
  /// - Throws: `ConfigurationError` for a rate outside 500–192 000 Hz, a band that the rate does not allow, a channel that
  ///   is not there, a map with neither glute nor hamstring, or a profile for other channels or another band.
  public init(_ settings: Settings) throws(ConfigurationError) {
    let map = try settings.map.validated(channelCount: settings.channelCount).withGluteOrHamstring()
    let channels = LegChannels.legs(of: map)
    let chain = try SignalChain(settings.chain(map))
    let band = try settings.band.limited(to: chain.coreRate)
    try settings.profile?.check(map: map, band: band)
    try settings.feedback.check()
    try settings.feedback.aim?.check(profile: settings.profile, legs: channels.map(\.leg))
    self.init(settings, chain: chain, band: band, channels: channels)
  }

  private init(
    _ settings: Settings, chain: consuming SignalChain, band: FrequencyBand, channels: [LegChannels]
  ) {
    let frameSeconds = chain.frameSeconds
    let coreRate = chain.coreRate
    self.band = band
    inputRate = settings.inputRate.value
    // strides are at most 1.5 s long: the last pursuit of a recording needs twice that beyond the end, and a rest
    let seconds = chain.settlingSeconds + (settings.mode == .live ? 0.5 : 4)
    drainFrames = Int(seconds * settings.inputRate.value)
    legs = FixedArray(count: channels.count) { index in
      LegAnalysis(
        channels: channels[index], frameSeconds: frameSeconds, coreRate: coreRate, band: band, mode: settings.mode,
        feedback: settings.feedback, tuning: settings.feedback.tuning, referenceStrides: settings.referenceStrides,
        profile: settings.profile?.legs.first { $0.leg == channels[index].leg },
        maxima: settings.profile?.maxima(of: channels[index].leg) ?? [:],
        trust: settings.profile?.trust ?? .sameElectrodes)
    }
    gapWatch = GapWatch(rate: settings.inputRate.value, repeatSeconds: settings.feedback.faultRepeatSeconds)
    isLive = settings.mode == .live
    twins = TwinWatch(
      rate: coreRate, isEMG: settings.map.entries.map { $0.role.signal != .contact },
      tuning: settings.feedback.tuning.watch)
    let usual = Set(CoreTuning().rows)
    changedThresholds = settings.feedback.tuning.rows.filter { !usual.contains($0) }
    heartbeat = Heartbeat(everySeconds: settings.feedback.heartbeatSeconds)
    share = FeedbackShare(settings.feedback.share)
    aim = settings.feedback.aim
    comparesLegs = aim?.kind == .otherLeg
    self.chain = chain
    if settings.profile?.hasGluteMaxima(channels.map(\.leg)) == true {
      for leg in 0..<legs.count { legs[leg].compareMaxima() }
    }
  }

  /// Seconds of input so far.
  public var seconds: Double { Double(framesPushed) / inputRate }

  /// Takes a stretch of the front end. Where the device lost it the input's clock goes on, strides that it touches are not
  /// judged, and a gap that lasts is told as `fault`.
  @_noLocks
  public mutating func push(_ block: borrowing CoreBlock, _ stretch: CoreStretch) {
    if stretch.areLost {
      gapWatch.add(stretch.frames, at: framesPushed)
    } else {
      gapWatch.end(stretch.frames, at: framesPushed)
    }
    framesPushed += stretch.frames
    chain.push(block, stretch)
  }

  /// Carries one hop through, or tells what is due before it; false when there is not enough input for it.
  @_noLocks
  public mutating func advance() -> Bool {
    if tellGapIfDue() { return true }
    guard chain.advance() else { return false }
    noteTwins()
    exchangeLevels()
    var leg = 0
    while leg < legs.count {
      legs[leg].advance(chain, into: events)
      leg += 1
    }
    beatIfDue()
    return true
  }

  /// The next event of what has been carried through.
  @_noLocks
  public mutating func next() -> PipelineEvent? { events.next() }

  /// After the last frame: pushes silence through front end and chain until everything about the real input is known.
  ///
  /// Call it, then `advance` and `next` as after a `push`, until it returns false.
  @_noLocks
  public mutating func finish(_ frontEnd: inout FrontEnd) -> Bool {
    if drain == nil { beginToDrain() }
    guard let left = drain, left >= 0 else { return false }
    let frames = min(left, FrontEnd.maximumFrames)
    let stretch = frontEnd.processSilence(frames: frames)
    chain.push(frontEnd.block, stretch)
    drain = left > 0 ? left - frames : -1
    if left == 0 {
      var leg = 0
      while leg < legs.count {
        legs[leg].finish(chain, into: events)
        leg += 1
      }
    }
    return true
  }

  @_noLocks
  private mutating func beginToDrain() {
    drain = drainFrames
    chain.markEnd()
    var leg = 0
    while leg < legs.count {
      legs[leg].markEnd(at: Double(framesPushed) / inputRate)
      leg += 1
    }
  }
}
