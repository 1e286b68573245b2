import EMGUnits
import RealtimeSupport
import SessionResults
import Streams
import TestSupport
import Testing

/// OSC messages as a program with liblo receives them.
@Suite struct OSCSinkTests {
  private let listener: OSCListener
  private let sink: OSCSink

  init() throws {
    listener = try #require(OSCListener())
    sink = try OSCSink(
      OSCAddress(parsing: "\(listener.port)").resolved(), scale: AmplitudeScale(fullScaleMillivolts: 4))
  }

  /// What one event brings.
  private func message(_ event: StreamEvent) throws -> OSCListener.Message {
    #expect(sink.send(event) == true)
    return try #require(listener.take(1).first)
  }

  @Test func aStrideIsOneMessage() throws {
    let message = try message(.stride(MadeEvents.stride(26, .silent, leg: .left), MadeEvents.moment))
    #expect(message.path == "/glutecue/stride" && message.types == "issffffffffist")
    #expect(
      message.values == [
        "26", "left", "silent", "19.5", "20.25", "80.0", "0.5", "1.0", "0.33333334", "1000.0", "2000.0", "-1", "",
      ])
  }

  @Test func whatIsNotKnownIsNoNumber() throws {
    let message = try message(.stride(MadeEvents.stride(1, .baseline, glute: nil), MadeEvents.moment))
    #expect(message.values[1...2] == ["", "baseline"])
    #expect(message.values[6] == "nan" && message.values[8] == "nan")
  }

  @Test func aCueIsOneMessage() throws {
    let message = try message(.cue(MadeEvents.cue, seconds: 21.875, glute: 0.25, MadeEvents.moment))
    #expect(message.path == "/glutecue/cue" && message.types == "ssifft")
    #expect(message.values == ["silent", "left", "26", "21.875", "0.25"])
  }

  @Test func aStateIsOneMessage() throws {
    let message = try message(.state(.fault, words: "glute: no signal", MadeEvents.moment))
    #expect(message.path == "/glutecue/state" && message.types == "ssft")
    #expect(message.values == ["fault", "glute: no signal", "12.0"])
  }

  @Test func theEnvelopeIsNotSent() {
    #expect(
      sink.send(.envelope(.init(seconds: 1, sampledAt: 0, first: .init(glute: 1, hamstring: 1), second: nil))) == nil)
  }

  /// The last argument is the moment of the decision on the clock of the wall.
  @Test func theTimeOfTheDecisionIsTold() throws {
    let decided = StreamMoment(monotonic: MonotonicClock.now() - 250_000_000, seconds: 1)
    let message = try message(.state(.running, words: "", decided))
    // a busy machine may deliver late, never early
    #expect(message.received - message.time > 0.2499 && message.received - message.time < 5)
  }
}
