import Biofeedback
import EMGUnits
import Testing

/// What is heard with an aim: success is the aim met, whatever the verdict.
@Suite struct CuePolicyAimTests {
  /// One stride: `+` met, `-` missed, `s` missed and silent, `w` missed and weak, `m` met though weak, `?` not held against
  /// the aim and firing, `S` silent without a level.
  private static let strides: [Character: (verdict: Verdict, isMet: Bool?)] = [
    "+": (.firing, true), "-": (.firing, false), "s": (.silent, false), "w": (.weak, false), "m": (.weak, true),
    "?": (.firing, nil), "S": (.silent, nil), "u": (.unusable, nil), "b": (.baseline, false),
  ]

  /// b below, s silent, r reward, . nothing.
  private func cues(_ strides: String, _ kind: CuePolicyKind, limit: Double = 3) throws -> String {
    var settings = FeedbackSettings()
    settings.policy = kind
    settings.limitSeconds = limit
    settings.aim = .maximum(0.15)
    var policy = CuePolicy(settings)
    var heard = ""
    for (index, letter) in strides.enumerated() {
      let stride = try #require(Self.strides[letter])
      let cue = policy.cue(for: stride.verdict, isAimMet: stride.isMet, at: 0.75 * Double(index))
      heard.append(cue?.rawValue.first ?? ".")
    }
    return heard
  }

  @Test func everyTellsEveryMissedStride() throws {
    #expect(try cues("+-+wsm?ub", .every) == ".b.bs...b")
  }

  @Test func whereTheAimCannotBeHeldTheVerdictDecides() throws { #expect(try cues("?S+S", .every) == ".s.s") }

  @Test func limitLetsOneThroughInItsTime() throws { #expect(try cues("---------", .limit) == "b...b...b") }

  /// A chronic runner, weak in every stride by verdict, can earn it.
  @Test func rewardCountsMetStrides() throws {
    #expect(try cues("mmmmmmmmmm", .reward) == "....r....r")
    #expect(try cues("mm-mmmmm", .reward) == ".......r")
    #expect(try cues("mmuumm?", .reward) == "......r")
  }

  @Test func pitchTellsNothing() throws { #expect(try cues("--ss++", .pitch) == "......") }

  @Test func fadedFadesWithMetStrides() throws {
    let good = String(repeating: "+", count: 60)
    #expect(try cues(good + "---", .faded).suffix(3) == "b..")
  }

  /// Two minutes at 80 strides a minute, silent or below from the first stride to the last.
  @Test(arguments: ["s", "-"]) func whoMissesAllRunIsNotFlooded(letter: String) throws {
    let heard = try cues(String(repeating: letter, count: 160), .faded)
    #expect(heard.prefix(10).allSatisfy { $0 != "." }, "the first ten are told")
    #expect((20...40).contains(heard.count { $0 != "." }), "\(heard)")
    // the last minute: one of eight
    #expect(heard.suffix(80).count { $0 != "." } == 10)
  }

  /// A good stride after a flood brings every one back.
  @Test func aGoodStrideEndsTheFlood() throws {
    let flood = String(repeating: "-", count: 60)
    #expect(try cues(flood + "+----", .faded).suffix(5) == ".bbbb")
  }
}
