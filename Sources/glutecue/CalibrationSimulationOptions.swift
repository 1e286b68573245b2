import ArgumentParser
import CalibrationFiles
import CalibrationProtocol
import EMGUnits
import Rehearsal

extension Rehearsal.Fault: ExpressibleByArgument {}

/// A whole calibration instead of a run.
struct CalibrationSimulationOptions: ParsableArguments {
  @Flag(
    help:
      "A whole calibration instead of a run: another --seed, another person. Also writes NAME.steps.csv, when each trial is."
  )
  var calibration = false

  @Option(
    help: ArgumentHelp(
      "What goes wrong in the calibration: swapped (channels exchanged), loose (the glute's electrode comes off), clipped (gain "
        + "too high), lazy (no maximal effort) or dead (no hamstring signal).", valueName: "kind"))
  var calibrationFault: Rehearsal.Fault?

  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp("The protocol that is followed, in YAML. (default: the standard one)", valueName: "file"))
  var protocolFile: String?

  /// The calibration; nil when a run is wanted.
  func rehearsal(
    _ recording: SimulationFileOptions, seed: UInt64, isRunDescribed: Bool, glute: GluteOptions,
    signal: SignalOptions
  ) throws -> Rehearsal? {
    guard calibration else {
      guard calibrationFault == nil, protocolFile == nil else {
        throw ConfigurationError("--calibration-fault and --protocol belong to --calibration.")
      }
      return nil
    }
    guard !isRunDescribed else {
      throw ConfigurationError(
        "--calibration follows its protocol: leave out what describes a run (--duration, --gait, --cadence, --stand, --course, "
          + "--fade, --runner, --fault and the like). --seed chooses the person.")
    }
    let plan = try protocolFile.map { try PlanFile(path: $0).plan() } ?? .standard
    return Rehearsal(
      plan, map: try ChannelMap(parsing: recording.map).withGluteOrHamstring(), sampleRate: Hertz(recording.sampleRate),
      seed: seed, fullScaleMillivolts: recording.fullScaleMv, fault: calibrationFault,
      habit: try habit(glute, signal))
  }

  private func habit(_ glute: GluteOptions, _ signal: SignalOptions) throws(ConfigurationError) -> Rehearsal.Habit {
    let levels = [try glute.habitualLevel(), try signal.habitualLevel()].compactMap(\.self)
    guard levels.count < 2 else {
      throw ConfigurationError("--amplitude says how much the glute does in running; leave out --weak and --silent.")
    }
    return levels.first.map(Rehearsal.Habit.init) ?? .healthy
  }
}
