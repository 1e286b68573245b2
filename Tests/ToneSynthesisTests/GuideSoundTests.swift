import EMGUnits
import Testing
import ToneSynthesis

@Suite struct GuideSoundTests {
  private static let rate: Hertz = 48_000

  @Test(arguments: GuideSound.allCases)
  func isHeardAtOnceAndNeverClips(sound: GuideSound) {
    let samples = sound.samples(at: Self.rate)
    #expect(samples.first != 0)
    #expect(samples.allSatisfy { abs($0) <= Float(CueSound.peakAmplitude) })
    #expect(samples.contains { abs($0) > 0.3 })
  }

  @Test func eachSoundIsAnother() {
    let all = GuideSound.allCases.map { $0.samples(at: Self.rate) }
    for (index, samples) in all.enumerated() { #expect(!all[..<index].contains(samples)) }
  }

  @Test func threeCountdownTonesLeaveRoomForEachOther() {
    #expect(Double(GuideSound.countdown.samples(at: Self.rate).count) / Self.rate.value < 0.5)
  }
}
