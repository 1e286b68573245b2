import ConfigurationFiles
import EMGUnits
import History
import Interchange
import LabStreams
import LiveDisplay
import LiveSession
import OfflineAnalysis
import Recording
import SessionResults
import SoundCard
import Streams

// The errors of every module, each with its exit code. No switch has a `default`, so that a new case needs a code.

extension ExplainedError where Self: CustomStringConvertible {
  /// What the error says of itself.
  var message: String { description }
}

/// An error of one module that stands for another's.
protocol PassedOnError: ExplainedError {
  /// What it stands for.
  var cause: any ExplainedError { get }
}

extension PassedOnError {
  /// The cause's.
  var message: String { cause.message }
  /// The cause's.
  var status: ExitStatus { cause.status }
}

extension ConfigurationError: ExplainedError {
  var status: ExitStatus { .usage }
}

extension RecordingError: ExplainedError {
  var status: ExitStatus {
    switch category {
    case .missingInput: .missingInput
    case .notPermitted: .notPermitted
    case .unusableData: .unusableData
    case .io, .diskFull: .io
    case .cannotCreate, .alreadyExists: .cannotCreate
    }
  }
}

extension OutputError: ExplainedError {
  var status: ExitStatus {
    switch self {
    case .folder, .exists, .isInput, .twice, .create: .cannotCreate
    case .notPermitted: .notPermitted
    case .diskFull, .write: .io
    }
  }
}

extension SessionReadingError: ExplainedError {
  var status: ExitStatus {
    switch self {
    case .file(let error): error.status
    case .missing: .missingInput
    case .notAFolder, .noSummary, .cutOff, .summary, .table: .unusableData
    }
  }
}

extension SoundCardError: ExplainedError {
  var status: ExitStatus {
    switch self {
    case .missing, .gone: .missingInput
    case .notPermitted: .notPermitted
    case .unsupported: .usage
    case .busy, .failed: .io
    }
  }
}

extension LabStreamError: ExplainedError {
  var status: ExitStatus {
    switch self {
    case .noLibrary, .oldLibrary: .unavailable
    case .missing, .silent: .missingInput
    case .ambiguous, .noUnit: .usage
    case .text, .format, .irregular, .rate, .tooManyChannels, .mixedUnits, .changed: .unusableData
    case .noOutlet, .stopped: .io
    }
  }
}

extension StreamsError: ExplainedError {
  var status: ExitStatus {
    switch self {
    case .host: .noHost
    case .socket: .io
    }
  }
}

extension LiveStreams.Failure: PassedOnError {
  var cause: any ExplainedError {
    switch self {
    case .osc(let error): error
    case .lsl(let error): error
    }
  }
}

extension DashboardError: ExplainedError {
  var status: ExitStatus {
    switch self {
    case .taken, .failed: .io
    case .foreign: .usage
    case .notPermitted: .notPermitted
    }
  }
}

extension HistoryError: ExplainedError {
  var status: ExitStatus {
    switch self {
    case .folder: .cannotCreate
    case .notPermitted: .notPermitted
    case .locked, .diskFull, .failed: .io
    case .newer, .damaged, .foreign, .archive: .unusableData
    case .entry: .usage
    case .noSuch: .missingInput
    case .session(let error): error.status
    }
  }
}

extension InterchangeError: PassedOnError {
  var cause: any ExplainedError {
    switch self {
    case .session(let error): error
    case .recording(let error): error
    case .output(let error): error
    case .configuration(let error): error
    }
  }
}

extension OfflineAnalysis.Failure: PassedOnError {
  var cause: any ExplainedError {
    switch self {
    case .recording(let error): error
    case .configuration(let error): error
    case .output(let error): error
    }
  }
}

extension LiveSession.Failure: PassedOnError {
  var cause: any ExplainedError {
    switch self {
    case .recording(let error): error
    case .configuration(let error): error
    case .output(let error): error
    case .soundCard(let error): error
    case .stream(let error): error
    }
  }
}

extension MeasurementSetup.Failure: PassedOnError {
  var cause: any ExplainedError {
    switch self {
    case .recording(let error): error
    case .configuration(let error): error
    }
  }
}

extension SettingsFailure: PassedOnError {
  var cause: any ExplainedError {
    switch self {
    case .file(let error): error
    case .configuration(let error): error
    }
  }
}

extension PlanFile.Failure: PassedOnError {
  var cause: any ExplainedError {
    switch self {
    case .file(let error): error
    case .configuration(let error): error
    }
  }
}
