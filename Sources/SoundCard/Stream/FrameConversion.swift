import EMGUnits

/// What a card delivered, as the core and the recording take it: 24-bit samples left-justified in 32, all else as it is.
public struct FrameConversion: ~Copyable {
  private let format: SampleFormat
  private let channels: Int
  private let unpacked: UnsafeMutablePointer<Int32>

  /// For up to `frames` at a time.
  public init(_ format: StreamFormat, frames: Int) {
    self.format = format.format
    channels = format.channels
    unpacked = .allocate(capacity: frames * format.channels)
    unpacked.initialize(repeating: 0, count: frames * format.channels)
  }

  deinit { unpacked.deallocate() }

  /// The samples of a block, valid until the next call. Real-time.
  @_noLocks
  public func samples(_ bytes: UnsafeRawPointer, frames: Int) -> RawSamples {
    let count = frames * channels
    switch format {
    case .s16: return .int16(bytes.assumingMemoryBound(to: Int16.self))
    case .s32: return .int32(bytes.assumingMemoryBound(to: Int32.self))
    case .float: return .float(bytes.assumingMemoryBound(to: Float.self))
    case .s24:
      let source = bytes.assumingMemoryBound(to: Int32.self)
      var i = 0
      while i < count {
        unpacked[i] = source[i] &<< 8
        i += 1
      }
    case .s24packed:
      let source = bytes.assumingMemoryBound(to: UInt8.self)
      var i = 0
      while i < count {
        let low = UInt32(source[3 * i]) << 8 | UInt32(source[3 * i + 1]) << 16 | UInt32(source[3 * i + 2]) << 24
        unpacked[i] = Int32(bitPattern: low)
        i += 1
      }
    }
    return .int32(UnsafePointer(unpacked))
  }

  /// The same as bytes, for the recording's ring: `frames × channels × SampleFormat.handedBytes`. Real-time.
  @_noLocks
  public static func bytes(_ samples: RawSamples) -> UnsafePointer<UInt8> {
    switch samples {
    case .int16(let values): UnsafeRawPointer(values).assumingMemoryBound(to: UInt8.self)
    case .int32(let values): UnsafeRawPointer(values).assumingMemoryBound(to: UInt8.self)
    case .float(let values): UnsafeRawPointer(values).assumingMemoryBound(to: UInt8.self)
    }
  }
}
