import CalibrationProtocol
import EMGUnits
import Rehearsal
import Simulation

/// The simulator's drive is of the whole spectrum; a reference is of the band. Both muscles have the same spectrum.
enum InBandTruth {
  /// In-band RMS of simulated EMG whose whole RMS is 1, from 30 s of one steady contraction without noise.
  private static let share: Double = {
    do {
      let map = try ChannelMap(parsing: "glute=1")
      var plan = SimulationPlan(sampleRate: 2000, channels: map, course: [.standing(seconds: 32)])
      plan.electrodeNoiseMicrovolts = 0
      plan[.gluteusMaximus].tonic = 0
      let parts = [Muscle.gluteusMaximus: Contraction.Part(microvolts: 400)]
      plan.contractions = [Contraction(startSeconds: 0, endSeconds: 32, parts: parts)]
      var simulator = try EMGSimulator(plan)
      let samples = simulator.render(frames: simulator.frameCount)
      let signals = try StretchSignals(
        RawStretch(channelCount: 1, samples: samples),
        input: CalibrationInput(sampleRate: 2000, channelCount: 1, map: map))
      let steady = signals.channels[0].emg[2000..<62_000]
      let power = steady.reduce(0) { $0 + Double($1) * Double($1) } / Double(steady.count)
      let drive = stride(from: 1.0, to: 31.0, by: 0.01).map { plan.contractions[0].microvolts(.gluteusMaximus, at: $0) }
      return 5000 * power.squareRoot() / (drive.reduce(0) { $0 + $1 * $1 } / Double(drive.count)).squareRoot()
    } catch {
      return .nan
    }
  }()

  /// The highest 500 ms mean of a muscle in its own maximum steps, microvolts in the band.
  static func highest(of role: ChannelRole, in rehearsal: Rehearsal) throws -> Double {
    let own = rehearsal.truths.filter { $0.trial.step.hasPrefix(role.description + "-") }
    return share * (own.compactMap { $0.microvolts[role] }.max() ?? .nan)
  }
}
