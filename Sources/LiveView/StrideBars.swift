import Biofeedback
import EMGUnits

/// The last strides as bars of text: the height is the glute's activation, the sign below says the verdict.
struct StrideBars {
  private static let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// Activation of the highest bar.
  private static let highest: Float = 1.5

  /// The heights and below them the signs, oldest first, in at most so many places.
  static func lines(_ bars: [LegPicture.Bar], columns: Int) -> (heights: StyledLine, signs: StyledLine) {
    var heights = StyledLine()
    var signs = StyledLine()
    for bar in bars.suffix(columns) {
      let tone = VerdictSign.tone(bar.verdict)
      heights.add(String(height(bar)), tone)
      signs.add(String(VerdictSign.sign(bar.verdict)), tone)
    }
    return (heights, signs)
  }

  private static func height(_ bar: LegPicture.Bar) -> Character {
    guard let glute = bar.glute else { return "·" }
    let part = min(max(glute, 0), highest) / highest
    return heights[Int(bounded: (part * Float(heights.count - 1)).rounded())]
  }
}

/// A verdict as one sign, and how it stands out.
enum VerdictSign {
  static func sign(_ verdict: Verdict) -> Character {
    switch verdict {
    case .firing: "f"
    case .weak: "w"
    case .silent: "S"
    case .unusable: "?"
    case .baseline: "b"
    }
  }

  static func tone(_ verdict: Verdict) -> StyledLine.Tone {
    switch verdict {
    case .firing: .good
    case .weak: .warning
    case .silent: .bad
    case .unusable: .faint
    case .baseline: .plain
    }
  }
}
