import GaitAnalysis

/// A stride between its contact and its completion.
struct OpenStride: BitwiseCopyable {
  let number: Int
  /// Input time of the contact, and the stride time expected.
  let contact: Double
  let period: Double
  let known: Double?
  var confidence: Float
  var flags = StrideFlags()
  /// What was decided within the stride; nil until the window has closed.
  var decision: Decision?
  /// The next contact; nil while it has not come.
  var end: Double?
  /// Already offered to the baseline.
  var isLearned = false

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
