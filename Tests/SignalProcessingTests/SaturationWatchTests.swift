import Foundation
import Recording
import SignalProcessing
import TestSupport
import Testing

/// Clipping below full scale is found; what only gathers at its extreme is not taken for it.
@Suite struct SaturationWatchTests {
  private static let rate = 2000.0
  private static let minute = 120_000
  /// A level is told by the middle of one of 2048 steps; noise behind the amplifier widens it.
  private static let levelTolerance: Float = 0.004

  private struct Found {
    var upper, lower: Float?
    var share: Double
    var isNone: Bool { upper == nil && lower == nil && share == 0 }
  }

  private func watch(_ samples: some Sequence<Float>) -> Found {
    var watch = SaturationWatch()
    for sample in samples { _ = watch.add(sample) }
    return Found(upper: watch.upper, lower: watch.lower, share: watch.share)
  }

  /// EMG so large that about `share` of it lies beyond ±`level`, cut off there; noise comes behind the amplifier.
  private func clipped(_ level: Float, share: Double, noise: Float = 0, seed: UInt64, count: Int = minute) -> [Float] {
    let emg = emgLikeNoise(seed: seed, count: count, rate: Self.rate)
    let limit = emg.map(\.magnitude).sorted()[Int(Double(count) * (1 - share))]
    var after = SeededNoise(seed: seed + 1)
    return emg.map { max(-level, min(level, $0 * level / limit)) + noise * after.normal() }
  }

  @Test(arguments: [Float(0.9), 0.5, 0.2], [0.005, 0.02, 0.1])
  func anAmplifierThatSaturatesIsFound(level: Float, share: Double) throws {
    let found = watch(clipped(level, share: share, seed: 7))
    #expect(abs(try #require(found.upper) - level) < Self.levelTolerance)
    #expect(abs(try #require(found.lower) + level) < Self.levelTolerance)
    #expect(abs(found.share - share) < 0.2 * share)
  }

  @Test func noiseBehindTheAmplifierDoesNotHideIt() throws {
    let found = watch(clipped(0.9, share: 0.03, noise: 0.001, seed: 11))
    #expect(abs(try #require(found.upper) - 0.9) < Self.levelTolerance)
    #expect(abs(try #require(found.lower) + 0.9) < Self.levelTolerance)
  }

  @Test func oneSideIsEnough() throws {
    let found = watch(
      clipped(0.9, share: 0.02, seed: 13).map { max(-0.4, $0) + 0.05 }.map { $0 < -0.3 ? $0 * 0.9 : $0 })
    #expect(abs(try #require(found.upper) - 0.95) < Self.levelTolerance)
  }

  /// In the tenth minute the skin is wet, and the offset has pushed the amplifier to its end.
  @Test func lateSaturationIsFoundWithinSeconds() throws {
    var watch = SaturationWatch()
    for sample in emgLikeNoise(seed: 17, count: 9 * Self.minute, rate: Self.rate) { _ = watch.add(sample) }
    let early = watch.upper ?? watch.lower
    #expect(early == nil)
    var marked = 0
    for sample in clipped(0.9, share: 0.05, seed: 19, count: Self.minute) where watch.add(sample) { marked += 1 }
    // of 6000 clipped samples all but those of the first seconds are marked as they come
    let counted = watch.saturated
    #expect(marked > 5000 && abs(counted - 6000) < 600, "\(marked), \(counted)")
  }

  @Test func aStrayValueBeyondDoesNotHideIt() throws {
    var samples = clipped(0.8, share: 0.02, seed: 23)
    samples[5000] = 1
    samples[70_000] = -1
    let found = watch(samples)
    #expect(abs(try #require(found.upper) - 0.8) < Self.levelTolerance)
  }

  @Test func healthySignalsAreNot() {
    for seed in 0..<25 as Range<UInt64> {
      let emg = emgLikeNoise(seed: seed, count: Self.minute, rate: Self.rate)
      #expect(watch(emg).isNone, "\(seed)")
      // with the resolution of a quiet 16-bit card
      #expect(watch(emg.map { ($0 * 4096).rounded() / 4096 }).isNone, "\(seed)")
      #expect(watch(SeededNoise.uniform(seed: seed, count: Self.minute)).isNone, "\(seed)")
    }
  }

  @Test(arguments: [50, 49.7, 200, 60.03, 10])
  func aSineIsNot(hertz: Double) {
    let sine = (0..<Self.minute).map { Float(0.9 * sin(2 * .pi * hertz * Double($0) / Self.rate)) }
    #expect(watch(sine).isNone)
    let emg = emgLikeNoise(seed: 29, count: Self.minute, rate: Self.rate)
    #expect(watch(zip(sine, emg).map { $0 + 0.1 * $1 }).isNone)
    #expect(watch(sine.map { ($0 * 128).rounded() / 128 }).isNone)
  }

  @Test func whatDoesNotMoveIsNot() {
    var noise = SeededNoise(seed: 31)
    #expect(watch(repeatElement(0, count: Self.minute)).isNone)
    #expect(watch(repeatElement(0.9, count: Self.minute)).isNone)
    #expect(watch((0..<Self.minute).map { _ in 0.9 + 0.0003 * noise.normal() }).isNone)
    #expect(watch((0..<Self.minute).map { Float($0 / 1000 % 2) * 0.8 }).isNone)
    #expect(watch((0..<Self.minute).map { _ in (3 * noise.normal()).rounded() / 32_768 }).isNone)
  }

  @Test func noNumbersAreLeftOut() {
    var watch = SaturationWatch()
    var marked = 0
    for _ in 0..<10_000 { for value in [Float.nan, .infinity, -.infinity] where watch.add(value) { marked += 1 } }
    #expect(marked == 0)
    let seen = watch.samples
    #expect(seen == 0)
  }

  @Test func theHeapIsNotTouched() {
    var watch = SaturationWatch()
    let samples = clipped(0.9, share: 0.02, seed: 41)
    var marked = 0
    #expect(
      heapCalls { samples.withUnsafeBufferPointer { for sample in $0 where watch.add(sample) { marked += 1 } } } == 0)
    #expect(marked > 1000)
  }

  /// The samples that come with the program, whose electrodes stay on.
  @Test(arguments: ["healthy", "glute-stops"])
  func theSamplesAreNot(name: String) throws {
    let reader = try RecordingReader(path: SampleRecordings.path(name + ".wav"))
    var samples = [Float](repeating: 0, count: reader.frameCount * reader.channelCount)
    _ = try samples.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    for channel in 0..<reader.channelCount {
      let one = stride(from: channel, to: samples.count, by: reader.channelCount).map { samples[$0] }
      #expect(watch(one).isNone, "channel \(channel + 1)")
    }
  }
}
