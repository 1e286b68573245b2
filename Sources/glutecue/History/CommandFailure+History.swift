import EMGUnits
import History
import Interchange
import SessionReading

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
