import EMGUnits
import TestSupport
import Testing

/// 16-bit frames are decimated in integers, everything else in floating point: the results are the same.
@Suite struct IntegerWeighingTests {
  private static let frames = 9000

  private static func noise(channels: Int) -> [Int16] {
    var noise = SeededNoise(seed: UInt64(channels))
    return (0..<frames * channels).map { _ in Int16(truncatingIfNeeded: noise.next()) }
  }

  private static func rows(
    rate: Double, channelCount: Int, channels: [Int], cut: BlockCut = .every(4096)
  ) throws -> (integer: [DecimatorRig.Row], real: [DecimatorRig.Row]) {
    let samples = noise(channels: channelCount)
    var integer = try DecimatorRig(rate: rate, channelCount: channelCount, channels: channels)
    var real = try DecimatorRig(rate: rate, channelCount: channelCount, channels: channels)
    let floats = samples.map { Float($0) / 32_768 }
    return (
      integer.process(.int16(samples), frames: frames, cut: cut), real.process(.float(floats), frames: frames, cut: cut)
    )
  }

  /// At 48 kHz the weights are 256ths, and no sum needs more than the 24 bits of a single-precision number.
  @Test(arguments: [
    (1, [0]), (2, [0, 1]), (2, [1, 0]), (2, [1]), (3, [0, 2]), (4, [0, 1, 2, 3]), (4, [3]), (5, [4, 0, 2]),
    (8, [7, 0, 1, 2, 3]), (8, [6, 1]), (16, Array(0..<16)), (16, [15, 3, 8]),
  ])
  func bothArithmeticsGiveTheSameBits(channelCount: Int, channels: [Int]) throws {
    let rows = try Self.rows(rate: 48_000, channelCount: channelCount, channels: channels)
    for (integer, real) in zip(rows.integer, rows.real) {
      #expect(integer.samples.count > 360)
      #expect(integer.bits == real.bits)
    }
  }

  @Test(arguments: [24_000.0, 44_100, 48_000], [1, 2, 3, 4, 8])
  func anyCutGivesTheSame(rate: Double, channelCount: Int) throws {
    let channels = Array(0..<channelCount)
    let whole = try Self.rows(rate: rate, channelCount: channelCount, channels: channels).integer
    for cut in [BlockCut.every(1), .every(13), .every(48)] {
      let parts = try Self.rows(rate: rate, channelCount: channelCount, channels: channels, cut: cut).integer
      #expect(parts.map(\.bits) == whole.map(\.bits))
    }
  }

  /// The silence behind a floating-point recording comes as 16-bit zeros.
  @Test func theKindOfSamplesMayChange() throws {
    let samples = Self.noise(channels: 2)
    let floats = samples.map { Float($0) / 32_768 }
    var mixed = try DecimatorRig(rate: 48_000, channelCount: 2, channels: [0, 1])
    var whole = try DecimatorRig(rate: 48_000, channelCount: 2, channels: [0, 1])
    let half = Self.frames / 2 + 1
    let first = mixed.process(.int16(Array(samples[..<(2 * half)])), frames: half)
    let second = mixed.process(.float(Array(floats[(2 * half)...])), frames: Self.frames - half)
    let expected = whole.process(.int16(samples), frames: Self.frames)
    for row in 0..<2 { #expect(first[row].samples + second[row].samples == expected[row].samples) }
  }
}
