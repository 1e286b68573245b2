import CalibrationProtocol
import EMGUnits
import Glibc
import Recording
import SoundCard
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
    case .stream: throw Endpoint.unknown("--tone", tone)
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

/// The tones of a calibration on a sound card. Guidance needs no more than a tenth of a second, so that they are written
/// by the same thread that reads: whatever fits into the card's buffer, each time input has come.
final class CardGuideTones: GuideToneSink {
  private static let bufferSeconds = 0.2

  private let stream: PCMStream
  private let rendering: FrameRendering
  private let sounds: [GuideSound: [Float]]
  private let gain: Float
  private let bytes: UnsafeMutableRawPointer
  private var waiting: [(sound: GuideSound, frame: Int)] = []
  private var playing: [(samples: [Float], position: Int)] = []
  private var isStarted = false

  /// Opens a device for playback. `gain` is a share of full scale.
  init(_ device: String, _ request: StreamRequest, gain: Float) throws(SoundCardError) {
    var request = request
    request.bufferSeconds = request.bufferSeconds ?? Self.bufferSeconds
    let stream = try PCMStream(device, .playback, request)
    rendering = FrameRendering(stream.format)
    bytes = .allocate(byteCount: stream.format.bufferFrames * stream.format.frameBytes, alignment: 16)
    let rate = Hertz(Double(stream.format.rate))
    sounds = Dictionary(uniqueKeysWithValues: GuideSound.allCases.map { ($0, $0.samples(at: rate)) })
    self.gain = gain
    self.stream = stream
    try self.stream.prepare()
  }

  deinit { bytes.deallocate() }

  func play(_ tone: GuideSound, atFrame frame: Int) { waiting.append((tone, frame)) }

  func advance(to frame: Int) throws {
    for (sound, start) in waiting where start <= frame { playing.append((sounds[sound] ?? [], 0)) }
    waiting.removeAll { $0.frame <= frame }
    var free = stream.available()
    if free < 0 {
      // nothing was written for too long: start anew with an empty buffer
      try stream.prepare()
      isStarted = false
      free = stream.available()
    }
    let count = min(free, stream.format.bufferFrames)
    guard count > 0 else { return }
    let block = next(count)
    block.withUnsafeBufferPointer { samples in
      if let base = samples.baseAddress {
        rendering.render(base, channels: 1, frames: count, gain: gain, into: bytes)
      }
    }
    _ = stream.write(bytes, frames: count)
    if !isStarted {
      try stream.start()
      isStarted = true
    }
  }

  /// The next frames, all tones together.
  private func next(_ count: Int) -> [Float] {
    var block = [Float](repeating: 0, count: count)
    for index in playing.indices {
      let tone = playing[index]
      for frame in 0..<min(count, tone.samples.count - tone.position) {
        block[frame] += tone.samples[tone.position + frame]
      }
      playing[index].position += count
    }
    playing.removeAll { $0.position >= $0.samples.count }
    return block
  }

  func close() { stream.stop() }
}
