import EMGUnits
import Report

/// A bar for the level of a muscle on a scale in decibels: what is loud leaves room for what is quiet.
struct LevelMeter {
  /// From the least to the largest level shown, in dB against full scale.
  private static let range = -80.0...0.0
  private static let eighths: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// `text` in so many places for a level whose largest is 1; nothing for silence.
  static func bar(level: Float, columns: Int) -> String {
    let decibels = AmplitudeScale(fullScaleMillivolts: nil).decibelsFullScale(Double(level)) ?? range.lowerBound
    let part = (min(max(decibels, range.lowerBound), range.upperBound) - range.lowerBound) / 80
    let steps = Int(bounded: (part * Double(8 * columns)).rounded())
    let full = String(repeating: "█", count: steps / 8)
    let rest = steps % 8 > 0 ? String(eighths[steps % 8]) : ""
    return (full + rest).padded(to: columns)
  }

  /// `45 µV`, or `−52 dBFS` when the full scale is unknown.
  static func words(_ level: Float, _ scale: AmplitudeScale) -> String {
    if let microvolts = scale.microvolts(Double(level)) { return "\(Int(bounded: microvolts.rounded())) µV" }
    guard let decibels = scale.decibelsFullScale(Double(level)) else { return "silent" }
    return "−\(Int(bounded: (-decibels).rounded())) dBFS"
  }
}

extension String {
  /// Filled with spaces to so many places.
  func padded(to columns: Int) -> String { self + String(repeating: " ", count: max(0, columns - count)) }
}
