import Glibc

/// The folder in which a process puts files for readers that take a path; `FUZZ_FOLDER`, best in memory.
enum Workspace {
  /// Without a slash at its end.
  static let folder = getenv("FUZZ_FOLDER").map { String(cString: $0) } ?? "/tmp"

  /// Writes a file, over the one of the input before; returns its path.
  @discardableResult
  static func write(_ bytes: some Collection<UInt8>, _ name: String) -> String {
    let path = folder + "/" + name
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    precondition(file >= 0, "FUZZ_FOLDER cannot be written to")
    defer { close(file) }
    let array = Array(bytes)
    let written = array.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    precondition(written == array.count)
    return path
  }

  /// Takes a file away; whether it was there.
  @discardableResult
  static func remove(_ name: String) -> Bool { unlink(folder + "/" + name) == 0 }
}
