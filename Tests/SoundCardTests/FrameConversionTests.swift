import EMGUnits
import SoundCard
import Testing

/// What a card delivers becomes what the core takes, bit for bit.
@Suite struct FrameConversionTests {
  private static let extremes: [Int32] = [0, 1, -1, 0x7f_ffff, -0x80_0000, 0x12_3456, -0x12_3456]

  private func format(_ format: SampleFormat, channels: Int = 1) -> StreamFormat {
    StreamFormat(rate: 48_000, channels: channels, format: format, periodFrames: 240, bufferFrames: 960)
  }

  private func converted(_ bytes: [UInt8], _ sample: SampleFormat, frames: Int) -> [Int32] {
    let conversion = FrameConversion(format(sample), frames: frames)
    return bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress, case .int32(let values) = conversion.samples(base, frames: frames) else {
        return []
      }
      return (0..<frames).map { values[$0] }
    }
  }

  /// The byte above the 24 is not defined: neither copies of the sign nor zeros nor anything else may matter.
  @Test(arguments: [UInt8(0), 0xff, 0x5a])
  func twentyFourBitsInFourBytesAreLeftJustified(top: UInt8) {
    let bytes = Self.extremes.flatMap { little($0).prefix(3) + [top] }
    #expect(converted(bytes, .s24, frames: 7) == Self.extremes.map { $0 << 8 })
  }

  @Test func twentyFourBitsInThreeBytesAreLeftJustified() {
    let bytes = Self.extremes.flatMap { Array(little($0).prefix(3)) }
    #expect(converted(bytes, .s24packed, frames: 7) == Self.extremes.map { $0 << 8 })
  }

  @Test func everythingElseStaysWhereItIs() {
    let bytes = [UInt8](0..<64)
    bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return }
      for sample in [SampleFormat.s16, .s32, .float] {
        let conversion = FrameConversion(format(sample, channels: 2), frames: 8)
        let samples = conversion.samples(base, frames: 8)
        #expect(UnsafeRawPointer(FrameConversion.bytes(samples)) == base)
        switch (sample, samples) {
        case (.s16, .int16), (.s32, .int32), (.float, .float): break
        default: Issue.record("\(sample) became something else")
        }
      }
    }
  }

  @Test func theRecordingGetsWhatTheCoreGets() {
    let conversion = FrameConversion(format(.s24packed, channels: 2), frames: 2)
    let bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0x8c]
    let handed = bytes.withUnsafeBytes { raw in
      raw.baseAddress.map { base in
        let pointer = FrameConversion.bytes(conversion.samples(base, frames: 2))
        return (0..<4 * SampleFormat.s24packed.handedBytes).map { pointer[$0] }
      }
    }
    #expect(handed == [0, 1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0, 10, 11, 0x8c])
  }

  private func little(_ value: Int32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
