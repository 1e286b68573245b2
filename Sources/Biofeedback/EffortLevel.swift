import RealtimeSupport

/// How hard the legs work now, against the reference: the slow level of the hamstring's activation.
///
/// A geometric moving average over about six strides, 0.5–2. One stride moves it by at most an eighth, so that a single
/// artefact of the hamstring does not make the glute look weak.
struct EffortLevel: Sendable, BitwiseCopyable {
  private static var share: Float { @_noLocks get { 0.15 } }
  private static var largestStep: Float { @_noLocks get { 0.12 } }
  private static var largest: Float { @_noLocks get { 0.693 } }

  /// ln 1.15.
  private static var steady: Float { @_noLocks get { 0.14 } }

  private var log: Float = 0

  /// 1 as in the reference. Within 15 % of it the level counts as unchanged: so much it wanders in steady running.
  var value: Float {
    @_noLocks get { realtimeExp(log > Self.steady ? log - Self.steady : log < -Self.steady ? log + Self.steady : 0) }
  }

  /// Takes a usable hamstring activation.
  @_noLocks
  mutating func add(_ hamstring: Float) {
    let step = Self.share * (realtimeLog(max(hamstring, 0.05)) - log)
    log = max(-Self.largest, min(Self.largest, log + max(-Self.largestStep, min(Self.largestStep, step))))
  }
}
