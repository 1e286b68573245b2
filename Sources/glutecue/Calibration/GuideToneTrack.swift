import CalibrationProtocol
import EMGUnits
import Recording
import ToneSynthesis

/// Where the tones of a calibration go.
protocol GuideToneSink: AnyObject {
  /// Lets a tone begin on an input frame; one that has passed means now.
  func play(_ tone: GuideSound, atFrame frame: Int)
  /// So many frames of input have come.
  func advance(to frame: Int) throws
  /// Nothing more will sound.
  func close() throws
}

/// Opens what `--tone` names.
enum GuideTones {
  static func sink(
    _ tone: String, device: DeviceOptions, inputRate: Hertz, overwrite: Bool
  ) throws -> any GuideToneSink {
    guard tone != "none" else { return SilentGuideTones() }
    switch try Endpoint("--tone", tone) {
    case .file(let path): return try GuideToneTrack(path: path, inputRate: inputRate, overwrite: overwrite)
    case .device(let name):
      let output = try device.output(name)
      return try CardGuideTones(output.device, output.request, gain: output.gain)
    }
  }
}

/// Nobody listens.
final class SilentGuideTones: GuideToneSink {
  func play(_ tone: GuideSound, atFrame frame: Int) {}
  func advance(to frame: Int) {}
  func close() {}
}

/// A WAV as long as the input and on its clock, each tone on the very frame; below 44.1 kHz at the smallest whole multiple
/// of the input's rate that reaches it.
final class GuideToneTrack: GuideToneSink {
  private static let leastRate = 44_100.0

  private let factor: Int
  private let writer: RecordingWriter
  private let sounds: [GuideSound: [Float]]
  private var playing: [(sound: GuideSound, start: Int)] = []
  private var written = 0

  /// Creates the file.
  init(path: String, inputRate: Hertz, overwrite: Bool) throws(RecordingError) {
    factor = max(1, Int(bounded: (Self.leastRate / inputRate.value).rounded(.up)))
    let rate = Hertz(inputRate.value * Double(factor))
    writer = try RecordingWriter(path: path, sampleRate: rate, channelCount: 1, encoding: .int16, overwrite: overwrite)
    sounds = Dictionary(uniqueKeysWithValues: GuideSound.allCases.map { ($0, $0.samples(at: rate)) })
  }

  func play(_ tone: GuideSound, atFrame frame: Int) { playing.append((tone, max(written, frame * factor))) }

  func advance(to frame: Int) throws {
    let end = frame * factor
    guard end > written else { return }
    var block = [Float](repeating: 0, count: end - written)
    for (sound, start) in playing {
      let samples = sounds[sound] ?? []
      for index in max(start, written)..<max(max(start, written), min(end, start + samples.count)) {
        block[index - written] += samples[index - start]
      }
    }
    playing.removeAll { $0.start + (sounds[$0.sound]?.count ?? 0) <= end }
    let samples = block.map { Int16(clamping: Int(bounded: $0 * 32_767)) }
    try samples.withUnsafeBufferPointer { (buffer) throws(RecordingError) in try writer.write(buffer) }
    written = end
  }

  func close() throws { try writer.close() }
}

extension GuideSound {
  /// The sound of a tone that the wizard asks for.
  init(_ tone: WizardTone) {
    switch tone {
    case .countdown: self = .countdown
    case .start: self = .start
    case .stop: self = .stop
    case .done: self = .done
    case .repeated: self = .repeated
    }
  }
}
