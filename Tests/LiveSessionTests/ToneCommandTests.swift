import Biofeedback
import EMGUnits
import LiveSession
import Testing

/// What of the core's events is heard.
@Suite struct ToneCommandTests {
  private func decided(_ verdict: Verdict, glute: Float?, hamstring: Float?) -> PipelineEvent {
    .decided(leg: .left, stride: 3, verdict: verdict, glute: glute, hamstring: hamstring, frame: 9)
  }

  private func share(_ event: PipelineEvent) -> Float? {
    guard let command = ToneCommand(event, followsPitch: true), case .follow(let share) = command.action else {
      return nil
    }
    return share
  }

  @Test(arguments: CueKind.allCases)
  func aCueIsItsSoundOnItsSide(kind: CueKind) throws {
    let cue = Cue(kind: kind, leg: .right, stride: 5, frame: 77)
    let command = try #require(ToneCommand(.cue(cue), followsPitch: false, at: 123))
    guard case .start(kind) = command.action else {
      Issue.record("\(command)")
      return
    }
    #expect(command.leg == .right && command.decidedAt == 123)
  }

  @Test func aHeartbeatIsOnBothSides() throws {
    let command = try #require(ToneCommand(.heartbeat(frame: 3), followsPitch: false))
    guard case .start(.heartbeat) = command.action else {
      Issue.record("\(command)")
      return
    }
    #expect(command.leg == nil)
  }

  @Test func mostOfItIsNotHeard() {
    for event in [
      PipelineEvent.contact(leg: nil, stride: 1, time: 1, periodSeconds: 1), .lost(leg: nil),
      .trouble(leg: nil, flags: StrideFlags(), isLate: true, frame: 3),
    ] { #expect(ToneCommand(event, followsPitch: true) == nil) }
    #expect(ToneCommand(decided(.firing, glute: 1, hamstring: 1), followsPitch: false) == nil)
  }

  @Test func thePitchFollowsTheShareOfStridesThatAreJudged() {
    #expect(share(decided(.firing, glute: 1, hamstring: 3)) == 0.25)
    #expect(share(decided(.silent, glute: 0, hamstring: 1)) == 0)
    // a hamstring that cannot be trusted counts as at its reference
    #expect(share(decided(.weak, glute: 1, hamstring: nil)) == 0.5)
    #expect(share(decided(.firing, glute: nil, hamstring: 1)) == nil)
    #expect(share(decided(.firing, glute: 0, hamstring: 0)) == nil)
    #expect(share(decided(.unusable, glute: 1, hamstring: 1)) == nil)
    #expect(share(decided(.baseline, glute: 1, hamstring: 1)) == nil)
  }
}
