import ArgumentParser
import EMGUnits
import Simulation

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
