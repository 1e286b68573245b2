import Foundation
import TestSupport
import Testing

/// `live` on a sound card with a profile of another day does the fifteen seconds by itself, guided by tones.
@Suite struct LiveSqueezeTests {
  private let card: LiveCard

  /// A card on whose input somebody follows the tones, or does not, and then runs; beside it a profile of long ago.
  init() throws { card = try SqueezeCard.make(running: 40) }

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
    let idle = try SqueezeCard.make(running: nil)
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
