import EMGUnits
import Recording
import Report
import SessionReading

/// Why a session could not be exported.
public enum InterchangeError: Error, Sendable, Hashable {
  /// The session folder cannot be used.
  case session(SessionReadingError)
  /// The recording cannot be read.
  case recording(RecordingError)
  /// The result cannot be written.
  case output(OutputError)
  /// What is asked for does not fit.
  case configuration(ConfigurationError)
}

extension InterchangeError {
  /// Whatever went wrong while `path` was written.
  init(_ error: any Error, writing path: String) {
    switch error {
    case let error as InterchangeError: self = error
    case let error as OutputError: self = .output(error)
    case let error as RecordingError: self = .recording(error)
    default: self = .output(.write(path: path, reason: "\(error)"))
    }
  }

  /// The folder holds no recording.
  static func noRecording(_ session: SavedSession) -> InterchangeError {
    let name = session.summary.input.name.map { ", which was “\($0)”" } ?? ""
    return .configuration(
      ConfigurationError(
        "\(session.path) holds no recording, as analyze keeps none. Say where its input is with --recording\(name)."))
  }
}
