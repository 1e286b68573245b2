/// What kind of trouble a `RecordingError` is; decides the exit code of a command.
public enum RecordingErrorCategory: Sendable, Hashable, CaseIterable {
  /// There is no such input.
  case missingInput
  /// The system does not let the user read or write there.
  case notPermitted
  /// The input is there, but it is not a recording that can be used.
  case unusableData
  /// Reading or writing failed on the way.
  case io
  /// The output cannot be made with that name, in that place or with those settings.
  case cannotCreate
  /// The output exists, and overwriting was not asked for.
  case alreadyExists
  /// No space is left.
  case diskFull
}

extension RecordingError {
  /// What kind of trouble this is.
  public var category: RecordingErrorCategory {
    switch self {
    case .missing, .nulInPath, .noSession: .missingInput
    case .notPermitted: .notPermitted
    case .folder, .notAFile, .empty, .notSound, .damaged, .noFrames, .unsupported, .unitUnclear, .channelCount,
      .sampleRate,
      .twoRecordings, .sidecarSyntax, .sidecarMap, .sidecarValue:
      .unusableData
    case .sampleKind, .openFailed, .readFailed, .writeFailed, .closed, .beingWritten: .io
    case .missingFolder, .fileEnding, .encoding, .fractionalRate, .cannotCreate: .cannotCreate
    case .alreadyExists: .alreadyExists
    case .diskFull, .noRoom: .diskFull
    }
  }
}
