import EMGUnits
import Recording
import SessionResults
import ToneSynthesis

/// What the runner would hear, as a WAV on the input's clock: as long as the input, a cue on the very frame.
///
/// Mono; stereo with two legs. Inputs below 44.1 kHz get a tone at the smallest whole multiple of their rate that reaches
/// it, so that frames of both still coincide.
final class ToneTrack {
  private static let leastRate = 44_100.0
  private static let blockFrames = 4096

  /// Output frames per input frame.
  let framesPerInputFrame: Int
  private let writer: RecordingWriter
  private var tones: LegTones
  private let block: UnsafeMutableBufferPointer<Float>
  private let samples: UnsafeMutableBufferPointer<Int16>

  /// Creates the file.
  init(path: String, inputRate: Hertz, legCount: Int, overwrite: Bool) throws(LiveSession.Failure) {
    let factor = Int(bounded: (Self.leastRate / inputRate.value).rounded(.up))
    framesPerInputFrame = max(1, factor)
    let rate = Hertz(inputRate.value * Double(framesPerInputFrame))
    do { tones = try LegTones(sampleRate: rate, legCount: legCount) } catch { throw .configuration(error) }
    let channels = tones.channelCount
    do {
      writer = try RecordingWriter(
        path: path, sampleRate: rate, channelCount: channels, encoding: .int16, overwrite: overwrite)
    } catch { throw .recording(error) }
    block = .allocate(capacity: Self.blockFrames * channels)
    block.initialize(repeating: 0)
    samples = .allocate(capacity: Self.blockFrames * channels)
    samples.initialize(repeating: 0)
  }

  deinit {
    block.deallocate()
    samples.deallocate()
  }

  /// Lets a sound begin, or the pitch follow, from the next frame on.
  func follow(_ command: ToneCommand) {
    switch command.action {
    case .start(let kind): tones.start(kind, leg: command.leg)
    case .follow(let share): tones.follow(share: share, leg: command.leg)
    case .click: break
    }
  }

  /// Writes the tone of the next input frames.
  func write(inputFrames: Int) throws(LiveSession.Failure) {
    var left = inputFrames * framesPerInputFrame
    while left > 0 {
      let frames = min(left, Self.blockFrames)
      let count = frames * tones.channelCount
      tones.render(into: UnsafeMutableBufferPointer(rebasing: block[..<count]))
      for i in 0..<count { samples[i] = Int16(clamping: Int(bounded: (block[i] * 32_767).rounded())) }
      do { try writer.write(UnsafeBufferPointer(rebasing: samples[..<count])) } catch { throw .recording(error) }
      left -= frames
    }
  }

  /// Ends it with what is whole; returns how many input frames have their tone in it.
  func abandon() -> Int { writer.abandon() / framesPerInputFrame }

  /// Finishes the file.
  func close() throws(LiveSession.Failure) {
    do { try writer.close() } catch { throw .recording(error) }
  }
}

/// The file that a session's tone goes to, if any: written as the input goes on, ended early by a disk that takes no more.
struct ToneFile {
  /// Where the file ended before the session did.
  struct End {
    /// In whole sentences.
    let reason: String
    /// On the input's clock.
    let seconds: Double
  }

  /// Input frames whose tone has been dealt with, whether there is a file or not.
  private(set) var frames = 0
  /// Nil while the file goes on.
  private(set) var end: End?
  private var isEndTold = false
  private var track: ToneTrack?
  private let clock: CueTable

  /// Creates the file that a session asks for.
  init(_ request: LiveSession.Request, inputRate: Hertz, legCount: Int) throws(LiveSession.Failure) {
    clock = CueTable(rate: inputRate)
    track = try request.toneFile.map { (path) throws(LiveSession.Failure) in
      try ToneTrack(path: path, inputRate: inputRate, legCount: legCount, overwrite: request.overwrite)
    }
  }

  /// Lets a sound begin, or the pitch follow, from the next frame on.
  func follow(_ command: ToneCommand) { track?.follow(command) }

  /// Writes the tone of everything before an input frame.
  mutating func write(until frame: Int, isAllThatIsKept: Bool) throws(LiveSession.Failure) {
    guard frame > frames else { return }
    do { try track?.write(inputFrames: frame - frames) } catch { try endEarly(error, isAllThatIsKept) }
    frames = frame
  }

  /// Finishes the file.
  mutating func close(isAllThatIsKept: Bool) throws(LiveSession.Failure) {
    do { try track?.close() } catch { try endEarly(error, isAllThatIsKept) }
  }

  /// The early end, once.
  mutating func takeNews() -> End? {
    guard let end, !isEndTold else { return nil }
    isEndTold = true
    return end
  }

  /// A tone that its disk does not take ends the session only when nothing else is kept of it.
  private mutating func endEarly(
    _ failure: LiveSession.Failure, _ isAllThatIsKept: Bool
  ) throws(LiveSession.Failure) {
    guard !isAllThatIsKept, case .recording(let error) = failure, let ended = track else { throw failure }
    end = End(reason: "\(error)", seconds: clock.seconds(ended.abandon()))
    track = nil
  }
}
