import Glibc
import Recording

/// Every file below a folder, whatever its name. Hidden ones, and those in hidden folders, are left out; links to folders
/// are not followed, so that no search goes round in circles.
struct FolderSearch {
  /// Their paths from the folder on, in no order.
  private(set) var files: [String] = []

  private let folder: String

  /// Looks through a folder; what may not be read is left out.
  init(_ folder: String) {
    self.folder = folder.hasSuffix("/") ? folder : folder + "/"
    look(into: "")
  }

  private mutating func look(into path: String) {
    guard let stream = opendir((folder + path).onDisk) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(nameOnDisk: $0.prefix { $0 != 0 }) }
      guard !name.hasPrefix(".") else { continue }
      if isRealFolder(path + name) { look(into: path + name + "/") } else { files.append(path + name) }
    }
  }

  private func isRealFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat((folder + path).onDisk, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
