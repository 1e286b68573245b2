/// Why a result could not be written.
public enum OutputError: Error, Sendable, Hashable {
  /// The folder cannot be made or written to.
  case folder(path: String, reason: String)
  /// A file of that name is there already.
  case exists(path: String)
  /// The disk is full.
  case diskFull(path: String)
  /// Writing failed for another reason.
  case write(path: String, reason: String)
}

extension OutputError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .folder(let path, let reason):
      "\(path): results cannot be put there (\(reason)). Choose another folder with --output."
    case .exists(let path):
      "\(path) exists already and is left as it is. Choose another folder with --output, or say --force to overwrite."
    case .diskFull(let path):
      "\(path): the disk is full. What was written so far is kept; make room and run again."
    case .write(let path, let reason):
      "\(path): writing failed (\(reason))."
    }
  }
}
