import ArgumentParser
import ConfigurationFiles
import EMGUnits
import History
import Interchange
import LiveDisplay
import LiveSession
import OfflineAnalysis
import Recording
import SessionResults
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

/// How a command ended, as its exit code tells a script. From 64 on they are the codes of sysexits.h.
enum ExitStatus: Int32 {
  /// It did what was asked.
  case success = 0
  /// It ran, but a channel that was needed cannot be used: electrode off, dead, clipped.
  case channelUnusable = 3
  /// It ran, but there were no strides in the signal.
  case noStrides = 4
  /// The command line asks for something impossible.
  case usage = 64
  /// The input is there, but it is not a recording that can be used.
  case unusableData = 65
  /// There is no such input.
  case missingInput = 66
  /// A mistake in GluteCue itself.
  case software = 70
  /// The output cannot be made there, or exists already.
  case cannotCreate = 73
  /// Reading or writing failed on the way; the disk is full.
  case io = 74
  /// The system does not let the user read or write there.
  case notPermitted = 77
  /// Stopped by Ctrl-C or by a request to end. What was written until then is complete in itself.
  case interrupted = 130
}

extension CommandFailure {
  /// A history that cannot be used.
  init(_ error: HistoryError) {
    let status: ExitStatus =
      switch error {
      case .folder: .cannotCreate
      case .notPermitted: .notPermitted
      case .locked, .diskFull, .failed: .io
      case .newer, .damaged, .foreign, .archive: .unusableData
      case .entry: .usage
      case .noSuch: .missingInput
      case .session(let error): CommandFailure(error).status
      }
    self.init(error.description, status)
  }

  /// A session folder that cannot be used.
  init(_ error: SessionReadingError) {
    switch error {
    case .file(let error): self.init(error)
    case .missing: self.init(error.description, .missingInput)
    case .notAFolder, .noSummary, .cutOff, .summary, .table: self.init(error.description, .unusableData)
    }
  }

  /// A session that cannot be exported.
  init(_ error: InterchangeError) {
    switch error {
    case .session(let error): self.init(error)
    case .recording(let error): self.init(error)
    case .output(let error): self.init(error)
    case .configuration(let error): self.init(error)
    }
  }
}
