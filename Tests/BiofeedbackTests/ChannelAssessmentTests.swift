import Biofeedback
import EMGUnits
import TestSupport
import Testing

/// What a channel was like over a whole session, in one word.
@Suite struct ChannelAssessmentTests {
  private let leg = MadeLeg(seconds: 20)

  private func assessments(_ channels: [[Float]]) throws -> [ChannelAssessment] {
    try AnalysedRun(
      interleaved(channels), channelCount: channels.count, rate: MadeLeg.rate, map: "glute=1,hamstring=2",
      mode: .offline
    ).assessments
  }

  private func glute(_ samples: [Float]) throws -> ChannelAssessment {
    try assessments([samples, leg.hamstring(seed: 2)])[0]
  }

  @Test func burstsAboveRestAreUsable() throws {
    let found = try glute(leg.glute(seed: 1))
    #expect(found.state == .usable && found.isUsable && found.swing > 5 && found.channel == 1)
    #expect(found.role == ChannelRole(.muscle(.gluteusMaximus)) && found.invalidSamples == 0 && found.copyOf == nil)
  }

  @Test func silenceIsDead() throws {
    let found = try glute([Float](repeating: 0, count: leg.count))
    #expect(found.state == .dead && !found.isUsable)
  }

  @Test func theEndOfTheRangeIsClipped() throws {
    let loud = leg.glute(seed: 1, height: 3).map { max(-1, min(1, $0)) }
    let found = try glute(loud)
    #expect(found.state == .clipped && found.clippedShare > 0.01 && !found.isUsable)
  }

  @Test func whatIsNoNumberIsInvalid() throws {
    let found = try glute([Float](repeating: .nan, count: leg.count))
    #expect(found.state == .invalid && found.invalidSamples == leg.count && found.firstInvalidSeconds == 0)
  }

  @Test func oneSignalOnBothIsACopy() throws {
    let one = leg.glute(seed: 1)
    let both = try assessments([one, one.map { 0.5 * $0 }])
    #expect(both.map(\.state) == [.copied, .copied] && both.map(\.copyOf) == [2, 1])
  }

  @Test func humIsToldWithItsFrequency() throws {
    let line = Tone(hertz: 50, rate: MadeLeg.rate).samples(count: leg.count, amplitude: 0.05)
    let found = try glute(zip(leg.glute(seed: 1), line).map { $0 + $1 })
    #expect(found.state == .hum && abs((found.mainsHertz ?? 0) - 50) < 0.05 && found.isUsable)
  }
}
