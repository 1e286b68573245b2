import CalibrationProtocol
import EMGUnits

/// Trials as a test wants them.
enum MadeTrial {
  static let input: CalibrationInput = {
    let map = try? ChannelMap(parsing: "glute=1,hamstring=2")
    return CalibrationInput(
      sampleRate: 1000, channelCount: 2, map: map!, fullScaleMillivolts: 5)
  }()

  static func channel(_ role: String, best: Double, held: Double = 4, clipped: Double = 0) -> TrialMeasurement.Channel {
    TrialMeasurement.Channel(
      role: role, best: best, heldSeconds: held, quiet: 0.001, raw: best + 0.002, clippedShare: clipped,
      invalidSamples: 0, joltShare: 0, mainsHertz: nil, onsetSeconds: nil)
  }

  static func trial(
    _ condition: String = "", glute: Double, hamstring: Double, held: Double = 4, clipped: Double = 0,
    shared: Double = 0
  ) -> TrialMeasurement {
    TrialMeasurement(
      condition: condition,
      channels: [channel("glute", best: glute, held: held, clipped: clipped), channel("hamstring", best: hamstring)],
      sharedSignal: shared)
  }

  static let rest = TrialOutcome.rest(
    trial(glute: 0.001, hamstring: 0.001), noise: ["glute": 0.001, "hamstring": 0.001])
}
