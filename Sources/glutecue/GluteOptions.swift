import ArgumentParser
import EMGUnits
import Simulation

/// What happens to the glute: which strides it is silent or weak in.
struct GluteOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Strides in which the glute does not fire: 18-25,40. Strides count from 1; left:18-25 is of the left leg only.",
      valueName: "strides"))
  var silent: [String] = []

  @Option(
    help: ArgumentHelp(
      "Strides in which the glute fires at a part of its usual amplitude: 30-40:0.5.", valueName: "strides:factor"))
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
