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
        "--course describes the whole course; leave out --duration, --gait, --cadence and --stand.")
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

/// What happens to the glute: which strides it is silent or weak in.
struct GluteOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Strides in which the glute does not fire: 18-25,40. Strides count from 1; left:18-25 is of the left leg only. With "
        + "--calibration: --silent alone, of a person whose glute does not fire in running.",
      valueName: "strides"))
  var silent: [String] = []

  @Option(
    help: ArgumentHelp(
      "Strides in which the glute fires at a part of its usual amplitude: 30-40:0.5. With --calibration: the whole person, --weak or --weak 0.25.",
      valueName: "strides:factor"))
  var weak: [String] = []

  @Option(
    help: ArgumentHelp(
      "Strides over which the glute goes from one part of its amplitude to another: 50-80:1-0.2.",
      valueName: "strides:from-to"))
  var fade: [String] = []

  @Option(
    help: ArgumentHelp(
      "Factor on the hamstring in all these strides, above 1 when it takes over.", valueName: "factor"))
  var takeOver = 1.0

  /// What a person is like in a calibration, where strides are not counted: how much the glute works in running, of what it
  /// does when all is well; nil where neither `--weak` nor `--silent` is given.
  func habitualLevel() throws(ConfigurationError) -> Double? {
    if silent == [BareOptions.whole] && weak.isEmpty { return 0 }
    guard silent.isEmpty else {
      throw ConfigurationError(
        "With --calibration --silent takes no strides and goes without --weak: the whole person is "
          + "silent.")
    }
    guard let word = weak.first else { return nil }
    guard weak.count == 1 else { throw ConfigurationError("--weak is given \(weak.count) times; once is enough.") }
    if word == BareOptions.whole { return Self.weakLevel }
    let text = OptionText("--weak", word, example: "0.25")
    let level = try text.number(word)
    guard (0...2).contains(level) else { throw text.refused("Expected: a part from 0 to 2.") }
    return level
  }

  /// A glute that has not done its part for a year (assumed).
  private static let weakLevel = 0.25

  /// Something happens to the glute in some strides, which a calibration does not know of.
  var isOfARun: Bool { !fade.isEmpty || takeOver != 1 }

  /// Something happens to the glute.
  var isGiven: Bool { !(silent + weak + fade).isEmpty || takeOver != 1 }

  private var notations: [GluteEventNotation] {
    silent.map { GluteEventNotation(text: OptionText("--silent", $0, example: "18-25,40"), factor: .silent) }
      + weak.map { GluteEventNotation(text: OptionText("--weak", $0, example: "30-40:0.5"), factor: .constant) }
      + fade.map { GluteEventNotation(text: OptionText("--fade", $0, example: "50-80:1-0.2"), factor: .changing) }
  }

  /// All of them.
  func events() throws(ConfigurationError) -> [GluteEvent] {
    var events: [GluteEvent] = []
    for notation in notations { events += try notation.events(hamstringFactor: takeOver) }
    return events
  }

  /// Refuses what would not happen because the recording is over before.
  func check(against strides: [TruthStride]) throws(ConfigurationError) {
    for notation in notations {
      for event in try notation.events(hamstringFactor: takeOver) {
        let last = strides.filter { event.side == nil || $0.leg == event.side }.map(\.index).max() ?? 0
        guard event.strides.lowerBound <= last else {
          throw notation.text.refused(
            "Stride \(event.strides.lowerBound) is beyond the end; the recording has \(last) whole strides.")
        }
      }
    }
  }
}
