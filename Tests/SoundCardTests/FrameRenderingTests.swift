import SoundCard
import TestSupport
import Testing

/// Floats become what a card plays: full scale at the ends, rounded, never beyond.
@Suite struct FrameRenderingTests {
  /// Plays mono floats on a card of one channel; the bytes that it gets.
  private func bytes(
    _ source: [Float], _ sample: SampleFormat, channels: Int = 1, card: Int = 1, gain: Float = 1
  ) -> [UInt8] {
    let format = StreamFormat(rate: 48_000, channels: card, format: sample, periodFrames: 240, bufferFrames: 960)
    let frames = source.count / channels
    var bytes = [UInt8](repeating: 0xaa, count: frames * format.frameBytes)
    bytes.withUnsafeMutableBytes { raw in
      source.withUnsafeBufferPointer { floats in
        guard let to = raw.baseAddress, let from = floats.baseAddress else { return }
        FrameRendering(format).render(from, channels: channels, frames: frames, gain: gain, into: to)
      }
    }
    return bytes
  }

  private func integers(_ source: [Float], _ sample: SampleFormat) -> [Int] {
    let width = sample.byteCount
    let bytes = bytes(source, sample)
    return stride(from: 0, to: bytes.count, by: width).map { start in
      let word = (0..<width).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
      let unused = UInt32(32 - 8 * width)
      return Int(Int32(bitPattern: word << unused) >> Int32(unused))
    }
  }

  @Test(arguments: [(SampleFormat.s16, 32_767), (.s24, 8_388_607), (.s24packed, 8_388_607), (.s32, 2_147_483_647)])
  func fullScaleIsTheEndOfTheRangeAndNothingGoesBeyond(sample: SampleFormat, end: Int) {
    #expect(integers([1, -1, 0, 1.5, -1e9, .infinity], sample) == [end, -end, 0, end, -end, end])
  }

  @Test(arguments: [SampleFormat.s16, .s24, .s24packed, .s32, .float])
  func whatIsNoNumberIsSilence(sample: SampleFormat) {
    for gain: Float in [1, 0, .infinity, .nan] {
      let noNumbers: [Float] = [.nan, -.nan, .signalingNaN, 0 * gain]
      #expect(bytes(noNumbers, sample, gain: gain).allSatisfy { $0 == 0 })
    }
    #expect(bytes([.infinity], sample, gain: 0).allSatisfy { $0 == 0 })
  }

  @Test func valuesAreRounded() {
    // 0.4, 0.6, 1.5 and their negatives, in steps of the format
    let steps: [Float] = [0.4, 0.6, 1.6, -0.4, -0.6, -1.6]
    #expect(integers(steps.map { $0 / 32_767 }, .s16) == [0, 1, 2, 0, -1, -2])
    #expect(integers(steps.map { $0 / 8_388_607 }, .s24) == [0, 1, 2, 0, -1, -2])
    #expect(integers(steps.map { $0 / 8_388_607 }, .s24packed) == [0, 1, 2, 0, -1, -2])
  }

  @Test func floatsStayAsTheyAre() {
    let played = bytes([0.25, -1, 2], .float)
    #expect(played == [0, 0, 0x80, 0x3e, 0, 0, 0x80, 0xbf, 0, 0, 0x80, 0x3f])
  }

  @Test func theGainIsAFactor() {
    #expect(bytes([1, -0.5], .s16, gain: 0.5) == [0x00, 0x40, 0x00, 0xe0])
  }

  @Test func monoGoesToBothEarsAndNoFurther() {
    #expect(bytes([1], .s16, card: 4) == [0xff, 0x7f, 0xff, 0x7f, 0, 0, 0, 0])
  }

  @Test func stereoGoesToItsOwnSides() {
    #expect(bytes([1, -1], .s16, channels: 2, card: 3) == [0xff, 0x7f, 0x01, 0x80, 0, 0])
  }

  @Test func ofStereoACardWithOneChannelPlaysTheLeft() {
    #expect(bytes([1, -1], .s16, channels: 2, card: 1) == [0xff, 0x7f])
  }
}
