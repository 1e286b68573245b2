import Glibc

/// A FLAC file whose encoder never came to its end, written anew: its last block has no length, and a checksum of all
/// samples comes too. Tags before it and every block of metadata but the seek table are those of the old file.
struct FLACMending {
  private let path: String
  private let file: FileDescriptor
  private let info: FLACStreamInfo

  init(of path: String, _ file: FileDescriptor, _ info: FLACStreamInfo) {
    (self.path, self.file, self.info) = (path, file, info)
  }

  /// Writes every frame that can be decoded.
  func write(to draft: String) throws(RecordingError) {
    let bare = draft + ".frames"
    defer { unlink(bare) }
    _ = try RecordingCopy(of: path, to: bare).write()
    do throws(CallError) { try join(bare, to: draft) } catch { throw .writing(path, frame: 0, error) }
  }

  /// Tags and metadata of the old file, frames and STREAMINFO of the new one.
  private func join(_ bare: String, to draft: String) throws(CallError) {
    let frames = try FileDescriptor(opening: bare)
    let made = try FLACStreamInfo(of: frames)
    let old = try info.metadata()
    let isOurs = try made.metadata().blocks == old.blocks
    let new = try FileDescriptor(draft: draft)
    let from = isOurs ? (info: 0, frames: 0) : (info: made.blockStart, frames: try made.metadata().end)
    var end = info.origin
    try ByteCopy(from: file, to: new).copy(0..<info.origin, to: 0)
    if !isOurs {
      var head = Array("fLaC".utf8) + (try frames.bytes(at: from.info, count: FLACStreamInfo.blockBytes))
      head[4] = old.blocks.isEmpty ? 0x80 : 0
      for (index, block) in old.blocks.enumerated() {
        head += [block[0] & 0x7f | (index == old.blocks.count - 1 ? 0x80 : 0)] + block[1...]
      }
      try new.write(head, at: end)
      end += head.count
    }
    let rest = from.frames..<frames.length
    let copy = ByteCopy(from: frames, to: new)
    try copy.copy(rest, to: end)
    guard try copy.isSame(rest, at: end) else {
      throw CallError("copy", code: 0, words: "the copy differs from the recording, so nothing was changed")
    }
    if let code = new.close() { throw CallError("close", code: code) }
  }
}
