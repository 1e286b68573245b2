import Biofeedback
import LiveSession
import Streams
import Testing

/// What is sent of what happens.
@Suite struct StreamTranslationTests {
  private var translation = StreamTranslation(startedAt: 1_000_000_000, sendsEnvelope: false)

  /// The words of the events.
  private mutating func sent(_ happening: LiveSession.Happening) -> [String] {
    let (first, second) = translation.events(happening)
    return [first, second].compactMap { $0 }.map { event in
      switch event {
      case .stride(let stride, let moment): "stride \(stride.number) at \(moment.seconds)"
      case .cue(let cue, let seconds, _, let moment): "cue \(cue.kind.rawValue) at \(seconds), told \(moment.seconds)"
      case .state(let state, let words, let moment): "\(state.rawValue) “\(words)” at \(moment.seconds)"
      case .envelope: "envelope"
      }
    }
  }

  @Test mutating func aSession() {
    #expect(sent(.arrived(at: 2_000_000_000, seconds: 1.5)) == [])
    #expect(sent(.stride(MadeEvents.stride(1, .baseline))) == ["strides “” at 1.5", "stride 1 at 1.5"])
    #expect(sent(.arrived(at: 3_000_000_000, seconds: 2.5)) == [])
    #expect(sent(.stride(MadeEvents.stride(2, .firing))) == ["stride 2 at 2.5"])
    #expect(sent(.cue(MadeEvents.cue, seconds: 2.4, glute: 0)) == ["cue silent at 2.4, told 2.5"])
    #expect(
      sent(.trouble(leg: .left, StrideFlags(), isLate: true, seconds: 2)) == [
        "fault “left the muscles work, but no stride can be judged” at 2.5"
      ])
    #expect(sent(.stride(MadeEvents.stride(3, .unusable))) == ["stride 3 at 2.5"])
    #expect(sent(.stride(MadeEvents.stride(4, .firing))) == ["strides “” at 2.5", "stride 4 at 2.5"])
    #expect(sent(.lost) == ["no-strides “” at 2.5"])
    #expect(sent(.lost) == [])
    #expect(sent(.input(.resumed(lostSeconds: 1.5), seconds: 3)) == ["input “input: back, 1.5 s lost” at 2.5"])
    #expect(sent(.tone(.back, seconds: 3)) == ["headphones “tone: the headphones are back” at 2.5"])
    #expect(sent(.marked(seconds: 3)) == ["mark “” at 2.5"])
    #expect(sent(.time(seconds: 3)) == [] && sent(.running(["Input."])) == [])
  }

  @Test func theEnvelopeIsSentWhereItIsWanted() {
    let point = EnvelopePoint(seconds: 1, sampledAt: 0, first: .init(glute: 1, hamstring: 1), second: nil)
    for isWanted in [true, false] {
      var translation = StreamTranslation(startedAt: 0, sendsEnvelope: isWanted)
      #expect((translation.events(.envelope(point)).0 != nil) == isWanted)
    }
  }

  @Test func aSecondOfTheInputHasItsMonotonicTime() {
    #expect(MadeEvents.moment.monotonic(atInput: 11.5) == 4_500_000_000)
  }
}
