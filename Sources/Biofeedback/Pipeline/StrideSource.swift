import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// Where a leg's contacts come from: its EMG, or a foot sensor where one is mapped.
struct StrideSource: ~Copyable {
  /// An initial contact on the input's clock.
  struct SensedContact: BitwiseCopyable {
    let time: Double
    /// The stride time expected from here on, in seconds.
    let periodSeconds: Double
    let confidence: Float
    let isInferred: Bool
    /// None before it belongs to the same run of strides.
    let startsRun: Bool

    @_noLocks
    init(time: Double, periodSeconds: Double, confidence: Float, isInferred: Bool, startsRun: Bool) {
      self.time = time
      self.periodSeconds = periodSeconds
      self.confidence = confidence
      self.isInferred = isInferred
      self.startsRun = startsRun
    }
  }

  /// What happened.
  enum Event: BitwiseCopyable {
    case contact(SensedContact)
    case lost
  }

  /// Stride times of people, in seconds: what lies between two contacts of a sensor must be one.
  private static var shortest: Double { @_noLocks get { 0.4 } }
  private static var longest: Double { @_noLocks get { 1.5 } }
  /// Expected where a sensor has shown only one contact yet.
  private static var usual: Double { @_noLocks get { 0.75 } }

  private let channels: LegChannels
  private var tracker: StrideTracker
  private var sensor: ContactSensor
  private var framesFed = 0
  private var samplesFed = 0
  private var sensedLatest: Double?
  /// A contact that was sensed, behind a rhythm that was told to be lost.
  private var pending: SensedContact?

  init(
    channels: LegChannels, frameSeconds: Double, coreRate: Hertz, mode: SignalChain.Mode, seed: StrideSeed?,
    tuning: CoreTuning
  ) {
    self.channels = channels
    tracker = StrideTracker(
      frameSeconds: frameSeconds, lookAhead: mode == .live ? .causal : .full, seed: seed, rhythm: tuning.rhythm,
      tuning: tuning.tracker)
    sensor = ContactSensor(rate: coreRate, tuning: tuning.tracker)
  }

  /// Takes in the envelope frames of the latest hop; a sensor's samples are read by `next`.
  @_noLocks
  mutating func read(_ chain: borrowing SignalChain) {
    guard channels.contactRow < 0 else { return }
    let glute = channels.row(.gluteusMaximus)
    let hamstring = channels.row(.hamstrings)
    let end = chain.envelope[max(glute, hamstring)].end
    while framesFed < end {
      if chain.isMissing(envelopeFrame: framesFed) {
        tracker.pushLost()
      } else {
        tracker.push(
          glute: glute >= 0 ? chain.envelope[glute].sample(at: framesFed) : 0,
          hamstring: hamstring >= 0 ? chain.envelope[hamstring].sample(at: framesFed) : 0)
      }
      framesFed += 1
    }
  }

  /// The next event; nil when more signal is needed.
  @_noLocks
  mutating func next(_ chain: borrowing SignalChain) -> Event? {
    if channels.contactRow >= 0 { return nextSensed(chain) }
    guard let event = tracker.next() else { return nil }
    switch event {
    case .contact(let contact, let startsRun):
      return .contact(
        SensedContact(
          time: chain.time(ofFrame: contact.frame), periodSeconds: contact.periodFrames * chain.frameSeconds,
          confidence: contact.confidence, isInferred: contact.isInferred, startsRun: startsRun))
    case .lost: return .lost
    }
  }

  @_noLocks
  private mutating func nextSensed(_ chain: borrowing SignalChain) -> Event? {
    if let contact = pending {
      pending = nil
      return .contact(contact)
    }
    let row = channels.contactRow
    while samplesFed < chain.measurement[row].end {
      let sample = samplesFed
      samplesFed += 1
      if chain.isMissing(mark: sample - Self.lag(chain)) { continue }
      guard sensor.add(chain.measurement[row].sample(at: sample)) else { continue }
      let time = Double(sample) / chain.coreRate.value - chain.decimationDelay
      let interval = sensedLatest.map { time - $0 } ?? 0
      let isStride = interval >= Self.shortest && interval <= Self.longest
      let isLost = !isStride && sensedLatest != nil
      sensedLatest = time
      let contact = SensedContact(
        time: time, periodSeconds: isStride ? interval : Self.usual, confidence: 1, isInferred: false,
        startsRun: !isStride)
      guard isLost else { return .contact(contact) }
      pending = contact
      return .lost
    }
    return nil
  }

  /// How many samples later than its mark a sample of the contact channel comes.
  @_noLocks
  private static func lag(_ chain: borrowing SignalChain) -> Int { -chain.markIndex(at: -chain.decimationDelay) }

  /// How well both muscles' average strides fit people's, as mapped and exchanged; nil before a rhythm was found.
  func patternFit() -> PatternFit? { tracker.patternFit() }

  /// The rhythm's template as a seed for another session; nil before a rhythm was found.
  func seed(strideSeconds: Double) -> StrideSeed? {
    tracker.seed(floors: tracker.floors, strideSeconds: strideSeconds)
  }
}

/// Which row of the signal chain carries what for one leg; −1 where nothing does.
package struct LegChannels: Sendable, BitwiseCopyable {
  package let leg: Side?
  /// In the order of `Muscle.allCases`.
  package let rows: InlineArray<5, Int>
  package let contactRow: Int

  /// Row of a muscle, or −1.
  @_noLocks package func row(_ muscle: Muscle) -> Int { rows[muscle.place] }

  /// The legs that a map speaks of. A role without a side belongs to every leg.
  package static func legs(of map: ChannelMap) -> [LegChannels] {
    let sides = Side.allCases.filter { side in map.entries.contains { $0.role.side == side } }
    let legs: [Side?] = sides.isEmpty ? [nil] : sides
    return legs.map { leg in
      let row = { (signal: Signal) -> Int in map.place(of: signal, leg: leg) ?? -1 }
      let rows = InlineArray<5, Int> { row(.muscle(Muscle.allCases[$0])) }
      return LegChannels(leg: leg, rows: rows, contactRow: row(.contact))
    }.filter { $0.rows[0] >= 0 || $0.rows[1] >= 0 }
  }
}
