import EMGUnits
import Foundation
import Simulation
import TestSupport
import Testing

/// A card on whose input somebody follows the tones of the fifteen seconds and then runs; beside it a profile of long ago.
enum SqueezeCard {
  /// Device seconds in one on the wall.
  private static let speed = 4.0
  private static let rate = 8000
  /// Start tones of the four contractions, and their length: as the protocol says, counted from the card's first frame.
  private static let starts = [1.5, 5.3, 9.1, 12.9]
  private static let seconds = 2.0
  private static let runFrom = 17.0

  /// The device alone: standing, squeezes and curls in turn from these seconds on, then running.
  ///
  /// - Parameter running: seconds of running after the squeezes; nil for somebody who stands and does nothing.
  static func device(
    starts: [Double] = starts, runFrom: Double = runFrom, running: Double?
  ) throws -> VirtualDevice {
    var plan = SimulationPlan(
      sampleRate: Hertz(Double(rate)), channels: try ChannelMap(parsing: LiveCard.two),
      course: running.map { [.standing(seconds: runFrom), .running(seconds: $0)] } ?? [.standing(seconds: 60)])
    CalibrationPerson(seed: 7).apply(to: &plan)
    plan.contractions =
      running != nil
      ? starts.enumerated().map { index, start in
        Contraction(
          startSeconds: start + 0.2, endSeconds: start + 0.2 + seconds,
          parts: index.isMultiple(of: 2)
            ? [.gluteusMaximus: .init(microvolts: 80)] : [.hamstrings: .init(microvolts: 220)])
      } : []
    var simulator = try EMGSimulator(plan)
    let samples = simulator.render(frames: simulator.frameCount).map { Int16(($0 * 32_767).rounded()) }
    var device = VirtualDevice(input: .int16(samples))
    device.format = .s16
    device.rates = [rate]
    device.speed = speed
    return device
  }

  /// A card with that device.
  static func make(running: Double?) throws -> LiveCard {
    let card = try LiveCard(device(running: running))
    for arguments in [
      ["simulate", "--calibration", "--seed", "7", "--output", "me.wav"],
      ["calibrate", "--input", "wav:me.wav", "--pace", "none", "--output", "calibration"],
    ] { #expect(try GlutecueProcess.run(arguments, in: card.folder.path).exitCode == 0) }
    let path = card.folder["calibration/profile.json"]
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing(#/"date" : "\d{4}/#, with: "\"date\" : \"2020").write(
      toFile: path, atomically: true, encoding: .utf8)
    return card
  }
}
