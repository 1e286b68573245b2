import EMGUnits

/// Why a recording or its sidecar cannot be read or written. `path` is the path as the user gave it.
public enum RecordingError: Error, Sendable, Hashable {
  /// Reading or writing.
  public enum Access: Sendable, Hashable {
    /// Of an existing file.
    case reading
    /// Of a new file, or over an existing one.
    case writing
  }

  /// No file of that name (ENOENT, ENOTDIR).
  case missing(path: String)
  /// The path holds a NUL character, which no file name can.
  case nulInPath(path: String)
  /// EACCES, EPERM; for writing also EROFS.
  case notPermitted(path: String, Access)
  /// A folder where a file is needed.
  case folder(path: String)
  /// A named pipe, socket or device; `kind` is its name with article.
  case notAFile(path: String, kind: String)
  /// 0 bytes.
  case empty(path: String)
  /// Not a sound file of any kind known.
  case notSound(path: String)
  /// Begins like `container`, but cannot be opened.
  case damaged(path: String, container: RecordingContainer)
  /// A header and no samples.
  case noFrames(path: String)
  /// A sound file of a kind that is not read; `format` is its name.
  case unsupported(path: String, format: String)
  /// Float values that look like voltages while nothing says so; the factor makes fractions of the full scale of them.
  case unitUnclear(path: String, peak: Double, likely: SampleUnit, factor: Double, fullScaleMillivolts: Double)
  /// Number of channels out of range.
  case channelCount(path: String, given: Int, allowed: ClosedRange<Int>)
  /// Sample rate out of range.
  case sampleRate(path: String, given: Hertz, allowed: ClosedRange<Hertz>)
  /// A sample rate to be written that is not a whole number of hertz.
  case fractionalRate(path: String, given: Hertz)
  /// `read` or `write` of a type that would lose bits of the file's encoding.
  case sampleKind(path: String, encoding: SampleEncoding, asked: SampleKind, Access)
  /// open(2) failed for another reason.
  case openFailed(path: String, reason: String)
  /// Reading failed after `frame` whole frames.
  case readFailed(path: String, frame: Int, reason: String)
  /// Writing failed after `frame` whole frames.
  case writeFailed(path: String, frame: Int, reason: String)
  /// `write` or `flushHeader` after `close`.
  case closed(path: String)
  /// The folder that the file should go into is not there.
  case missingFolder(path: String)
  /// A name to be written that ends neither in `.wav` nor in `.flac`.
  case fileEnding(path: String)
  /// An encoding that the container is not written with.
  case encoding(path: String, given: SampleEncoding, container: RecordingContainer)
  /// Creating failed for another reason.
  case cannotCreate(path: String, reason: String)
  /// A file of that name exists, and overwriting was not asked for.
  case alreadyExists(path: String)
  /// No space left (ENOSPC, EDQUOT, EFBIG) after `frame` whole frames.
  case diskFull(path: String, frame: Int)
  /// The disk has no room for the copy that a repair makes; in bytes.
  case noRoom(path: String, needed: Int, free: Int)
  /// Another program has the file open and records into it.
  case beingWritten(path: String)
  /// A folder without a recording of a session.
  case noSession(path: String)
  /// A session folder with two recordings.
  case twoRecordings(path: String)
  /// A recording of another program that cannot be used; whole sentences.
  case foreign(path: String, words: String)
  /// A sidecar that is not JSON; `place` says where it breaks.
  case sidecarSyntax(path: String, place: String)
  /// A channel map in a sidecar that cannot be used.
  case sidecarMap(path: String, ConfigurationError)
  /// A sidecar value that cannot be used.
  case sidecarValue(path: String, key: String, found: String, expected: String)
}

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
      .twoRecordings, .foreign, .sidecarSyntax, .sidecarMap, .sidecarValue:
      .unusableData
    case .sampleKind, .openFailed, .readFailed, .writeFailed, .closed, .beingWritten: .io
    case .missingFolder, .fileEnding, .encoding, .fractionalRate, .cannotCreate: .cannotCreate
    case .alreadyExists: .alreadyExists
    case .diskFull, .noRoom: .diskFull
    }
  }
}
