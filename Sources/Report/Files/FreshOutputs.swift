import Foundation

/// Outputs that are not there yet when a command begins to write them: should nothing come of it, they are taken away again,
/// so that none is taken for a result or stands in the way of the next try. What was there before stays.
public struct FreshOutputs: Sendable {
  private let files: [String]
  private let folders: [String]

  /// Of files, and of the folders that have to be made for one, itself included.
  public init(files: [String], folder: String? = nil) {
    self.files = files.filter { access($0, F_OK) != 0 }
    folders = folder.map(OutputFolder.missing) ?? []
  }

  /// Takes away what has been made since; folders only when nothing else is in them.
  public func remove() {
    for path in files { unlink(path) }
    for path in folders { rmdir(path) }
  }

  /// Does what writes them, and takes them away when that fails.
  public func removed<Result, Failure: Error>(
    unlessDone write: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do { return try write() } catch {
      remove()
      throw error
    }
  }
}
