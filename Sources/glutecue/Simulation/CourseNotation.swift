import EMGUnits
import Simulation

/// Reads a course: `run 10min @80-85, stand 30, walk 60 @56, run 60 x1-1.3`.
///
/// Each part is what the person does (run, walk, stand) and for how long, then in any order `@` with the cadence in
/// strides per minute and `x` with the effort.
struct CourseNotation {
  let text: OptionText

  /// The parts, in order.
  func segments() throws(ConfigurationError) -> [CourseSegment] {
    var segments: [CourseSegment] = []
    for item in text.items { segments.append(try segment(item)) }
    return segments
  }

  private func segment(_ item: String) throws(ConfigurationError) -> CourseSegment {
    let words = item.split(separator: " ")
    guard words.count >= 2 else { throw text.refused("“\(item)” does not say what and how long.") }
    var segment = try activity(words[0], seconds: seconds(words[1]))
    for word in words.dropFirst(2) {
      guard segment.activity != .standing else { throw text.refused("Behind “stand” only its length may follow.") }
      switch word.first {
      case "@": (segment.stridesPerMinute, segment.finalStridesPerMinute) = try text.change(word.dropFirst())
      case "x": (segment.effort, segment.finalEffort) = try text.change(word.dropFirst())
      default: throw text.refused("“\(word)” is neither a cadence (@85) nor an effort (x1.2).")
      }
    }
    return segment
  }

  private func activity(_ word: Substring, seconds: Double) throws(ConfigurationError) -> CourseSegment {
    switch word {
    case "run": .running(seconds: seconds)
    case "walk": .walking(seconds: seconds)
    case "stand": .standing(seconds: seconds)
    default: throw text.refused("“\(word)” is not run, walk or stand.")
    }
  }

  /// `90`, `90s` or `1.5min`.
  private func seconds(_ word: Substring) throws(ConfigurationError) -> Double {
    if word.hasSuffix("min") { return 60 * (try text.number(word.dropLast(3))) }
    return try text.number(word.hasSuffix("s") ? word.dropLast() : word)
  }
}
