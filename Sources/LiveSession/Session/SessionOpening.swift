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
    let reader: RecordingReader
    do { reader = try RecordingReader(path: path) } catch { throw .recording(error) }
    var found: [String] = []
    let said: MeasurementSetup
    do {
      said = try MeasurementSetup(
        recording: path, channelCount: reader.channelCount, overrides: request.overrides,
        fallbacks: request.fallbacks
      ) { found.append("\($0)") }
    } catch {
      switch error {
      case .recording(let error): throw .recording(error)
      case .configuration(let error): throw .configuration(error)
      }
    }
    do { setup = try reader.adopt(said) } catch { throw .recording(error) }
    source = .recording(reader)
    input = InputFormat(reader, path: path)
    warnings = found
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
