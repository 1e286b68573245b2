import CSndFile

/// libsndfile's format word: container, encoding and byte order in one integer.
struct SoundFileFormat: Hashable {
  /// `SF_INFO.format`.
  let code: CInt

  private static let containers: [(RecordingContainer, Int)] = [
    (.wav, SF_FORMAT_WAV), (.wav, SF_FORMAT_WAVEX), (.w64, SF_FORMAT_W64), (.rf64, SF_FORMAT_RF64),
    (.flac, SF_FORMAT_FLAC),
  ]
  private static let encodings: [(SampleEncoding, Int)] = [
    (.int16, SF_FORMAT_PCM_16), (.int24, SF_FORMAT_PCM_24), (.int32, SF_FORMAT_PCM_32), (.float32, SF_FORMAT_FLOAT),
    (.float64, SF_FORMAT_DOUBLE),
  ]

  /// Wraps what libsndfile reports.
  init(code: CInt) { self.code = code }

  /// The format to write.
  init(_ container: RecordingContainer, _ encoding: SampleEncoding) {
    let major = Self.containers.first { $0.0 == container }?.1 ?? 0
    let minor = Self.encodings.first { $0.0 == encoding }?.1 ?? 0
    code = CInt(major | minor)
  }

  /// The same samples without a header.
  init(headerless encoding: SampleEncoding, bigEndian: Bool) {
    let minor = Self.encodings.first { $0.0 == encoding }?.1 ?? 0
    code = CInt(SF_FORMAT_RAW | minor | (bigEndian ? SF_ENDIAN_BIG : SF_ENDIAN_LITTLE))
  }

  /// nil for a container that is not supported.
  var container: RecordingContainer? {
    let major = Int(code) & Int(SF_FORMAT_TYPEMASK)
    return Self.containers.first { $0.1 == major }?.0
  }

  /// nil for an encoding that is not supported.
  var encoding: SampleEncoding? {
    let minor = Int(code) & Int(SF_FORMAT_SUBMASK)
    return Self.encodings.first { $0.1 == minor }?.0
  }

  /// libsndfile's words, for example `AIFF (Apple/SGI) with Signed 16 bit PCM samples`.
  var name: String {
    let major = Self.name(of: code & CInt(SF_FORMAT_TYPEMASK))
    let minor = Self.name(of: code & CInt(SF_FORMAT_SUBMASK))
    return "\(major ?? "This kind of file") with \(minor ?? "unknown") samples"
  }

  private static func name(of part: CInt) -> String? {
    var info = SF_FORMAT_INFO()
    info.format = part
    let size = CInt(MemoryLayout<SF_FORMAT_INFO>.size)
    guard sf_command(nil, CInt(SFC_GET_FORMAT_INFO), &info, size) == 0, let name = info.name else { return nil }
    return String(cString: name)
  }
}
