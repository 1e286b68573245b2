/// The kind of file that holds the samples.
public enum RecordingContainer: String, Sendable, Hashable, CaseIterable {
  /// RIFF WAVE, plain or extensible; up to 4 GiB.
  case wav
  /// Sony Wave64.
  case w64
  /// RF64: WAV beyond 4 GiB.
  case rf64
  /// FLAC, lossless compression.
  case flac

  /// The encodings that may be written into it.
  public var writableEncodings: [SampleEncoding] {
    switch self {
    case .wav, .w64, .rf64: [.int16, .int24, .int32, .float32]
    case .flac: [.int16, .int24]
    }
  }

  /// The container that a file with these first 12 bytes claims to be; nil for any other file.
  init?(beginningWith bytes: [UInt8]) {
    let name = String(decoding: bytes.prefix(4), as: UTF8.self)
    let form = String(decoding: bytes.dropFirst(8).prefix(4), as: UTF8.self)
    switch name {
    case "RIFF" where "WAVE".hasPrefix(form), "RIFX" where "WAVE".hasPrefix(form): self = .wav
    case "RF64": self = .rf64
    case "riff": self = .w64
    case "fLaC": self = .flac
    default: return nil
    }
  }

  /// The container that a file name asks for when writing: `.wav` or `.flac`, in either case; nil for anything else.
  public init?(writtenTo path: String) {
    let name = path.lowercased()
    if name.hasSuffix(".wav") {
      self = .wav
    } else if name.hasSuffix(".flac") {
      self = .flac
    } else {
      return nil
    }
  }
}

extension RecordingContainer: CustomStringConvertible {
  /// `WAV`, `W64`, `RF64` or `FLAC`.
  public var description: String { rawValue.uppercased() }
}
