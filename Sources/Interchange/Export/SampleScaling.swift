import EMGUnits
import Recording

/// How samples become the integers of EDF+ or BDF+, and what those mean.
///
/// Integers of the recording are kept bit for bit where EDF's eight characters can say exactly what full scale is. Where
/// they cannot, and for 32-bit and float samples, the range is the next that they can, and the step is chosen so that it
/// is no coarser than the recording's: 24 bits (BDF+) of the loudest sample.
struct SampleScaling: Hashable {
  /// 24 bits, BDF+; otherwise 16 bits, EDF+.
  let needs24Bits: Bool
  /// What a sample at full scale is, in units of the recording's full scale: 1, less for quiet float samples.
  let range: Double
  /// Whether the integers are the recording's own.
  let isExact: Bool

  /// - Parameters:
  ///   - encoding: of the recording.
  ///   - content: what its samples are like; only asked for 32-bit and float ones.
  ///   - fullScales: what full scale is for each channel, in µV, or 100 % where unknown.
  init(_ encoding: SampleEncoding, _ content: SampleContent, fullScales: [Double]) {
    let isWritable = fullScales.allSatisfy { PhysicalNumber.isExact($0) }
    let isPlain = encoding == .int16 || encoding == .int24 || (encoding == .int32 && !content.needsAllBits)
    needs24Bits = encoding != .int16 || !isWritable
    range = isPlain ? 1 : content.powerOfTwo
    isExact = isPlain && isWritable
  }

  /// Bits after the sign.
  var scale: Double { needs24Bits ? 8_388_608 : 32_768 }

  /// The calibration of a channel whose full scale is `fullScale` µV or percent, in a unit that can say it.
  func calibration(fullScale base: Double, unit: PhysicalUnit) -> Calibration {
    let fullScale = base * unit.factor
    let wanted = fullScale * range
    if isExact {
      return Calibration(
        digital: -Int(bounded: scale)...Int(bounded: scale) - 1, low: -wanted,
        high: PhysicalNumber.nearest(wanted * (scale - 1) / scale), factor: scale)
    }
    let reached = min(PhysicalNumber.above(wanted), PhysicalNumber.largest)
    return Calibration(
      digital: 1 - Int(bounded: scale)...Int(bounded: scale) - 1, low: -reached, high: reached,
      factor: (scale - 1) * fullScale / reached)
  }

  /// The line between integers and physical values.
  struct Calibration: Hashable {
    /// The integers in use.
    let digital: ClosedRange<Int>
    /// The value of the smallest.
    let low: Double
    /// The value of the largest.
    let high: Double
    /// From a sample, ±1 at full scale, to its integer.
    let factor: Double

    /// The integer of a sample; not a number counts as 0.
    func integer(_ sample: Double) -> Int32 {
      guard sample.isFinite else { return 0 }
      let value = (sample * factor).rounded()
      // where no scale is possible nothing is a number, and counts as 0 too
      return Int32(clamping: min(max(Int(bounded: value), digital.lowerBound), digital.upperBound))
    }

    /// The physical value of one step.
    var step: Double { (high - low) / Double(digital.upperBound - digital.lowerBound) }
  }
}

/// What must be known of 32-bit and float samples before they can be written with 24 bits.
struct SampleContent: Hashable {
  /// The largest magnitude, in units of full scale; 0 for silence.
  var peak = 0.0
  /// Whether bits below the 24th are in use.
  var needsAllBits = false
  /// Samples that are not finite numbers.
  var invalidSamples = 0

  /// The smallest power of two that no sample exceeds, at least 2⁻²⁴: dividing by it loses nothing.
  var powerOfTwo: Double {
    guard peak > 0 else { return 1 }
    var power = 1.0
    while power < peak { power *= 2 }
    while power / 2 >= peak, power > 0x1p-24 { power /= 2 }
    return power
  }

  /// Looks through a recording, from its first frame to its last; at nothing in one of 16 or 24 bits.
  init(_ reader: RecordingReader) throws(RecordingError) {
    guard reader.encoding != .int16, reader.encoding != .int24 else { return }
    let feed = RecordingFeed(reader)
    while let block = try feed.next() {
      let count = block.frames * reader.channelCount
      switch block.samples {
      case .int16: break
      case .int32(let values):
        for value in UnsafeBufferPointer(start: values, count: count) {
          needsAllBits = needsAllBits || value & 0xFF != 0
          peak = max(peak, Double(value).magnitude / 0x1p31)
        }
      case .float(let values):
        for value in UnsafeBufferPointer(start: values, count: count) {
          if value.isFinite { peak = max(peak, Double(value.magnitude)) } else { invalidSamples += 1 }
        }
      }
    }
  }
}
