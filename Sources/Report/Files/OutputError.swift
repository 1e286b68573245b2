import Glibc

/// Why a result could not be written.
public enum OutputError: Error, Sendable, Hashable {
  /// The folder cannot be made.
  case folder(path: String, reason: String)
  /// The system does not let the user write there.
  case notPermitted(path: String)
  /// A file of that name is there already.
  case exists(path: String)
  /// The file is read as input.
  case isInput(path: String)
  /// Two results would go to the same file.
  case twice(path: String)
  /// The file cannot be made for another reason.
  case create(path: String, reason: String)
  /// The disk is full.
  case diskFull(path: String)
  /// Writing failed on the way.
  case write(path: String, reason: String)
}

extension OutputError {
  /// What the system's error code means when a file is to be made.
  package static func creating(_ path: String, code: Int32) -> OutputError {
    switch code {
    case EEXIST: .exists(path: path)
    case EACCES, EPERM, EROFS: .notPermitted(path: path)
    case ENOSPC, EDQUOT: .diskFull(path: path)
    case EISDIR: .create(path: path, reason: "for it is a folder")
    default: .create(path: path, reason: "as the system says: \(String(cString: strerror(code)))")
    }
  }
}

extension OutputError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .folder(let path, let reason):
      "\(path.isEmpty ? "--output" : path): results cannot be put there, \(reason). Choose another folder with --output."
    case .notPermitted(let path):
      "\(path): you are not permitted to write there. Choose a folder of your own with --output."
    case .exists(let path):
      "\(path) exists already and is left as it is. Choose another name or folder, or say --force to overwrite it."
    case .isInput(let path):
      "\(path) is read as input and would be destroyed, so nothing is written there, --force or not. "
        + "Choose another name or folder for the results."
    case .twice(let path):
      "\(path) would be written twice, once as the tone and once as a file of the session. "
        + "Choose another name with --tone."
    case .create(let path, let reason):
      "\(path): cannot be created, \(reason). Choose another name or folder."
    case .diskFull(let path):
      "\(path): the disk is full. What was written so far is kept; make room and run again."
    case .write(let path, let reason):
      "\(path): writing failed, \(reason). What was written so far is kept."
    }
  }
}
