import GaitAnalysis
import RealtimeSupport

/// A stride between its contact and its completion.
struct OpenStride: BitwiseCopyable {
  let number: Int
  /// Input time of the contact, and the stride time expected.
  let contact: Double
  let period: Double
  let known: Double?
  var confidence: Float
  var flags = StrideFlags()
  /// The stride before lasted clearly longer than expected: this one may be the last before a stop.
  var isSlowing = false
  /// What was decided within the stride; nil until the window has closed.
  var decision: Decision?
  /// The next contact; nil while it has not come.
  var end: Double?
  /// Already offered to the baseline.
  var isLearned = false
  /// Rest and crosstalk already follow it.
  var hasTaught = false

  @_noLocks
  init(number: Int, contact: Double, period: Double, known: Double?, confidence: Float, inferred: Bool) {
    self.number = number
    self.contact = contact
    self.period = period
    self.known = known
    self.confidence = confidence
    flags.inferred = inferred
    flags.unlike = !inferred && confidence < OpenStride.leastConfidence
  }

  /// Likeness below which a stride's values are not trusted.
  static var leastConfidence: Float { @_noLocks get { 0.65 } }
}

/// What is known of a stride when the windows of both muscles have closed.
struct Decision: BitwiseCopyable {
  var verdict: Verdict
  var glute: Float?
  var hamstring: Float?

  @_noLocks
  init(verdict: Verdict, glute: Float?, hamstring: Float?) {
    self.verdict = verdict
    self.glute = glute
    self.hamstring = hamstring
  }
}

/// The stride in progress and those that wait for their measurement signal, or for the reference; oldest first.
struct StrideQueue: ~Copyable {
  private static var capacity: Int { @_noLocks get { 24 } }

  /// The stride that began with the latest contact; nil when the rhythm is lost.
  private(set) var open: OpenStride?
  private let waiting = FixedBuffer<OpenStride>(
    repeating: OpenStride(number: 0, contact: 0, period: 0, known: nil, confidence: 0, inferred: false),
    count: StrideQueue.capacity)
  /// Strides that wait.
  private(set) var count = 0
  private var nextNumber = 1

  init() {}

  /// The number of the stride in progress, or of the next.
  var currentNumber: Int { @_noLocks get { open?.number ?? nextNumber } }
  /// One more stride does not fit.
  var isFull: Bool { @_noLocks get { count == Self.capacity } }
  /// The number that the next contact's stride gets.
  var upcomingNumber: Int { @_noLocks get { nextNumber } }

  /// A waiting stride, 0 being the oldest.
  subscript(_ place: Int) -> OpenStride {
    @_noLocks get { waiting[place] }
    @_noLocks nonmutating set { waiting[place] = newValue }
  }

  /// Opens the stride of a contact.
  @_noLocks
  mutating func begin(_ stride: OpenStride) {
    open = stride
    nextNumber += 1
  }

  /// The stride in progress waits from now on, closed at `end`; there must be room.
  @_noLocks
  mutating func close(_ stride: OpenStride) {
    waiting[count] = stride
    count += 1
    open = nil
  }

  /// Changes the stride in progress.
  @_noLocks
  mutating func update(_ stride: OpenStride) { open = stride }

  /// The stride in progress will not be completed.
  @_noLocks
  mutating func drop() { open = nil }

  /// Takes the oldest waiting stride out; there must be one.
  @_noLocks
  mutating func takeOldest() -> OpenStride {
    let oldest = waiting[0]
    var i = 1
    while i < count {
      waiting[i - 1] = waiting[i]
      i += 1
    }
    count -= 1
    return oldest
  }
}
