import Glibc

/// Looks for a stream by its name, or by its source id.
struct LabStreamSearch {
  private static let mostStreams = 128
  /// Streams answer within some milliseconds in one network; a busy computer takes longer.
  private static let lookSeconds = 1.0

  let library: LSLLibrary
  let name: String

  /// Finds it within some looks of a second each.
  func find(looks: Int) throws(LabStreamError) -> FoundStream {
    var others: [LabStreamInfo] = []
    for _ in 0..<looks {
      let all = FoundStream.all(library, seconds: Self.lookSeconds, most: Self.mostStreams)
      let found = matches(all)
      if found.count == 1, let stream = found.first { return stream }
      if found.count > 1 { throw .ambiguous(name: name, found.map(\.info)) }
      others = all.map(\.info)
    }
    throw .missing(name: name, found: others)
  }

  /// A name goes before a source id.
  private func matches(_ streams: [FoundStream]) -> [FoundStream] {
    let named = streams.filter { $0.info.name == name }
    return named.isEmpty ? streams.filter { !$0.info.sourceID.isEmpty && $0.info.sourceID == name } : named
  }

  /// Looks once, briefly, for a stream that was there before; nil when it is not, or is not the only one.
  func glance(like before: LabStreamInfo) -> FoundStream? {
    let all = matches(FoundStream.all(library, seconds: 0.3, most: Self.mostStreams))
    let same = all.filter { !before.sourceID.isEmpty && $0.info.sourceID == before.sourceID }
    if same.count == 1 { return same.first }
    return all.count == 1 ? all.first : nil
  }
}

/// A stream that was found: what it says of itself, and what the library needs to open it.
final class FoundStream {
  let library: LSLLibrary
  let handle: OpaquePointer
  let info: LabStreamInfo

  private init(_ library: LSLLibrary, _ handle: OpaquePointer) {
    self.library = library
    self.handle = handle
    info = LabStreamInfo(library, handle)
  }

  deinit { library.destroyInfo(handle) }

  /// All that answer within some seconds.
  static func all(_ library: LSLLibrary, seconds: Double, most: Int) -> [FoundStream] {
    var handles = [OpaquePointer?](repeating: nil, count: most)
    let count = handles.withUnsafeMutableBufferPointer { library.resolveAll($0.baseAddress, UInt32(most), seconds) }
    return handles.prefix(max(0, Int(count))).compactMap { $0 }.map { FoundStream(library, $0) }
  }
}
