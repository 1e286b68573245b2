/// `Simulating: 34 %` on the terminal, for work that takes over a second; nothing where no terminal is.
struct ProgressLine {
  private let label: String
  private let isWatched = StandardError.isTerminal
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var isShown = false

  /// Work that begins now.
  init(_ label: String) {
    self.label = label
    next = clock.now + .seconds(1)
  }

  /// Tells how much is done, 0…1. Cheap: writes five times a second at most.
  mutating func update(_ part: Double) {
    guard isWatched, clock.now >= next else { return }
    StandardError.write("\r\(label): \(Int(100 * part)) %")
    isShown = true
    next = clock.now + .milliseconds(200)
  }

  /// Takes the line away.
  mutating func clear() {
    if isShown { StandardError.write("\r\u{1B}[K") }
    isShown = false
  }
}
