import Glibc

/// Makes a recording come as a sound card would deliver it: block after block, each when its time has come.
package struct Pacer {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant

  package init() { start = clock.now }

  /// Waits until so many seconds have passed since the start; less long when a signal comes.
  package func wait(until seconds: Double) {
    let left = start + .seconds(seconds) - clock.now
    guard left > .zero else { return }
    var time = timespec(
      tv_sec: Int(left.components.seconds), tv_nsec: Int(left.components.attoseconds / 1_000_000_000))
    nanosleep(&time, nil)
  }
}
