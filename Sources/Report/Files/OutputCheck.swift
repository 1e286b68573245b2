import Foundation
import Recording

/// Looks, before anything is written, whether all of the results may be written where they are to go.
public enum OutputCheck {
  /// Refuses an existing file unless `overwrites`, one of the `inputs` always, and a name that is used twice.
  ///
  /// - Parameters:
  ///   - files: every path that will be written.
  ///   - inputs: files that are read and must stay as they are: the recording and its sidecar.
  ///   - overwrites: whether other files may be replaced.
  public static func check(_ files: [String], inputs: [String], overwrites: Bool) throws(OutputError) {
    let kept = Set(inputs.compactMap(FileIdentity.init))
    var seen: Set<FileIdentity> = []
    for file in files {
      guard let identity = FileIdentity(file) else { continue }
      if kept.contains(identity) { throw .isInput(path: file) }
      if !seen.insert(identity).inserted { throw .twice(path: file) }
    }
    var status = stat()
    if !overwrites, let taken = files.first(where: { lstat($0.onDisk, &status) == 0 }) { throw .exists(path: taken) }
  }
}
