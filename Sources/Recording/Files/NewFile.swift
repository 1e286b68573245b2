import Glibc

/// A file just created or emptied; `discard` takes it away again when nothing came of it.
struct NewFile {
  /// Open for writing.
  let descriptor: FileDescriptor
  private let path: String
  private let isNew: Bool

  /// Creates it; only with `overwrite` over an existing one.
  init(_ path: String, overwrite: Bool) throws(RecordingError) {
    self.path = path
    (descriptor, isNew) = try FileDescriptor.create(path, overwrite: overwrite)
  }

  /// Removes the file if it was not there before: an empty one would be in the way of the next try.
  /// Should that fail too, the first error is the one to tell.
  func discard() {
    if isNew { _ = unlink(path.onDisk) }
  }
}
