import ArgumentParser
import CalibrationFiles
import Dashboard
import EMGUnits
import History
import Interchange
import LiveSession
import OfflineAnalysis
import Recording
import Report
import SessionReading
import Settings
import SoundCard

/// Why a command ends without success: a paragraph for the user and an exit code for scripts.
struct CommandFailure: Error, Hashable {
  /// One paragraph, printed after `glutecue: `.
  let message: String
  /// The exit code.
  let status: ExitStatus

  /// Joins both.
  init(_ message: String, _ status: ExitStatus) {
    self.message = message
    self.status = status
  }

  /// A setting that cannot be used.
  init(_ error: ConfigurationError) { self.init(error.message, .usage) }

  /// A recording or another file that cannot be read or written.
  init(_ error: RecordingError) { self.init(error.description, ExitStatus(error.category)) }

  /// A result that cannot be written.
  init(_ error: OutputError) {
    switch error {
    case .folder, .exists, .isInput, .twice, .create: self.init(error.description, .cannotCreate)
    case .notPermitted: self.init(error.description, .notPermitted)
    case .diskFull, .write: self.init(error.description, .io)
    }
  }

  /// A file of a session that cannot be used.
  init(_ error: SessionFileError) {
    switch error {
    case .missing: self.init(error.description, .missingInput)
    case .notPermitted: self.init(error.description, .notPermitted)
    case .unreadable: self.init(error.description, .io)
    case .malformed: self.init(error.description, .unusableData)
    }
  }

  /// A live page that cannot be served.
  init(_ error: DashboardError) {
    switch error {
    case .taken, .failed: self.init(error.description, .io)
    case .foreign: self.init(error.description, .usage)
    case .notPermitted: self.init(error.description, .notPermitted)
    }
  }

  /// A sound card that cannot be used.
  init(_ error: SoundCardError) {
    switch error {
    case .missing, .gone: self.init(error.description, .missingInput)
    case .notPermitted: self.init(error.description, .notPermitted)
    case .unsupported: self.init(error.description, .usage)
    case .busy, .failed: self.init(error.description, .io)
    }
  }

  /// Any error that a command throws; nil for those that ArgumentParser words itself (help, version, usage) and for an
  /// `ExitCode`, which says nothing.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as ConfigurationError: self.init(error)
    case let error as RecordingError: self.init(error)
    case let error as OutputError: self.init(error)
    case let error as SessionFileError: self.init(error)
    case let failure as OfflineAnalysis.Failure:
      switch failure {
      case .recording(let error): self.init(error)
      case .configuration(let error): self.init(error)
      case .output(let error): self.init(error)
      }
    case let failure as LiveSession.Failure:
      switch failure {
      case .recording(let error): self.init(error)
      case .configuration(let error): self.init(error)
      case .output(let error): self.init(error)
      case .soundCard(let error): self.init(error)
      }
    case let error as SoundCardError: self.init(error)
    case let error as DashboardError: self.init(error)
    case let failure as SettingsFailure:
      switch failure {
      case .file(let error): self.init(error)
      case .configuration(let error): self.init(error)
      }
    case let failure as PlanFile.Failure:
      switch failure {
      case .file(let error): self.init(error)
      case .configuration(let error): self.init(error)
      }
    case let error as HistoryError: self.init(error)
    case let error as SessionReadingError: self.init(error)
    case let error as InterchangeError: self.init(error)
    case is ExitCode: return nil
    case _ where GlutecueCommand.exitCode(for: error) == .failure:
      self.init("Something went wrong that should not: \(error). Please report it.", .software)
    default: return nil
    }
  }
}

extension ExitStatus {
  /// The exit code for trouble with a file.
  init(_ category: RecordingErrorCategory) {
    self =
      switch category {
      case .missingInput: .missingInput
      case .notPermitted: .notPermitted
      case .unusableData: .unusableData
      case .io, .diskFull: .io
      case .cannotCreate, .alreadyExists: .cannotCreate
      }
  }
}
