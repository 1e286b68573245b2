import Recording

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
