import Biofeedback
import EMGUnits
import Testing

/// The first part of each minute is heard, the rest is judged in silence.
@Suite struct FeedbackShareTests {
  @Test func theFirstPartOfEachMinuteIsHeard() {
    let share = FeedbackShare(0.25)
    for minute in 0..<200 {
      let start = 60 * Double(minute)
      #expect(share.isHeard(at: start) && share.isHeard(at: start + 14.999))
      #expect(!share.isHeard(at: start + 15) && !share.isHeard(at: start + 59.999))
    }
  }

  @Test func noneAndAllOfIt() {
    for seconds in [0, 0.001, 59, 60, 1e9] {
      #expect(!FeedbackShare(0).isHeard(at: seconds))
      #expect(FeedbackShare(1).isHeard(at: seconds) && FeedbackShare(.nan).isHeard(at: seconds))
    }
    #expect(FeedbackShare(1).isAll && !FeedbackShare(0).isAll && !FeedbackShare(0.99).isAll)
  }

  private static let secondsAStride = 0.75

  /// b below, s silent, r reward, . nothing; strides of 0.75 s, 80 a minute.
  private func cues(_ strides: String, _ kind: CuePolicyKind, share: Double) -> String {
    var settings = FeedbackSettings()
    settings.policy = kind
    settings.limitSeconds = 3
    settings.share = share
    settings.aim = .maximum(0.15)
    var policy = CuePolicy(settings)
    var heard = ""
    for (index, letter) in strides.enumerated() {
      let cue = policy.cue(for: .firing, isAimMet: letter == "+", at: Self.secondsAStride * Double(index))
      heard.append(cue?.rawValue.first ?? ".")
    }
    return heard
  }

  private func many(_ letter: Character, _ count: Int) -> String { String(repeating: letter, count: count) }

  @Test func everyTellsTheFailuresOfItsPartOnly() {
    #expect(cues(many("-", 160), .every, share: 0.5) == many("b", 40) + many(".", 40) + many("b", 40) + many(".", 40))
    #expect(cues(many("-", 160), .every, share: 0) == many(".", 160))
    #expect(cues(many("-", 160), .every, share: 1) == many("b", 160))
  }

  /// Performance in silence counts: who does well there is told rarely when feedback comes back.
  @Test func fadedFollowsTheSilentPartToo() {
    let heard = cues(many("-", 8) + many("+", 72) + many("-", 6), .faded, share: 0.1)
    #expect(heard.prefix(8) == "bbbbbbbb", "six seconds: eight strides")
    #expect(heard.suffix(6).first == "b" && heard.suffix(6).count { $0 == "b" } < 4)
  }

  @Test func rewardsAreSilentOutsideItsPart() {
    #expect(cues(many("+", 80), .reward, share: 0.5).count { $0 == "r" } == 8)
    #expect(cues(many("+", 80), .reward, share: 0) == many(".", 80))
  }

  @Test func pitchNeverPauses() {
    var settings = FeedbackSettings()
    settings.policy = .pitch
    #expect(settings.followsPitch)
    settings.share = 0
    #expect(!settings.followsPitch)
  }

  /// Everything that the simulated run tells, with a tick every 3 s; each share in other blocks.
  private func events(share: Double) throws -> [PipelineEvent] {
    var feedback = FeedbackSettings()
    feedback.heartbeatSeconds = 3
    feedback.share = share
    return try Session(mode: .live, cut: .random(seed: UInt64(10 * share)), feedback: feedback).events
  }

  /// The frames of the run at which something but a fault is heard.
  private func heard(_ events: [PipelineEvent]) -> [Int] {
    let frames: [Int] = events.compactMap { event in
      switch event {
      case .cue(let cue): cue.kind == .fault ? nil : cue.frame
      case .heartbeat(let frame): frame
      default: nil
      }
    }
    // what comes behind the end nobody hears
    return frames.filter { $0 < SimulatedRun.frameCount }
  }

  /// Cues, recoveries and ticks of a run with silent strides and a stop; strides are the same whatever is heard.
  @Test func aRunIsJudgedAlikeAndHeardInPart() throws {
    let all = try events(share: 1)
    let part = try events(share: 0.4)
    let none = try events(share: 0)
    let late = Int(24 * SimulatedRun.rate.value)
    #expect(heard(all).contains { $0 > late } && heard(all).contains { $0 < late })
    #expect(heard(part) == heard(all).filter { $0 < late })
    #expect(heard(none).isEmpty)
    for events in [part, none] {
      let judged = { (events: [PipelineEvent]) in
        events.filter { if case .cue = $0 { false } else if case .heartbeat = $0 { false } else { true } }
          .map { "\($0)" }
      }
      #expect(judged(events) == judged(all))
    }
  }
}
