/// A quiet tick while all is well, so that silence never means that the device is dead.
///
/// All is well while on every leg a stride was judged within `wellSeconds`. Then a tick comes when nothing has sounded
/// for the interval: the first with the first stride that is judged. It hangs on the input's clock alone.
struct Heartbeat: Sendable, BitwiseCopyable {
  /// Strides last 1.5 s at most and are judged up to half a stride after their contact: two are judged within this time.
  static var wellSeconds: Double { @_noLocks get { 2.25 } }

  private let interval: Double
  private var latest = -Double.infinity

  /// 0, or what is not a positive number, for no ticks.
  init(everySeconds interval: Double) { self.interval = interval }

  /// Whether a tick is due.
  ///
  /// - Parameters:
  ///   - now: input seconds.
  ///   - judged: when a stride was last judged, on the leg where that is longest ago.
  ///   - sounded: when the latest cue began.
  @_noLocks
  mutating func isDue(at now: Double, judged: Double, sounded: Double) -> Bool {
    guard interval > 0, now - judged <= Self.wellSeconds, now - max(latest, sounded) >= interval else { return false }
    latest = now
    return true
  }
}
