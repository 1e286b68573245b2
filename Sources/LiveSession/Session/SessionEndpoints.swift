import EMGUnits
import SoundCard

/// Where a session's EMG comes from.
public enum SessionInput: Sendable, Hashable {
  /// A recording.
  case recording(path: String)
  /// A sound card.
  case device(String, StreamRequest)

  /// As a person writes it: the path, or `alsa:hw:1`.
  public var name: String {
    switch self {
    case .recording(let path): path
    case .device(let device, _): "alsa:\(device)"
    }
  }
}

/// Where a session's tones go.
public enum SessionTone: Sendable, Hashable {
  /// A WAV.
  case file(path: String)
  /// Headphones.
  case device(DeviceOutput)
}

/// A playback device and how loud it is to be.
public struct DeviceOutput: Sendable, Hashable {
  /// Its name for the library.
  public var device: String
  /// What is demanded of it.
  public var request: StreamRequest
  /// Factor on the tones, whose largest sample is half of full scale: 0–1.
  public var gain: Float

  /// Joins the values.
  public init(device: String, request: StreamRequest = StreamRequest(), gain: Float) {
    self.device = device
    self.request = request
    self.gain = gain
  }
}
