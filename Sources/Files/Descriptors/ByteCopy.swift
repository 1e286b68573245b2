import Glibc
import SystemPackage

/// Parts of a file copied into another, and compared with it. Holes of sparse files are skipped, and stay holes.
package struct ByteCopy {
  private static let blockBytes = 1 << 20

  private let source: OpenFile
  private let target: OpenFile

  package init(from source: OpenFile, to target: OpenFile) { (self.source, self.target) = (source, target) }

  /// Copies a part to `position`; what is beyond the target's end there must be zero.
  package func copy(_ range: Range<Int>, to position: Int) throws(FileError) {
    try eachBlock(of: source, range) { (bytes, place) throws(FileError) in
      try target.write(bytes, at: position + place - range.lowerBound)
    }
    if try target.currentLength() < position + range.count { try target.truncate(to: position + range.count) }
  }

  /// Whether a part is the same as that of the target from `position` on.
  package func isSame(_ range: Range<Int>, at position: Int) throws(FileError) -> Bool {
    guard try target.currentLength() >= position + range.count else { return false }
    let way = position - range.lowerBound
    guard try agrees(source, range, target, way) else { return false }
    return try agrees(target, position..<position + range.count, source, -way)
  }

  /// Whether everything that is not a hole in one file stands in the other too.
  private func agrees(
    _ one: OpenFile, _ range: Range<Int>, _ other: OpenFile, _ way: Int
  ) throws(FileError) -> Bool {
    var isSame = true
    try eachBlock(of: one, range) { (bytes, place) throws(FileError) in
      if isSame { isSame = try other.bytes(at: place + way, count: bytes.count) == bytes }
    }
    return isSame
  }

  private func eachBlock(
    of file: OpenFile, _ range: Range<Int>, _ body: ([UInt8], Int) throws(FileError) -> Void
  ) throws(FileError) {
    var place = range.lowerBound
    while place < range.upperBound {
      let data = file.nextData(from: place, before: range.upperBound)
      place = data.lowerBound
      while place < data.upperBound {
        let bytes = try file.bytes(at: place, count: min(Self.blockBytes, data.upperBound - place))
        guard !bytes.isEmpty else { throw FileError(.reading, .system(.ioError)) }
        try body(bytes, place)
        place += bytes.count
      }
    }
  }
}

extension OpenFile {
  private static let seekData: CInt = 3
  private static let seekHole: CInt = 4

  /// The next part that is no hole; all of it where the system does not tell holes. Empty at `end` when none follows.
  fileprivate func nextData(from start: Int, before end: Int) -> Range<Int> {
    let data = lseek(number, off_t(start), Self.seekData)
    guard data >= 0 else { return errno == ENXIO ? end..<end : start..<end }
    guard data < end else { return end..<end }
    let hole = lseek(number, data, Self.seekHole)
    return Int(data)..<(hole > data ? min(Int(hole), end) : end)
  }
}
