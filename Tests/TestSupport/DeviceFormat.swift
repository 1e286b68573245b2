/// How samples stand in a sound card's memory; little-endian, by ALSA's names.
package enum DeviceFormat: String, Sendable, CaseIterable {
  /// 16 bits.
  case s16 = "S16_LE"
  /// 24 bits in the low three bytes of four.
  case s24 = "S24_LE"
  /// 24 bits in three bytes.
  case s24Packed = "S24_3LE"
  /// 32 bits.
  case s32 = "S32_LE"
  /// 32-bit floating point.
  case float = "FLOAT_LE"

  /// Bytes of one sample.
  package var byteCount: Int {
    switch self {
    case .s16: 2
    case .s24Packed: 3
    case .s24, .s32, .float: 4
    }
  }

  /// Samples as they stand in memory. Integers keep their highest bits; floating point becomes an integer by rounding.
  package func bytes(of signal: RawSignal) -> [UInt8] {
    if self == .float { return signal.floats.flatMap { little($0.bitPattern, 4) } }
    return signal.leftJustified.flatMap { value in
      switch self {
      case .s16: little(UInt32(bitPattern: value >> 16), 2)
      case .s24: little(UInt32(bitPattern: value >> 8), 4)
      case .s24Packed: little(UInt32(bitPattern: value >> 8), 3)
      case .s32, .float: little(UInt32(bitPattern: value), 4)
      }
    }
  }

  /// Samples from memory; all but 16-bit ones and floating point come left-justified in 32 bits.
  package func signal(of bytes: [UInt8]) -> RawSignal {
    let words = stride(from: 0, through: bytes.count - byteCount, by: byteCount).map { start in
      (0..<byteCount).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
    }
    return switch self {
    case .s16: .int16(words.map { Int16(bitPattern: UInt16($0)) })
    case .s24, .s24Packed: .int32(words.map { Int32(bitPattern: $0 << 8) })
    case .s32: .int32(words.map { Int32(bitPattern: $0) })
    case .float: .float(words.map { Float(bitPattern: $0) })
    }
  }

  private func little(_ value: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }
}

extension RawSignal {
  /// The samples as 32-bit integers, full scale at the end of their range.
  fileprivate var leftJustified: [Int32] {
    switch self {
    case .int16(let values): values.map { Int32($0) << 16 }
    case .int32(let values): values
    case .float(let values): values.map { Int32(clamping: Int64((Double($0) * 0x1p31).rounded())) }
    }
  }

  /// The samples as floating point, full scale at 1.
  fileprivate var floats: [Float] {
    switch self {
    case .int16(let values): values.map { Float($0) / 0x1p15 }
    case .int32(let values): values.map { Float(Double($0) / 0x1p31) }
    case .float(let values): values
    }
  }
}
