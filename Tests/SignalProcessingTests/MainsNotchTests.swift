import EMGUnits
import SignalProcessing
import TestSupport
import Testing

@Suite struct MainsNotchTests {
  /// Share of the EMG's power that all notches together may cost.
  private static let highestCost = 0.04
  /// The same for 30 s of one muscle, whose power near a line is what it happens to be: the glute's is 4.6 % at 50 Hz.
  private static let highestCostOfARun = 0.05

  /// All lines of a mains frequency that the detector would remove.
  private func notch(_ hertz: Double, rate: Double) -> MainsNotch {
    var notch = MainsNotch(rate: rate)
    var order = 1
    while Double(order) * hertz < 480 {
      notch.tune(order - 1, to: Double(order) * hertz)
      order += 1
    }
    return notch
  }

  private func filtered(_ samples: [Float], _ notch: borrowing MainsNotch, cut: BlockCut = .every(64)) -> [Float] {
    var samples = samples
    samples.withUnsafeMutableBufferPointer { buffer in
      for block in cut.blocks(of: buffer.count) {
        notch.process(buffer.baseAddress! + block.lowerBound, length: block.count)
      }
    }
    return samples
  }

  /// Power that remains in the EMG band.
  private func bandPower(_ samples: [Float], rate: Double) throws -> Double {
    var rig = try ChainRig(rate: rate)
    let run = rig.process([samples])
    return Double(run.measurement[0].reduce(0.0) { $0 + Double($1) * Double($1) })
  }

  private func cost(of samples: [Float], _ hertz: Double, rate: Double) throws -> Double {
    try 1 - bandPower(filtered(samples, notch(hertz, rate: rate)), rate: rate) / bandPower(samples, rate: rate)
  }

  @Test(arguments: [50.0, 60])
  func littleEMGIsLost(hertz: Double) throws {
    let white = try cost(of: SeededNoise.normal(seed: 101, count: 120_000), hertz, rate: 2000)
    let bursts = try cost(of: emgLikeNoise(seed: 102, count: 120_000, rate: 2000), hertz, rate: 2000)
    #expect((0..<Self.highestCost).contains(white))
    #expect((0..<Self.highestCost).contains(bursts))
  }

  @Test(.needsRealRecordings, arguments: [50.0, 60])
  func littleOfARealRunIsLost(hertz: Double) throws {
    let recording = try RecordedFrames("run-p0001.wav")
    for channel in 0..<recording.channelCount {
      let lost = try cost(of: recording.channel(channel), hertz, rate: recording.rate)
      #expect(lost < Self.highestCostOfARun)
    }
  }

  @Test(arguments: [50.0, 60], ["healthy", "glute-stops"])
  func littleOfASampleIsLost(hertz: Double, name: String) throws {
    let recording = try RecordedFrames(sample: name + ".wav")
    for channel in 0..<recording.channelCount {
      let lost = try cost(of: recording.channel(channel), hertz, rate: recording.rate)
      #expect(lost < Self.highestCostOfARun)
    }
  }

  /// −3 dB at half the width, nothing a few widths away.
  @Test(arguments: [(0.0, -60.0, -25.0), (0.5, -3.3, -2.7), (-0.5, -3.3, -2.7), (5, -0.1, 0.1), (-5, -0.1, 0.1)])
  func oneLineIsOneHertzWide(away: Double, lowest: Double, highest: Double) {
    var notch = MainsNotch(rate: 2000)
    notch.tune(0, to: 150)
    let tone = Tone(hertz: 150 + away, rate: 2000)
    let left = decibels(tone.measured(in: filtered(tone.samples(count: 20_000), notch).suffix(10_000)).amplitude)
    #expect(left < highest)
    #expect(away == 0 || left > lowest)
  }

  @Test func aLineOffByATwentiethIsStillTwentyDecibelsDown() {
    var notch = MainsNotch(rate: 2000)
    notch.tune(0, to: 50)
    let tone = Tone(hertz: 50.05, rate: 2000)
    #expect(decibels(tone.measured(in: filtered(tone.samples(count: 20_000), notch).suffix(10_000)).amplitude) < -19.9)
  }

  @Test func aNotchThatIsOffChangesNothing() {
    var notch = MainsNotch(rate: 2000)
    let noise = SeededNoise.uniform(seed: 103, count: 1000)
    #expect(filtered(noise, notch) == noise)
    notch.tune(2, to: 150)
    notch.tune(2, to: 0)
    #expect(filtered(noise, notch) == noise)
  }

  @Test func anyCutGivesTheSameBitForBit() {
    let noise = SeededNoise.uniform(seed: 104, count: 10_000)
    let reference = filtered(noise, notch(50, rate: 2000), cut: .every(10_000))
    for cut in [BlockCut.every(1), .every(7), .random(seed: 8)] {
      #expect(filtered(noise, notch(50, rate: 2000), cut: cut) == reference)
    }
  }
}
