/// The STREAMINFO block of a FLAC file, which comes first: how many frames there are, and a checksum of them (RFC 9639,
/// section 8.2). The encoder fills both in when it is closed; before that they are 0, which means unknown.
struct FLACStreamInfo {
  /// Frames in a block of a recording of ours, and so the most, but one, that a killed program loses.
  static let blockFrames = 1152

  private static let countStart = 18
  private static let checksumStart = 26
  private static let end = 42
  private static let countBits = 36

  private let file: FileDescriptor
  private let bytes: [UInt8]

  /// Reads it.
  init(of file: FileDescriptor) throws(CallError) {
    self.file = file
    bytes = try file.bytes(at: 0, count: Self.end)
    guard bytes.count == Self.end, bytes.starts(with: "fLaC".utf8) else { throw CallError("FLAC header", code: 0) }
  }

  /// Whether the encoder never came to its end.
  var isUnfinished: Bool { frames == 0 || bytes[Self.checksumStart...].allSatisfy { $0 == 0 } }

  /// Frames declared; 0 for unknown.
  var frames: Int { Int(word & (1 << Self.countBits - 1)) }

  /// Sets the number of frames; 0 for unknown.
  func announce(frames: Int) throws(CallError) {
    let new = word & ~(1 << Self.countBits - 1) | UInt64(frames)
    try file.write((0..<8).map { UInt8(truncatingIfNeeded: new >> (56 - 8 * $0)) }, at: Self.countStart)
  }

  /// Sets the checksum to unknown, as it is of other frames than those that are there.
  func forgetChecksum() throws(CallError) {
    try file.write([UInt8](repeating: 0, count: Self.end - Self.checksumStart), at: Self.checksumStart)
  }

  /// Sample rate, channels and depth in the upper 28 bits, frames in the lower 36.
  private var word: UInt64 { bytes[Self.countStart..<Self.checksumStart].reduce(0) { $0 << 8 | UInt64($1) } }
}
