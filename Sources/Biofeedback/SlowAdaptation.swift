import RealtimeSupport

/// Lets the glute's reference follow what electrodes do over an hour – sweat, pressure – and nothing else.
///
/// Each firing stride moves the reference by 1 % of the difference while nothing fails, and never further than 15 % from
/// where it began: a failure cannot be learned away.
struct SlowAdaptation: Sendable, BitwiseCopyable {
  private static var share: Float { @_noLocks get { 0.01 } }
  /// ln 1.15.
  private static var largest: Float { @_noLocks get { 0.14 } }

  private var log: Float = 0

  /// The reference now against the one learned.
  var factor: Float { @_noLocks get { realtimeExp(log) } }

  /// Takes the glute's activation at the present effort, against the adapted reference.
  @_noLocks
  mutating func add(_ expected: Float) {
    log = max(-Self.largest, min(Self.largest, log + Self.share * realtimeLog(max(expected, 0.1))))
  }
}
