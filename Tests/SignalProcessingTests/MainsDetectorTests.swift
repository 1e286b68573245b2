import SignalProcessing
import TestSupport
import Testing

/// What is no hum must be left alone.
@Suite struct MainsDetectorTests {
  /// Seeds of a minute each; every look of a minute counts.
  private static let minutes = 20
  /// Enough for early looks, at 1 and 2 s, that are mistaken: about one in 6000, and one in this sequence.
  private static let starts = 2000

  private func finds(_ samples: [Float], rate: Double) -> Bool {
    var notch = MainsNotch(rate: rate)
    var detector = MainsDetector(rate: rate, mains: 0, highest: 480)
    detector.process(samples, length: samples.count, notch: &notch)
    return detector.nominal > 0
  }

  @Test(arguments: [1000.0, 2000, 2205])
  func whiteNoiseIsNoHum(rate: Double) {
    for seed in 0..<UInt64(Self.minutes) {
      let noise = SeededNoise.normal(seed: 1000 + seed, count: Int(60 * rate))
      #expect(!finds(noise, rate: rate), "seed \(1000 + seed)")
    }
  }

  @Test func anEarlyMistakeIsTakenBackAtTheFirstFullLook() {
    var noise = SeededNoise(seed: 4711)
    var (early, late) = (0, 0)
    for _ in 0..<Self.starts {
      let samples = (0..<9000).map { _ in noise.uniform() }
      if finds(Array(samples.prefix(8100)), rate: 2000) { early += 1 }
      if finds(samples, rate: 2000) { late += 1 }
    }
    #expect(early > 0)
    #expect(late == 0)
  }

  @Test func burstsOfNoiseAreNoHum() {
    for seed in 0..<UInt64(Self.minutes) {
      #expect(!finds(emgLikeNoise(seed: 2000 + seed, count: 120_000, rate: 2000), rate: 2000), "seed \(2000 + seed)")
    }
  }

  @Test(.needsRealRecordings, arguments: ["run-p0001", "walk-id0012"], [SignalChain.Mode.live, .offline])
  func cleanRecordingsAreLeftAlone(name: String, mode: SignalChain.Mode) throws {
    let recording = try RecordedFrames(name + ".wav")
    var rig = try ChainRig(rate: recording.rate, channelCount: recording.channelCount, mode: mode, mains: 0)
    let run = rig.process(recording.raw)
    #expect(run.hum.allSatisfy { $0 == 0 })
    // live, an early look may have been mistaken for three seconds
    #expect(mode == .live || run.humFound.allSatisfy { $0 == nil })
  }

  @Test(arguments: ["healthy", "glute-stops"], [SignalChain.Mode.live, .offline])
  func cleanSamplesAreLeftAlone(name: String, mode: SignalChain.Mode) throws {
    let recording = try RecordedFrames(sample: name + ".wav")
    var rig = try ChainRig(rate: recording.rate, channelCount: recording.channelCount, mode: mode, mains: 0)
    let run = rig.process(recording.raw)
    #expect(run.hum.allSatisfy { $0 == 0 })
    #expect(mode == .live || run.humFound.allSatisfy { $0 == nil })
  }

  /// Mains hum on both electrodes, as it was simulated.
  @Test func aSampleWithHumHums() throws {
    let recording = try RecordedFrames(sample: "electrode-off.wav")
    var rig = try ChainRig(rate: recording.rate, channelCount: recording.channelCount, mode: .offline, mains: 0)
    let run = rig.process(recording.raw)
    for hum in run.hum { #expect(abs(hum - 50) < 0.1) }
  }

  /// Real electrodes with and without hum, as labelled by eye.
  @Test(
    .needsRealRecordings,
    arguments: [
      ("hc030a05_straight", 0, false), ("hc030a05_straight", 1, true), ("hc030a22_turn", 0, false),
      ("hc031a06_straight", 1, false), ("hc031a23_turn", 1, false), ("hc036a10_straight", 0, false),
      ("hc039a17_straight", 0, false), ("hc039a17_straight", 1, true),
    ])
  func realElectrodesHumWhereTheyDo(name: String, channel: Int, hums: Bool) throws {
    let recording = try RecordedFrames("faults/\(name).wav")
    var rig = try ChainRig(rate: recording.rate, mode: .offline, mains: 0)
    let run = rig.process([recording.channel(channel)])
    #expect((run.hum[0] > 0) == hums)
  }
}
