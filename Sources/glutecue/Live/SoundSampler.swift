import EMGUnits
import Recording
import ToneSynthesis

/// Sounds one after another, each after a second of silence, for a WAV to learn them by.
struct SoundSampler {
  /// One sound of it.
  struct Entry {
    /// Which sound.
    let kind: CueKind
    /// When it begins, in tenths of a second.
    let tenths: Int

    /// `0:01.0`
    var clock: String {
      let seconds = tenths / 10 % 60
      return "\(tenths / 600):\(seconds < 10 ? "0" : "")\(seconds).\(tenths % 10)"
    }
  }

  /// The silence before each sound and after the last; each starts on the next tenth of a second, as its caption says.
  private static let pauseSeconds = 1.0

  /// The sounds and when they begin.
  let entries: [Entry]
  /// From the first pause to the last.
  let durationSeconds: Double

  /// Puts the sounds in a row.
  init(_ kinds: [CueKind]) {
    var seconds = Self.pauseSeconds
    entries = kinds.map { kind in
      let tenths = Int(bounded: (10 * seconds).rounded(.up))
      seconds = Double(tenths) / 10 + CueSound(kind).durationSeconds + Self.pauseSeconds
      return Entry(kind: kind, tenths: tenths)
    }
    durationSeconds = seconds
  }

  /// All samples, mono.
  func samples(at sampleRate: Hertz) throws(ConfigurationError) -> [Int16] {
    var renderer = try ToneRenderer(sampleRate: sampleRate)
    var samples = [Float](repeating: 0, count: Int(bounded: (durationSeconds * sampleRate.value).rounded(.up)))
    samples.withUnsafeMutableBufferPointer { whole in
      var done = 0
      for entry in entries {
        let start = Int(bounded: (Double(entry.tenths) / 10 * sampleRate.value).rounded())
        renderer.render(into: UnsafeMutableBufferPointer(rebasing: whole[done..<start]))
        renderer.start(entry.kind, atOffset: 0)
        done = start
      }
      renderer.render(into: UnsafeMutableBufferPointer(rebasing: whole[done...]))
    }
    return samples.map { Int16(clamping: Int(bounded: ($0 * 32_767).rounded())) }
  }

  /// Writes them.
  func write(to path: String, sampleRate: Hertz, overwrite: Bool) throws {
    let samples = try samples(at: sampleRate)
    let writer = try RecordingWriter(
      path: path, sampleRate: sampleRate, channelCount: 1, encoding: .int16, overwrite: overwrite)
    try samples.withUnsafeBufferPointer { (buffer) throws(RecordingError) in try writer.write(buffer) }
    try writer.close()
  }
}
