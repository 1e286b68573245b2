import ArgumentParser
import EMGUnits
import Simulation

extension Gait: ExpressibleByArgument {}

/// What the person does, and for how long: one gait with pauses, or a course of several parts.
struct CourseOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Length of the recording in seconds. (default: 60)", valueName: "s"))
  var duration: Double?

  @Option(help: "How the person moves. (default: running)")
  var gait: Gait?

  @Option(
    help: ArgumentHelp(
      "Strides (not steps) per minute, or a change: 78-84. (default: 81.4 running, 56.6 walking)",
      valueName: "strides-per-minute"))
  var cadence: String?

  @Option(help: ArgumentHelp("Spells of standing still, in seconds: 20-25,40-50.", valueName: "from-to"))
  var stand: [String] = []

  @Option(
    help: ArgumentHelp(
      "Instead of these four: what the person does, part by part, with seconds (or 10min), @cadence and xeffort: "
        + "'run 60 @80-85, stand 10, walk 30, run 60 x1-1.3'.", valueName: "parts"))
  var course: String?

  /// Something is said about the course.
  var isGiven: Bool { duration != nil || gait != nil || cadence != nil || !stand.isEmpty || course != nil }

  /// The course as the simulation takes it.
  func segments() throws(ConfigurationError) -> [CourseSegment] {
    guard let course else { return try simpleCourse() }
    guard duration == nil, gait == nil, cadence == nil, stand.isEmpty else {
      throw ConfigurationError(
        "--course says everything about the course; leave out --duration, --gait, --cadence and --stand.")
    }
    return try CourseNotation(text: OptionText("--course", course, example: "run 60 @80-85, stand 10, walk 30"))
      .segments()
  }

  private func simpleCourse() throws(ConfigurationError) -> [CourseSegment] {
    let gait = gait ?? .running
    let seconds = duration ?? 60
    guard (0.1...86_400).contains(seconds) else {
      throw ConfigurationError("Duration \(seconds.short) s is outside 0.1–86400 s.")
    }
    var whole = CourseSegment(.moving(gait), seconds: seconds, stridesPerMinute: gait.usualStridesPerMinute)
    if let cadence {
      let text = OptionText("--cadence", cadence, example: "78-84")
      (whole.stridesPerMinute, whole.finalStridesPerMinute) = try text.change(cadence)
    }
    return try StandingSpells(stand).cut(out: whole)
  }
}

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
