import Files
import ForeignRecordings

/// Tells whether two files hold the same recording: the same samples at the same rate, whatever the container, the name and
/// what is written beside them.
///
/// The samples are looked at in places: up to 32 pieces of 2048 frames, the first and the last frames among them. Two
/// recordings of living people differ in every one of them by the noise alone. Takes about a millisecond, more for FLAC.
public enum RecordingIdentity {
  private static let pieces = 32
  private static let pieceFrames = 2048

  /// 32 hexadecimal digits; the same for a copy, also as FLAC or W64.
  ///
  /// - Throws: the errors of opening and reading a recording.
  public static func text(of path: String) throws(RecordingError) -> String {
    if ForeignRecording.isOne(path) { return try textOfBytes(path) }
    let reader = try RecordingReader(path: path)
    var hash = ContentHash()
    hash.add(word: UInt64(reader.frameCount))
    hash.add(word: reader.sampleRate.value.bitPattern)
    hash.add(word: UInt64(reader.channelCount))
    let samples = UnsafeMutableBufferPointer<Float>.allocate(capacity: pieceFrames * reader.channelCount)
    samples.initialize(repeating: 0)
    defer { samples.deallocate() }
    for start in starts(reader.frameCount) {
      try reader.seek(to: start)
      var left = pieceFrames
      while left > 0 {
        let room = UnsafeMutableBufferPointer(rebasing: samples[..<(left * reader.channelCount)])
        let frames = try reader.read(into: room)
        if frames == 0 { break }
        // positive and negative zero are the same sample
        for sample in samples[..<(frames * reader.channelCount)] { hash.add(word: UInt64((sample + 0).bitPattern)) }
        left -= frames
      }
    }
    return hash.text
  }

  /// The same for a file of another program: its bytes, in places.
  private static func textOfBytes(_ path: String) throws(RecordingError) -> String {
    var hash = ContentHash()
    do throws(FileError) {
      let file = try OpenFile(reading: path)
      hash.add(word: UInt64(file.length))
      for start in starts(file.length) {
        for byte in try file.bytes(at: start, count: pieceFrames) { hash.add(word: UInt64(byte)) }
      }
    } catch { throw RecordingError(path, error) }
    return hash.text
  }

  /// The first frames of the pieces: the whole of a short recording, else spread over it evenly.
  private static func starts(_ frameCount: Int) -> [Int] {
    let whole = (frameCount + pieceFrames - 1) / pieceFrames
    guard whole > pieces else { return (0..<whole).map { $0 * pieceFrames } }
    let last = frameCount - pieceFrames
    return (0..<pieces).map { Int(Double(last) * Double($0) / Double(pieces - 1)) }
  }
}
