import SystemPackage

/// Why a call on a file failed, and on the way to what. It knows no path: whoever gave one makes a sentence of both.
package struct FileError: Error, Hashable {
  /// What was being done.
  package enum Step: Sendable, Hashable {
    case opening
    case creating
    case reading
    case writing
  }

  /// What failed.
  package enum Cause: Sendable, Hashable {
    /// A call of the operating system.
    case system(Errno)
    /// The path holds a NUL character, which no file name can.
    case nulInPath
    /// Something else stands where a file should.
    case kind(FileKind)
    /// The file holds more than it may.
    case tooLarge(mostBytes: Int)
    /// A library, in its words, or a check of ours.
    case words(String)
  }

  /// What was being done.
  package let step: Step
  /// What failed.
  package let cause: Cause

  /// Joins both.
  package init(_ step: Step, _ cause: Cause) { (self.step, self.cause) = (step, cause) }

  /// A call into a library: the system's code when it had a part in it (not 0), else the words of the library, without a full
  /// stop, else that the call failed.
  package init(_ step: Step, _ call: String, code: CInt, words: String? = nil) {
    var words = words.flatMap { $0.isEmpty ? nil : $0 } ?? "\(call) failed"
    while words.last == "." { words.removeLast() }
    self.init(step, code == 0 ? .words(words) : .system(Errno(rawValue: code)))
  }

  /// What can be done about it decides what it means.
  package enum Meaning: Sendable, Hashable {
    /// No such file, or no such folder to put it in.
    case missing
    /// The system does not let the user.
    case notPermitted
    /// Something of that name is there.
    case exists
    /// No space is left: on the disk, in the quota or in the largest file allowed.
    case full
    /// Something else stands where a file should.
    case kind(FileKind)
    /// The path holds a NUL character.
    case nulInPath
    /// Anything else; `reason` tells.
    case other
  }

  /// What it means to the user.
  package var meaning: Meaning {
    switch cause {
    case .system(.noSuchFileOrDirectory), .system(.notDirectory): .missing
    case .system(.permissionDenied), .system(.notPermitted): .notPermitted
    case .system(.readOnlyFileSystem) where step == .creating || step == .writing: .notPermitted
    case .system(.fileExists): .exists
    case .system(.noSpace), .system(.diskQuotaExceeded), .system(.fileTooLarge): .full
    case .system(.isDirectory): .kind(.folder)
    // what open(2) says of a socket
    case .system(.noSuchAddressOrDevice): .kind(.socket)
    case .kind(let kind): .kind(kind)
    case .nulInPath: .nulInPath
    case .system, .tooLarge, .words: .other
    }
  }

  /// In words, the system's where it has any.
  package var reason: String {
    switch cause {
    case .system(let code): code.description
    case .nulInPath: "a path cannot hold a NUL character"
    case .kind(let kind): "it is \(kind.rawValue)"
    case .tooLarge(let most): "it is larger than \(most >> 20) MiB, which no text of this kind is"
    case .words(let words): words
    }
  }

  /// Whether the operating system had a part in it.
  package var isOfSystem: Bool { if case .system = cause { true } else { false } }

  /// Makes calls of swift-system, whose only error is `Errno`.
  static func on<Result>(_ step: Step, _ calls: () throws -> Result) throws(FileError) -> Result {
    do { return try calls() } catch { throw FileError(step, .system(error as? Errno ?? .ioError)) }
  }
}

/// What stands where a file should; the words have their article.
package enum FileKind: String, Sendable, Hashable {
  case folder = "a folder"
  case pipe = "a named pipe"
  case socket = "a socket"
  case device = "a device"

  /// Nil for a regular file.
  init?(_ type: FileType) {
    switch type {
    case .regular: return nil
    case .directory: self = .folder
    case .fifo: self = .pipe
    case .socket: self = .socket
    default: self = .device
    }
  }
}
