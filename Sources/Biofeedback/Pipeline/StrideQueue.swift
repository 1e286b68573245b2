import GaitAnalysis
import RealtimeSupport

/// A stride between its contact and its completion.
package struct OpenStride: BitwiseCopyable {
  package let number: Int
  /// Input time of the contact, and the stride time expected.
  package let contact: Double
  package let periodSeconds: Double
  package let known: Double?
  package var confidence: Float
  package var flags = StrideFlags()
  /// The stride before lasted clearly longer than expected: this one may be the last before a stop.
  package var isSlowing = false
  /// What was decided within the stride; nil until the window has closed.
  package var decision: Decision?
  /// The next contact; nil while it has not come.
  package var end: Double?
  /// Already offered to the baseline.
  package var isLearned = false
  /// Rest and crosstalk already follow it.
  package var hasTaught = false

  @_noLocks
  package init(number: Int, contact: Double, periodSeconds: Double, known: Double?, confidence: Float, inferred: Bool) {
    self.number = number
    self.contact = contact
    self.periodSeconds = periodSeconds
    self.known = known
    self.confidence = confidence
    flags.inferred = inferred
    flags.unlike = !inferred && confidence < OpenStride.leastConfidence
  }

  /// Likeness below which a stride's values are not trusted.
  package static var leastConfidence: Float { @_noLocks get { 0.65 } }
}

/// What is known of a stride when the windows of both muscles have closed.
package struct Decision: BitwiseCopyable {
  package var verdict: Verdict
  package var glute: Float?
  package var hamstring: Float?
  /// How much both did, without a reference.
  package var levels = StrideLevels()
  /// What came of holding it against the aim.
  package var aim = AimOutcome()

  @_noLocks
  package init(verdict: Verdict, glute: Float?, hamstring: Float?) {
    self.verdict = verdict
    self.glute = glute
    self.hamstring = hamstring
  }
}

/// The stride in progress and those that wait for their measurement signal, or for the reference; oldest first.
package struct StrideQueue: ~Copyable {
  private static var capacity: Int { @_noLocks get { 24 } }

  /// The stride that began with the latest contact; nil when the rhythm is lost.
  package private(set) var open: OpenStride?
  private let waiting = FixedBuffer<OpenStride>(
    repeating: OpenStride(number: 0, contact: 0, periodSeconds: 0, known: nil, confidence: 0, inferred: false),
    count: StrideQueue.capacity)
  /// Strides that wait.
  package private(set) var count = 0
  private var nextNumber = 1

  package init() {}

  /// The number of the stride in progress, or of the next.
  package var currentNumber: Int { @_noLocks get { open?.number ?? nextNumber } }
  /// One more stride does not fit.
  package var isFull: Bool { @_noLocks get { count == Self.capacity } }
  /// The number that the next contact's stride gets.
  package var upcomingNumber: Int { @_noLocks get { nextNumber } }

  /// A waiting stride, 0 being the oldest.
  package subscript(_ place: Int) -> OpenStride {
    @_noLocks get { waiting[place] }
    @_noLocks nonmutating set { waiting[place] = newValue }
  }

  /// Opens the stride of a contact.
  @_noLocks
  package mutating func begin(_ stride: OpenStride) {
    open = stride
    nextNumber += 1
  }

  /// The stride in progress waits from now on, closed at `end`; there must be room.
  @_noLocks
  package mutating func close(_ stride: OpenStride) {
    waiting[count] = stride
    count += 1
    open = nil
  }

  /// Changes the stride in progress.
  @_noLocks
  package mutating func update(_ stride: OpenStride) { open = stride }

  /// The stride in progress will not be completed.
  @_noLocks
  package mutating func drop() { open = nil }

  /// Takes the oldest waiting stride out; there must be one.
  @_noLocks
  package mutating func takeOldest() -> OpenStride {
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
