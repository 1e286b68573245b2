import Biofeedback
import LiveSession
import LiveDisplay
import Testing

/// The picture follows what happens.
@Suite struct SessionPictureTests {
  @Test func onlyTheLastStridesAreKept() throws {
    var picture = MadePicture.empty()
    for number in 1...100 { picture.take(.stride(MadePicture.stride(number, .firing, glute: 1))) }
    let leg = try #require(picture.legs.first)
    #expect(leg.bars.map(\.number) == Array(61...100))
    #expect(leg.strideCount == 100 && leg.counts == [.firing: 100])
  }

  @Test func theVersionGrowsWithWhatChangesButNotWithTime() {
    var picture = MadePicture.empty()
    let before = picture.version
    picture.take(.time(seconds: 3))
    #expect(picture.version == before && picture.seconds == 3)
    picture.take(.marked(seconds: 3))
    #expect(picture.version > before && picture.markCount == 1 && picture.latestMark == 3)
  }

  @Test func aLostRhythmHasNoCadence() throws {
    var picture = MadePicture.empty()
    picture.take(.stride(MadePicture.stride(1, .firing, glute: 1)))
    #expect(picture.legs.first?.cadence == 80)
    picture.take(.lost)
    #expect(picture.legs.first?.cadence == nil && picture.legs.first?.hasRhythm == false)
  }

  @Test func troubleGoesWithTheFirstStrideThatCanBeJudged() {
    var picture = MadePicture.empty()
    var flags = StrideFlags()
    flags.glute = .clipped
    picture.take(.trouble(leg: nil, flags, isLate: false, seconds: 1))
    #expect(picture.legs.first?.trouble == "glute: clipped")
    picture.take(.stride(MadePicture.stride(1, .unusable, glute: nil)))
    #expect(picture.legs.first?.trouble == "this stride cannot be judged")
    picture.take(.stride(MadePicture.stride(2, .firing, glute: 1)))
    #expect(picture.legs.first?.trouble == nil)
  }

  /// A stride in which the muscle hardly worked says nothing of what it usually does.
  @Test func referencesAreThoseOfTheLatestStrideInWhichTheMuscleWorked() {
    var picture = MadePicture.empty()
    #expect(picture.legs.first?.references.glute == nil)
    for (number, glute) in [(1, Float(1)), (2, 0.5), (3, 0.0625)] {
      var stride = MadePicture.stride(number, .firing, glute: glute)
      stride.muscles[0]?.level = 0.03125 * glute
      picture.take(.stride(stride))
    }
    #expect(picture.legs.first?.references.glute == 0.03125)
    #expect(picture.legs.first?.references.hamstring == nil)
  }

  @Test func aDriverThatAnswersAgainIsWellAgain() {
    var picture = MadePicture.empty()
    picture.take(.input(.hung, seconds: 1))
    #expect(!picture.health.isGood)
    let leg = EnvelopePoint.Leg(glute: 0.1, hamstring: nil)
    picture.take(.envelope(EnvelopePoint(seconds: 2, sampledAt: 0, first: leg, second: nil)))
    #expect(picture.health.isGood)
  }

  @Test func onlyTheLatestMessagesAreKept() {
    var picture = MadePicture.empty()
    for second in 1...20 { picture.take(.marked(seconds: Double(second))) }
    #expect(picture.messages.map(\.seconds) == (13...20).map(Double.init))
  }
}
