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

  @Flag(
    help:
      "The fifteen seconds of calibrate --quick instead of a run, by the person of --seed; with --day, with that day's electrodes. Squeezes repeat with a CV of 10 % within and 15 % between days. Also writes NAME.steps.csv."
  )
  var quick = false

  @Option(
    help: ArgumentHelp(
      "What goes wrong in the calibration: swapped (channels the wrong way round), loose (the glute's electrode comes off), clipped (gain "
        + "too high), lazy (no maximal effort), dead (no hamstring signal) or idle (nothing is contracted).",
      valueName: "kind"))
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
    guard calibration || quick else {
      guard calibrationFault == nil, protocolFile == nil else {
        throw ConfigurationError("--calibration-fault and --protocol belong to --calibration.")
      }
      return nil
    }
    guard !(calibration && quick) else {
      throw ConfigurationError("--calibration and --quick are both given. Say one of them.")
    }
    guard !(quick && protocolFile != nil) else {
      throw ConfigurationError("--quick has a protocol of its own: leave out --protocol.")
    }
    guard !isRunDescribed else {
      throw ConfigurationError(
        "\(quick ? "--quick" : "--calibration") follows its protocol: leave out what describes a run (--duration, --gait, --cadence, --stand, --course, "
          + "--fade, --runner, --fault and the like). --seed chooses the person.")
    }
    let plan = try protocolFile.map { try PlanFile(path: $0).plan() } ?? (quick ? .quick : .standard)
    var rehearsal = Rehearsal(
      plan, map: try ChannelMap(parsing: recording.map).withGluteOrHamstring(), sampleRate: Hertz(recording.sampleRate),
      seed: seed, fullScaleMillivolts: recording.fullScaleMv, fault: calibrationFault,
      habit: try habit(glute, signal), day: try signal.electrodes.electrodeDay())
    signal.electrodes.applyGains(to: &rehearsal.plan)
    return rehearsal
  }

  private func habit(_ glute: GluteOptions, _ signal: SignalOptions) throws(ConfigurationError) -> Rehearsal.Habit {
    let levels = [try glute.habitualLevel(), try signal.habitualLevel()].compactMap(\.self)
    guard levels.count < 2 else {
      throw ConfigurationError("--amplitude says how much the glute does in running; leave out --weak and --silent.")
    }
    return levels.first.map(Rehearsal.Habit.init) ?? .healthy
  }
}
