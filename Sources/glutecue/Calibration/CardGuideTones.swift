import CalibrationProtocol
import EMGUnits
import Glibc
import SoundCard
import ToneSynthesis

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
