import EMGUnits
import Recording
import SoundCard

/// An input that has been opened, with what its channels carry; nothing has been written yet.
struct SessionOpening {
  let source: SessionSource
  let input: InputFormat
  let setup: MeasurementSetup
  /// Whole sentences.
  private(set) var warnings: [String] = []

  init(_ request: LiveSession.Request) throws(LiveSession.Failure) {
    switch request.input {
    case .recording(let path): try self.init(recording: path, request)
    case .device(let device, let wish): try self.init(device: device, wish, request)
    }
  }

  private init(recording path: String, _ request: LiveSession.Request) throws(LiveSession.Failure) {
    let opened: OpenedRecording
    do {
      opened = try OpenedRecording(path, overrides: request.overrides, fallbacks: request.fallbacks)
    } catch {
      switch error {
      case .recording(let error): throw .recording(error)
      case .configuration(let error): throw .configuration(error)
      }
    }
    (setup, warnings) = (opened.setup, opened.warnings)
    if request.folder != nil, request.recordingFormat != nil { try Self.checkKeeping(opened.reader) }
    source = .recording(opened.reader)
    input = InputFormat(opened.reader, path: path)
  }

  /// Refuses what a session could not keep: other programs' files may have more channels, or odd rates.
  private static func checkKeeping(_ reader: RecordingReader) throws(LiveSession.Failure) {
    let rate = reader.sampleRate
    guard reader.channelCount > RecordingLimits.channelCounts.upperBound || rate.value != rate.value.rounded() else {
      return
    }
    throw .configuration(
      ConfigurationError(
        "\(reader.path): a session keeps its input as a WAV, which has up to \(RecordingLimits.channelCounts.upperBound) channels and a whole "
          + "number of hertz; this one has \(reader.channelCount) at \(rate). Leave --output out to keep nothing, or use "
          + "`glutecue analyze`, which takes it as it is."))
  }

  /// What the channels carry is known before the device is opened: it must have as many.
  private init(
    device: String, _ wish: StreamRequest, _ request: LiveSession.Request
  ) throws(LiveSession.Failure) {
    do {
      setup = try MeasurementSetup(
        device: request.input.name, overrides: request.overrides, fallbacks: request.fallbacks)
    } catch { throw .configuration(error) }
    var wish = wish
    wish.leastChannels = setup.map.entries.map(\.channel).max() ?? 1
    let opened: CaptureDevice
    do { opened = try CaptureDevice(device, wish) } catch { throw .soundCard(error) }
    do { _ = try setup.map.validated(channelCount: opened.format.channels) } catch { throw .configuration(error) }
    source = .device(opened)
    input = InputFormat(opened.format, device: device)
  }
}

/// An input that is open: what the session needs to know of it, whatever it is.
package struct InputFormat {
  /// As the summary names it: a file's name, or `alsa:hw:1`.
  let name: String
  /// As the sidecar names it: `wav:FILE` or `alsa:hw:1`.
  let device: String
  /// Frames a second.
  let rate: Hertz
  /// Samples in a frame.
  let channelCount: Int
  /// How the session's recording stores a sample.
  let encoding: SampleEncoding

  /// Joins the values.
  package init(device: String, rate: Hertz, channelCount: Int, encoding: SampleEncoding) {
    (name, self.device) = (device, device)
    self.rate = rate
    self.channelCount = channelCount
    self.encoding = encoding
  }

  /// Bytes a second without compression.
  var bytesPerSecond: Int { Int(bounded: rate.value) * channelCount * encoding.byteCount }

  init(_ reader: RecordingReader, path: String) {
    name = (path.split(separator: "/").last.map(String.init) ?? path).shownName
    self.device = (reader.isForeign ? "file:" : "wav:") + path.shownName
    rate = reader.sampleRate
    channelCount = reader.channelCount
    encoding = reader.encoding == .float64 ? .float32 : reader.encoding
  }

  init(_ format: StreamFormat, device: String) {
    name = "alsa:\(device)"
    self.device = name
    rate = Hertz(Double(format.rate))
    channelCount = format.channels
    encoding =
      switch format.format {
      case .s16: .int16
      case .s24, .s24packed: .int24
      case .s32: .int32
      case .float: .float32
      }
  }
}

/// A capture device that is open and waits for its thread.
final class CaptureDevice {
  let format: StreamFormat
  private var stream: PCMStream?

  init(_ device: String, _ request: StreamRequest) throws(SoundCardError) {
    let opened = try PCMStream(device, .capture, request)
    format = opened.format
    stream = consume opened
  }

  /// The stream, once.
  func take() -> PCMStream? { stream.take() }
}

/// Where the samples come from.
enum SessionSource {
  case recording(RecordingReader)
  case device(CaptureDevice)
}
