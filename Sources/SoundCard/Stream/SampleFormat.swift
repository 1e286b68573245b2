import CALSA
import EMGUnits

/// How a sound card hands over a sample. Little-endian, as every machine that this runs on.
public enum SampleFormat: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// 32-bit integers.
  case s32 = "S32"
  /// 24 bits in the lower three bytes of four.
  case s24 = "S24"
  /// 24 bits in three bytes.
  case s24packed = "S24_3LE"
  /// 16-bit integers.
  case s16 = "S16"
  /// 32-bit floats, full scale ±1.
  case float = "FLOAT"

  /// The library's number for it.
  var code: snd_pcm_format_t {
    switch self {
    case .s32: SND_PCM_FORMAT_S32_LE
    case .s24: SND_PCM_FORMAT_S24_LE
    case .s24packed: SND_PCM_FORMAT_S24_3LE
    case .s16: SND_PCM_FORMAT_S16_LE
    case .float: SND_PCM_FORMAT_FLOAT_LE
    }
  }

  /// Bytes of one sample in the card's memory.
  public var byteCount: Int {
    switch self {
    case .s32, .s24, .float: 4
    case .s24packed: 3
    case .s16: 2
    }
  }

  /// Bits that carry the signal.
  public var bits: Int {
    switch self {
    case .s32, .float: 32
    case .s24, .s24packed: 24
    case .s16: 16
    }
  }

  /// Bytes of one sample as it is handed on: 24-bit ones left-justified in four.
  public var handedBytes: Int { self == .s16 ? 2 : 4 }
}

extension SampleFormat: CustomStringConvertible {
  /// `24-bit (3 bytes)`.
  public var description: String {
    switch self {
    case .s32: "32-bit integer"
    case .s24: "24-bit integer"
    case .s24packed: "24-bit integer (3 bytes)"
    case .s16: "16-bit integer"
    case .float: "32-bit float"
    }
  }
}
