import SignalProcessing
import TestSupport
import Testing

@Suite struct DecimatorTests {
  private static let rates: [Double] = [1000, 3600, 22_050, 44_100, 48_000, 192_000]
  private static let cuts: [BlockCut] = [
    .every(1), .every(7), .every(240), .every(4096), .random(seed: 1), .random(seed: 2), .random(seed: 3),
  ]
  /// Products are summed in another order for another number of channels; of full scale, 24 bits.
  private static let rounding: Float = 1e-6

  private func noise16(seed: UInt64, count: Int) -> [Int16] {
    var noise = SeededNoise(seed: seed)
    return (0..<count).map { _ in Int16.random(in: .min ... .max, using: &noise) }
  }

  @Test(arguments: rates)
  func everySampleTypeGivesTheSame(rate: Double) throws {
    let raw = noise16(seed: 21, count: 20_001)
    var results: [[UInt32]] = []
    for signal in [RawSignal.int16(raw), .int32(raw.map { Int32($0) << 16 }), .float(raw.map { Float($0) / 32_768 })] {
      var rig = try DecimatorRig(rate: rate)
      results.append(rig.process(signal, frames: raw.count)[0].bits)
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test(arguments: [1, 2, 3, 5, 8, 16], [1000.0, 44_100, 48_000])
  func aChannelAmongOthersGivesWhatItGivesAlone(channelCount: Int, rate: Double) throws {
    let channels = (0..<channelCount).map { SeededNoise.uniform(seed: 30 + UInt64($0), count: 9000) }
    // in reverse, so that rows and channels differ
    let wanted = Array((0..<channelCount).reversed())
    var rig = try DecimatorRig(rate: rate, channelCount: channelCount, channels: wanted)
    let rows = rig.process(.float(interleaved(channels)), frames: 9000)
    for (row, channel) in zip(rows, wanted) {
      var single = try DecimatorRig(rate: rate)
      let alone = single.process(channels[channel])
      #expect(row.samples.count == alone.samples.count)
      #expect(zip(row.samples, alone.samples).allSatisfy { abs($0 - $1) < Self.rounding })
      #expect(row.power == alone.power)
      #expect(row.marks == alone.marks)
    }
  }

  @Test(arguments: rates)
  func anyCutGivesTheSameBitForBit(rate: Double) throws {
    let frames = 30_011
    let signal = RawSignal.int16(noise16(seed: 22, count: 3 * frames))
    var first = try DecimatorRig(rate: rate, channelCount: 3, channels: [2, 0])
    let reference = first.process(signal, frames: frames, cut: .every(512)).map(\.bits)
    for cut in Self.cuts {
      var rig = try DecimatorRig(rate: rate, channelCount: 3, channels: [2, 0])
      #expect(rig.process(signal, frames: frames, cut: cut).map(\.bits) == reference, "\(cut)")
    }
  }

  @Test func silenceGivesSilence() throws {
    var rig = try DecimatorRig(rate: 48_000)
    let row = rig.process([Float](repeating: 0, count: 9600))
    #expect(row.samples.count == 400)
    #expect(row.samples.allSatisfy { $0 == 0 } && row.power.allSatisfy { $0 == 0 } && row.marks.allSatisfy { $0 == 0 })
  }
}
