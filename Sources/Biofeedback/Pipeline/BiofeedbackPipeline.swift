import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// Samples in, strides and cues out: the whole of the product without any device.
///
/// A `FrontEnd` made from the same settings turns raw frames into blocks; feed them with `push`, call `advance` until it returns false, and read the events after each `true`. At the end
/// of the input call `finish`. What comes out depends on the samples alone, not on how they were cut into blocks; after
/// `init` nothing is allocated, locked or waited for.
public struct BiofeedbackPipeline: ~Copyable {
  /// What the pipeline needs to know.
  public struct Settings: Sendable {
    /// The device rate.
    public var inputRate: Hertz
    /// Samples in a frame.
    public var channelCount: Int
    /// What the channels carry.
    public var map: ChannelMap
    /// The EMG band.
    public var band: FrequencyBand
    /// 50 or 60 to look for hum only there, 0 to find it, nil to leave it in.
    public var mains: Int?
    /// Live or offline.
    public var mode: SignalChain.Mode
    /// How strides are judged and what is heard of it.
    public var feedback: FeedbackSettings
    /// What a calibration learned about the runner; nil to learn from the first strides.
    public var profile: RunnerProfile?
    /// Good strides that make a reference.
    public var referenceStrides = BaselineLearner.wanted

    /// Joins the settings.
    public init(
      inputRate: Hertz, channelCount: Int, map: ChannelMap, band: FrequencyBand = .surfaceEMG, mains: Int? = 0,
      mode: SignalChain.Mode, feedback: FeedbackSettings = FeedbackSettings(), profile: RunnerProfile? = nil
    ) {
      self.inputRate = inputRate
      self.channelCount = channelCount
      self.map = map
      self.band = band
      self.mains = mains
      self.mode = mode
      self.feedback = feedback
      self.profile = profile
    }

    /// The front end that feeds a pipeline with these settings.
    ///
    /// - Throws: as the pipeline's `init`.
    public func frontEnd() throws(ConfigurationError) -> FrontEnd {
      try FrontEnd(chain(try map.validated(channelCount: channelCount).withGluteOrHamstring()))
    }

    /// What the signal chain needs to know of it; `map` is checked.
    func chain(_ map: ChannelMap) -> SignalChain.Settings {
      SignalChain.Settings(
        inputRate: inputRate, channelCount: channelCount, channels: map.entries.map { $0.channel - 1 },
        unfilteredRows: map.entries.indices.filter { map.entries[$0].role.signal == .contact }, band: band,
        mains: mains, mode: mode, tuning: feedback.tuning.signal)
    }
  }

  /// The signal chain, with what each channel was like.
  public internal(set) var chain: SignalChain
  /// The band in use, limited by the sample rate.
  public let band: FrequencyBand
  /// Thresholds that differ from those in use, with their values.
  public let changedThresholds: [TuningRow]
  let legs: FixedArray<LegAnalysis>
  private var twins: TwinWatch
  let events = EventQueue()
  var framesPushed = 0
  var gapWatch: GapWatch
  let isLive: Bool
  private var drain: Int?
  let inputRate: Double
  private let drainFrames: Int
  private var heartbeat: Heartbeat
  private let share: FeedbackShare
  /// What strides are held against; nil for the verdicts alone.
  public let aim: Aim?
  private let comparesLegs: Bool

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

  /// Each of two legs is told what the other's glute does, where the aim asks for it.
  @_noLocks
  private func exchangeLevels() {
    guard comparesLegs, legs.count == 2 else { return }
    let first = legs[0].ownLevel()
    legs[0].note(otherLevel: legs[1].ownLevel())
    legs[1].note(otherLevel: first)
  }

  /// Two channels that carry one signal are told to the legs that they belong to.
  @_noLocks
  private mutating func noteTwins() {
    guard let pair = twins.look(chain) else { return }
    var leg = 0
    while leg < legs.count {
      legs[leg].noteCopies(pair.first, pair.second)
      leg += 1
    }
  }

  /// The row that carries the same signal as a row; nil when none does.
  func twin(of row: Int) -> Int? {
    (0..<chain.rowCount).first { $0 != row && twins.isTold($0, row) }
  }

  @_noLocks
  private mutating func beatIfDue() {
    var judged = Double.infinity
    var leg = 0
    while leg < legs.count {
      judged = min(judged, legs[leg].judgedAt)
      leg += 1
    }
    let frame = chain.inputFramesUsed
    var sounded = -Double.infinity
    if let frame = events.latestCueFrame { sounded = Double(frame) / inputRate }
    let now = Double(frame) / inputRate
    if share.isHeard(at: now), heartbeat.isDue(at: now, judged: judged, sounded: sounded) {
      events.add(.heartbeat(frame: frame))
    }
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

extension BiofeedbackPipeline {
  /// Good strides that make a reference.
  public static var referenceStrides: Int { BaselineLearner.wanted }

  /// Good strides that make a reference of a recording that ends sooner.
  public static var leastReferenceStrides: Int { BaselineLearner.fewest }

  /// The number of legs.
  public var legCount: Int { legs.count }

  /// What activation is measured against on a leg, by gait and muscle; nil while there is no reference or no channel.
  public func reference(leg index: Int, _ gait: Gait, _ muscle: Muscle) -> MuscleReference? {
    legs[index].judge.references.isKnown(gait) && legs[index].channels.row(muscle) >= 0
      ? legs[index].judge.references.muscle(muscle, gait) : nil
  }

  /// What all strides of a leg say together about its electrodes.
  public func evidence(leg index: Int) -> LegEvidence { legs[index].evidence }

  /// The legs that a map speaks of, in order; without a side when it names none.
  public static func sides(of map: ChannelMap) -> [Side?] { LegChannels.legs(of: map).map(\.leg) }

  /// The row of `chain` that carries a muscle of a leg; −1 where nothing is recorded.
  public func envelopeRow(leg index: Int, _ muscle: Muscle) -> Int { legs[index].channels.row(muscle) }

  /// Where the next session with the aim `grow` begins on a leg; nil with another aim, or none.
  public func aimLevelToKeep(leg index: Int) -> Float? { legs[index].judge.aims.levelToKeep }

  /// Which leg is number `index`; nil when the map does not say.
  public func side(leg index: Int) -> Side? { legs[index].channels.leg }

  /// What activation 1 of a gait is beside a profile; nil without one, and while that has not been found out.
  public func basis(leg index: Int, _ gait: Gait) -> LevelBasis? { legs[index].judge.references.basis(gait) }

  /// What this session has learned about a leg's running, for a profile; nil without a reference of its own.
  public func learnedProfile(leg index: Int) -> LegProfile? { legs[index].learnedProfile }

  /// Strides that the reference of a gait was learned from; 0 while there is none.
  public func referenceStrides(leg index: Int, _ gait: Gait) -> Int {
    legs[index].judge.references.gaits[gait.place].strides
  }
}
