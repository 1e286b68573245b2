import EMGUnits
import Glibc

/// Live levels as bars on one line: `glute ██████░░░░ −42 dB`.
struct LevelBars {
  private static let width = 12
  /// From the noise of an electrode to full scale.
  private static let range = -80.0...0.0

  /// The line for levels of full scale.
  static func line(_ levels: [(role: ChannelRole, level: Double)]) -> String {
    levels.map { entry in
      let decibels = 20 * log10(max(entry.level, 1e-6))
      let share = (min(max(decibels, range.lowerBound), range.upperBound) - range.lowerBound) / -range.lowerBound
      let filled = Int(bounded: (share * Double(width)).rounded())
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
      return "\(entry.role) \(bar) \(Int(bounded: decibels.rounded())) dB"
    }.joined(separator: "  ")
  }
}
