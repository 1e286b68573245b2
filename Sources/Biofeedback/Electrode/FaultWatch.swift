/// Decides when signal trouble is told, apart from any stride.
///
/// The channels are looked at twice a second. Trouble that two looks in a row see is told at once, and again every
/// `repeatSeconds` as long as it lasts; two looks without it end it.
package struct FaultWatch: Sendable, BitwiseCopyable {
  private let tuning: WatchTuning
  private let repeatSeconds: Double
  private var nextLook = 0.0
  /// Looks in a row that saw trouble, or that saw none.
  private var seen = 0
  private var clear = 0
  private var toldAt: Double?

  package init(repeatSeconds: Double, _ tuning: WatchTuning) {
    self.repeatSeconds = repeatSeconds
    self.tuning = tuning
  }

  /// Whether a look is due.
  @_noLocks
  package func isDue(at seconds: Double) -> Bool { seconds >= nextLook }

  /// A look is taken now.
  @_noLocks
  package mutating func noteLook(at seconds: Double) { nextLook = seconds + Double(tuning.everySeconds) }

  /// Takes a look's result; true when trouble is to be told now.
  @_noLocks
  package mutating func takes(isTrouble: Bool, at seconds: Double) -> Bool {
    seen = isTrouble ? seen + 1 : 0
    clear = isTrouble ? 0 : clear + 1
    if clear >= Int(tuning.looks) { toldAt = nil }
    guard seen >= Int(tuning.looks) else { return false }
    if let toldAt, seconds - toldAt < repeatSeconds { return false }
    toldAt = seconds
    return true
  }
}
