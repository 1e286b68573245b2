import EMGUnits
import Foundation
import Simulation
import TestSupport
import Testing

/// `live` on a sound card with a profile of another day does the fifteen seconds by itself, guided by tones.
@Suite struct LiveSqueezeTests {
  /// Device seconds in one on the wall.
  private static let speed = 4.0
  private static let rate = 8000
  /// Start tones of the four contractions, and their length: as the protocol says, counted from the card's first frame.
  private static let starts = [1.5, 5.3, 9.1, 12.9]
  private static let seconds = 2.0
  private static let runFrom = 17.0

  private let card: LiveCard

  /// A card on whose input somebody follows the tones, or does not, and then runs; beside it a profile of long ago.
  init() throws { card = try Self.card(squeezes: true) }

  private static func card(squeezes: Bool) throws -> LiveCard {
    var plan = SimulationPlan(
      sampleRate: Hertz(Double(rate)), channels: try ChannelMap(parsing: LiveCard.two),
      course: squeezes ? [.standing(seconds: runFrom), .running(seconds: 40)] : [.standing(seconds: 60)])
    CalibrationPerson(seed: 7).apply(to: &plan)
    plan.contractions =
      squeezes
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
    let card = try LiveCard(device)
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

  private func live(_ card: LiveCard, _ more: String...) throws -> GlutecueProcess.Result {
    try card.live(
      ["--profile", "calibration/profile.json", "--duration", "24", "--buffer", "5000", "--no-history"] + more,
      tone: true)
  }

  @Test func theSqueezesComeFirstAndTheSessionKeepsTheScaledProfile() throws {
    let before = try card.folder.bytes("calibration/profile.json")
    let result = try live(card)
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(
      result.standardOutput.hasPrefix(
        "Before the run: two squeezes and two curls, guided by tones. --no-squeeze starts at once.\n"))
    #expect(
      result.standardOutput.contains("Each electrode answers to its own muscle: glute "), "\(result.standardOutput)")
    #expect(result.standardOutput.contains("The profile is scaled by that."))
    #expect(try card.folder.bytes("calibration/profile.json") == before, "the user's file stays as it is")
    let kept = String(decoding: try card.folder.bytes("session/profile.json"), as: UTF8.self)
    #expect(kept.contains("\"today\" : {"))
    let strides = try StrideTableFile(card.folder["session/strides.csv"]).rows
    #expect(strides.count { $0["verdict"] == "firing" } > 3, "\(strides.count)")
    let summary = String(decoding: try card.folder.bytes("session/summary.json"), as: UTF8.self)
    #expect(summary.contains("\"basis\" : \"proven\""))
    let again = try GlutecueProcess.run(
      [
        "live", "--input", "wav:session/recording.wav", "--config", "session/settings.yaml", "--pace", "none",
        "--no-history", "--output", "again",
      ], in: card.folder.path)
    #expect(again.exitCode == 0, "\(again.standardError)")
    for name in ["strides.csv", "cues.csv"] {
      #expect(try card.folder.bytes("again/" + name) == card.folder.bytes("session/" + name), "\(name)")
    }
  }

  @Test func whoDoesNotSqueezeRunsWithTheWordsOfIt() throws {
    let idle = try Self.card(squeezes: false)
    let result = try live(idle, "--duration", "3")
    let words =
      "The squeezes at the start could not be used, so the first strides set the levels: Neither muscle answered"
    #expect(result.standardOutput.contains(words), "\(result.standardOutput)\(result.standardError)")
    #expect(String(decoding: try idle.folder.bytes("session/summary.json"), as: UTF8.self).contains(words))
  }

  @Test func withNoSqueezeItBeginsAtOnce() throws {
    let result = try live(card, "--no-squeeze", "--duration", "2")
    #expect(!result.standardOutput.contains("squeezes and two curls"))
    #expect(result.standardOutput.hasPrefix("Input alsa:"), "\(result.standardOutput)")
  }
}
