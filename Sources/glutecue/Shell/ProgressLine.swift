import EMGUnits

/// `Simulating [#######-------------] 34 %, 0:12 left` on the terminal, for work that takes over a second; nothing where no terminal is.
struct ProgressLine {
  private let label: String
  private let isWatched = StandardError.isTerminal
  private static let width = 20
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var isShown = false

  /// Work that begins now.
  init(_ label: String) {
    self.label = label
    start = clock.now
    next = start + .seconds(1)
  }

  /// Tells how much is done, 0…1. Cheap: writes five times a second at most.
  mutating func update(_ part: Double) {
    guard isWatched, clock.now >= next else { return }
    let filled = max(0, min(Self.width, Int(bounded: Double(Self.width) * part)))
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: Self.width - filled)
    StandardError.write("\r\(label) [\(bar)] \(Int(bounded: 100 * part)) %\(timeLeft(part))\u{1B}[K")
    isShown = true
    next = clock.now + .milliseconds(200)
  }

  /// What is left if it goes on like this; nothing before a hundredth is done.
  private func timeLeft(_ part: Double) -> String {
    guard part >= 0.01 else { return "" }
    let seconds = Int(bounded: (start.duration(to: clock.now) / .seconds(1)) * (1 - part) / part)
    let rest = seconds % 60
    return ", \(seconds / 60):\(rest < 10 ? "0" : "")\(rest) left"
  }

  /// Takes the line away.
  mutating func clear() {
    if isShown { StandardError.write("\r\u{1B}[K") }
    isShown = false
  }
}
