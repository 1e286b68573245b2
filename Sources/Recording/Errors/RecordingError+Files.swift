import Files

/// Which `RecordingError` a failed call on a file means.
extension RecordingError {
  /// A file that could not be opened, made, or written and read whole.
  package init(_ path: String, _ error: FileError) {
    switch (error.step, error.meaning) {
    case (_, .nulInPath): self = .nulInPath(path: path)
    case (_, .kind(.folder)): self = .folder(path: path)
    case (_, .kind(let kind)): self = .notAFile(path: path, kind: kind.rawValue)
    case (.opening, .missing), (.reading, .missing): self = .missing(path: path)
    case (.creating, .missing): self = .missingFolder(path: path)
    case (.opening, .notPermitted), (.reading, .notPermitted): self = .notPermitted(path: path, .reading)
    case (.creating, .notPermitted): self = .notPermitted(path: path, .writing)
    case (.creating, .exists): self = .alreadyExists(path: path)
    case (.creating, .full): self = .diskFull(path: path, frame: 0)
    case (.creating, .other): self = .cannotCreate(path: path, reason: error.reason)
    case (.writing, _): self = .writing(path, frame: 0, error)
    case (.opening, _), (.reading, _): self = .openFailed(path: path, reason: error.reason)
    }
  }

  /// Any call that writes, after `frame` whole frames.
  static func writing(_ path: String, frame: Int, _ error: FileError) -> RecordingError {
    error.meaning == .full
      ? .diskFull(path: path, frame: frame) : .writeFailed(path: path, frame: frame, reason: error.reason)
  }

  /// Any call that reads, after `frame` whole frames.
  static func reading(_ path: String, frame: Int, _ error: FileError) -> RecordingError {
    .readFailed(path: path, frame: frame, reason: error.reason)
  }
}

/// `WholeFile` for texts, with errors that name the file.
public enum TextFile {
  /// More than any text that people write.
  public static let mostBytes = 1 << 20

  /// Creates the file and writes the text in UTF-8, or leaves nothing. What is written is on the disk.
  ///
  /// - Parameter overwrite: whether a file of that name may be replaced.
  /// - Throws: the errors of creating and writing a file.
  public static func write(_ text: String, to path: String, overwrite: Bool = false) throws(RecordingError) {
    try write(Array(text.utf8), to: path, overwrite: overwrite)
  }

  /// The same for bytes.
  static func write(_ bytes: [UInt8], to path: String, overwrite: Bool) throws(RecordingError) {
    do { try WholeFile.write(bytes, to: path, overwrite: overwrite) } catch { throw RecordingError(path, error) }
  }

  /// Puts bytes in the place of a file; whoever reads sees the old or the new one.
  public static func replace(_ bytes: [UInt8], at path: String) throws(RecordingError) {
    do { try WholeFile.replace(bytes, at: path) } catch {
      throw RecordingError(error.step == .creating ? WholeFile.draft(of: path) : path, error)
    }
  }

  /// Reads a text file whole, also from a pipe.
  ///
  /// - Parameter mostBytes: more is refused.
  /// - Throws: `.missing`, `.notPermitted`, `.folder`, and `.openFailed` for anything else, such as more than 1 MiB.
  public static func read(_ path: String, mostBytes: Int = TextFile.mostBytes) throws(RecordingError) -> [UInt8] {
    do { return try WholeFile.read(path, mostBytes: mostBytes) } catch { throw RecordingError(path, error) }
  }
}
