import EMGUnits

/// Raw interleaved samples that own their memory.
package enum RawSignal {
  /// 16-bit samples.
  case int16([Int16])
  /// 32-bit samples.
  case int32([Int32])
  /// Floating-point samples.
  case float([Float])

  /// Samples, all channels together.
  package var count: Int {
    switch self {
    case .int16(let values): values.count
    case .int32(let values): values.count
    case .float(let values): values.count
    }
  }

  /// Lends the memory to `body`.
  package func withSamples<Result>(_ body: (RawSamples) throws -> Result) rethrows -> Result {
    switch self {
    case .int16(let values): try values.withUnsafeBufferPointer { try body(.int16($0.baseAddress!)) }
    case .int32(let values): try values.withUnsafeBufferPointer { try body(.int32($0.baseAddress!)) }
    case .float(let values): try values.withUnsafeBufferPointer { try body(.float($0.baseAddress!)) }
    }
  }
}

/// One channel after the other, turned into frames.
package func interleaved(_ channels: [[Float]]) -> [Float] {
  (0..<(channels.first?.count ?? 0)).flatMap { frame in channels.map { $0[frame] } }
}
