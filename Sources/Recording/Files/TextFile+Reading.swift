import Glibc

extension TextFile {
  /// More than any text that people write.
  public static let mostBytes = 1 << 20

  /// Reads a text file whole, also from a pipe.
  ///
  /// - Parameter mostBytes: more is refused.
  /// - Throws: `.missing`, `.notPermitted`, `.folder`, and `.openFailed` for anything else, such as more than 1 MiB.
  public static func read(_ path: String, mostBytes: Int = TextFile.mostBytes) throws(RecordingError) -> [UInt8] {
    guard !path.utf8.contains(0) else { throw .nulInPath(path: path) }
    let number = open(path.onDisk, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .opening(path, code: errno) }
    defer { _ = close(number) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count <= mostBytes {
      let got = block.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw errno == EISDIR ? .folder(path: path) : .opening(path, code: errno) }
      if got == 0 { return bytes }
      bytes += block[..<got]
    }
    throw .openFailed(path: path, reason: "it is larger than \(mostBytes >> 20) MiB, which no text of this kind is")
  }
}
