import Glibc

/// Which `RecordingError` a failed call means.
extension RecordingError {
  /// open(2) for reading.
  package static func opening(_ path: String, code: CInt) -> RecordingError {
    switch code {
    case ENOENT, ENOTDIR: .missing(path: path)
    case EACCES, EPERM: .notPermitted(path: path, .reading)
    case ENXIO: .notAFile(path: path, kind: "a socket")
    default: .openFailed(path: path, reason: CallError("open", code: code).reason)
    }
  }

  /// open(2) for creating, with or without O_EXCL.
  package static func creating(_ path: String, code: CInt) -> RecordingError {
    var status = stat()
    if code == EISDIR || code == EEXIST && stat(path.onDisk, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR {
      return .folder(path: path)
    }
    let error = CallError("open", code: code)
    return switch code {
    case EEXIST: .alreadyExists(path: path)
    case ENOENT, ENOTDIR: .missingFolder(path: path)
    case EACCES, EPERM, EROFS: .notPermitted(path: path, .writing)
    case ENXIO: .notAFile(path: path, kind: "a socket")
    default:
      error.meansDiskFull ? .diskFull(path: path, frame: 0) : .cannotCreate(path: path, reason: error.reason)
    }
  }

  /// Any call that writes, after `frame` whole frames.
  static func writing(_ path: String, frame: Int, _ error: CallError) -> RecordingError {
    error.meansDiskFull
      ? .diskFull(path: path, frame: frame) : .writeFailed(path: path, frame: frame, reason: error.reason)
  }

  /// Any call that reads, after `frame` whole frames.
  static func reading(_ path: String, frame: Int, _ error: CallError) -> RecordingError {
    .readFailed(path: path, frame: frame, reason: error.reason)
  }
}
