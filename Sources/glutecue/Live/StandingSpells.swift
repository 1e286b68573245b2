import EMGUnits
import Simulation

/// Reads `20-25,40-50` and cuts these spells of standing out of a course with one gait.
struct StandingSpells {
  private var spells: [(range: ClosedRange<Double>, text: OptionText)] = []

  /// Takes the texts of `--stand`; the spells are put in order.
  init(_ texts: [String]) throws(ConfigurationError) {
    for text in texts.map({ OptionText("--stand", $0, example: "20-25,40-50") }) {
      for item in text.items { spells.append((try text.span(item), text)) }
    }
    spells.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Movement and standing in turn; cadence goes on changing with time while the person stands.
  func cut(out whole: CourseSegment) throws(ConfigurationError) -> [CourseSegment] {
    var parts: [CourseSegment] = []
    var time = 0.0
    for (range, text) in spells {
      guard range.upperBound <= whole.seconds else {
        throw text.refused("The recording is over after \(whole.seconds.short) s.")
      }
      guard range.lowerBound >= time else { throw text.refused("Two spells of standing overlap.") }
      if range.lowerBound > time { parts.append(Self.part(of: whole, time...range.lowerBound)) }
      parts.append(.standing(seconds: range.upperBound - range.lowerBound))
      time = range.upperBound
    }
    if time < whole.seconds { parts.append(Self.part(of: whole, time...whole.seconds)) }
    return parts
  }

  private static func part(of whole: CourseSegment, _ range: ClosedRange<Double>) -> CourseSegment {
    let change = (whole.finalStridesPerMinute - whole.stridesPerMinute) / whole.seconds
    var part = whole
    part.seconds = range.upperBound - range.lowerBound
    part.stridesPerMinute = whole.stridesPerMinute + change * range.lowerBound
    part.finalStridesPerMinute = whole.stridesPerMinute + change * range.upperBound
    return part
  }
}
