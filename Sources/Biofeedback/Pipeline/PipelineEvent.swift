import EMGUnits
import RealtimeSupport

/// What the pipeline tells, in the order in which it happens.
public enum PipelineEvent: Sendable, BitwiseCopyable {
  /// A contact has been found (live use: within the stride that it begins).
  case contact(leg: Side?, stride: Int, time: Double, periodSeconds: Double)
  /// The glute's window has closed and its activation is known. `hamstring` is nil when its signal cannot be trusted;
  /// `frame` is the number of input frames that had arrived.
  case decided(leg: Side?, stride: Int, verdict: Verdict, glute: Float?, hamstring: Float?, frame: Int)
  /// A sound is due.
  case cue(Cue)
  /// All is well: a quiet tick is due when so many input frames had arrived. A sound only, never a line in a table.
  case heartbeat(frame: Int)
  /// Something is wrong with a channel, or no stride can be judged although the muscles work.
  case trouble(leg: Side?, flags: StrideFlags, isLate: Bool, frame: Int)
  /// The session's first good strides have been compared with the profile.
  case profileFit(leg: Side?, ProfileFit)
  /// A stride is complete.
  case stride(StrideRecord)
  /// The rhythm has ended.
  case lost(leg: Side?)
}

/// Events in order, in fixed memory. Adding to a full queue traps: the pipeline is read after every hop.
struct EventQueue: ~Copyable {
  private let slots = UnsafeMutablePointer<PipelineEvent>.allocate(capacity: EventQueue.capacity)
  /// Place of the first event, and how many there are.
  private let places = FixedBuffer<Int>(repeating: 0, count: 2)
  /// The frame of the latest cue; `Int.min` before the first.
  private let sounded = FixedBuffer<Int>(repeating: .min, count: 1)

  static var capacity: Int { @_noLocks get { 512 } }

  init() { slots.initialize(repeating: .lost(leg: nil), count: Self.capacity) }

  deinit { slots.deallocate() }

  @_noLocks
  func add(_ event: PipelineEvent) {
    let fits = places[1] < Self.capacity
    precondition(fits)
    slots[(places[0] + places[1]) % Self.capacity] = event
    places[1] += 1
    if case .cue(let cue) = event { sounded[0] = cue.frame }
  }

  /// The input frame of the latest cue that was added; nil before the first.
  var latestCueFrame: Int? {
    @_noLocks get { sounded[0] == .min ? nil : sounded[0] }
  }

  @_noLocks
  func next() -> PipelineEvent? {
    guard places[1] > 0 else { return nil }
    let event = slots[places[0]]
    places[0] = (places[0] + 1) % Self.capacity
    places[1] -= 1
    return event
  }
}

/// A sound for the runner.
public struct Cue: Sendable, Hashable, BitwiseCopyable {
  /// Which sound.
  public var kind: CueKind
  /// The leg, when the channel map says which.
  public var leg: Side?
  /// The number of the stride it belongs to.
  public var stride: Int
  /// Input frames that had arrived when it was decided: the first frame of the tone on the input's clock.
  public var frame: Int

  /// Joins the values.
  @_noLocks
  package init(kind: CueKind, leg: Side?, stride: Int, frame: Int) {
    self.kind = kind
    self.leg = leg
    self.stride = stride
    self.frame = frame
  }
}
