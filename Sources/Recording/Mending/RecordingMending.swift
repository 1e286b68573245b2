import Files

/// Mends a recording whose header tells less or more than the file holds: its writer was cut off, or counted wrong.
///
/// Nothing is ever changed in place. A new file is written beside the old one: its header with the true lengths, every
/// whole frame, and what stands behind the samples. Only when it was read back, tells at least as many frames and holds
/// the same bytes does it take the old one's place, which stays as `NAME.before-repair`. A file whose header tells the
/// number of frames that are there is left alone, whatever else is odd about it.
public struct RecordingMending {
  /// What was done.
  public enum Outcome: Sendable, Hashable {
    /// Nothing was wrong.
    case sound(frames: Int)
    /// The header told less or more than the file holds; the file as it was is now at `kept`.
    case mended(frames: Int, declared: Int, kept: String)
  }

  private let path: String
  private let file: OpenFile
  private let waitsForDisk: Bool

  /// Opens the recording.
  ///
  /// - Throws: `.beingWritten` when a program still records into it; the errors of opening a file.
  public init(path: String) throws(RecordingError) { try self.init(path: path, waitsForDisk: true) }

  /// The same; tests of thousands of files need not survive a loss of power.
  package init(path: String, waitsForDisk: Bool) throws(RecordingError) {
    self.path = path
    self.waitsForDisk = waitsForDisk
    do { file = try OpenFile(reading: path) } catch { throw RecordingError(path, error) }
    guard file.lock() else { throw .beingWritten(path: path) }
  }

  /// Mends it, if there is anything to mend. What is there already is lost in no case.
  ///
  /// - Throws: the errors of reading a recording; `.diskFull`, `.noRoom` and `.writeFailed` when the new file cannot be
  ///   written, and then nothing has changed.
  public func mend() throws(RecordingError) -> Outcome {
    let reader = try RecordingReader(path: path)
    if reader.container == .flac { return try mendFLAC(reader) }
    let layout: WAVLayout?
    do throws(FileError) { layout = try WAVLayout(of: file) } catch { throw .reading(path, frame: 0, error) }
    guard let layout, layout.isMisdeclared else { return .sound(frames: reader.frameCount) }
    return try replace(declared: layout.declaredFrames ?? 0, frames: reader.frameCount) {
      (draft) throws(RecordingError) in
      do throws(FileError) {
        try WAVMending(layout, of: file).write(to: draft)
      } catch { throw .writing(path, frame: 0, error) }
    }
  }

  /// Whether the cue points that a session puts behind its samples are missing, cut off, or not yet told in the header.
  public func lacksCuePoints() throws(RecordingError) -> Bool {
    do throws(FileError) {
      let file = try file.again()
      guard let layout = try WAVLayout(of: file), layout.dialect != .w64, !layout.isSearched, let end = layout.fileEnd
      else { return false }
      if end - file.length >= layout.dialect.alignment { return true }
      return file.length - end > 1 && layout.tail != .nothing ? try CuePoints.areAll(behind: layout, in: file) : false
    } catch { throw .reading(path, frame: 0, error) }
  }

  /// Adds cue points to a WAV that has nothing behind its samples but what is left of earlier ones, and whose samples are found
  /// whatever stands behind them.
  public func add(_ markers: [RecordingMarker]) throws(RecordingError) {
    // it may be a new file by now
    let file: OpenFile
    do { file = try OpenFile(reading: path, toMend: true) } catch { throw RecordingError(path, error) }
    do throws(FileError) {
      guard let layout = try WAVLayout(of: file), layout.dialect != .w64, !layout.isMisdeclared, !layout.isSearched
      else { return }
      guard layout.tail == .nothing ? true : try CuePoints.areAll(behind: layout, in: file) else { return }
      let pad = layout.dialect.padding(after: layout.dataEnd - layout.origin)
      let header = try WAVHeader(layout, of: file).bytes(frames: layout.frameCount, tailCount: pad)
      guard header.count == layout.dataStart else { return }
      try file.truncate(to: layout.dataEnd)
      try file.write([UInt8](repeating: 0, count: pad), at: layout.dataEnd)
      try file.write(header, at: 0)
      try CuePoints(markers).append(to: file)
    } catch {
      throw .writing(path, frame: 0, error)
    }
  }

  private func mendFLAC(_ reader: RecordingReader) throws(RecordingError) -> Outcome {
    let info: FLACStreamInfo
    do throws(FileError) { info = try FLACStreamInfo(of: file) } catch { throw .reading(path, frame: 0, error) }
    guard info.frames != reader.frameCount else { return .sound(frames: reader.frameCount) }
    return try replace(declared: info.frames, frames: reader.frameCount) { (draft) throws(RecordingError) in
      try FLACMending(of: path, file, info).write(to: draft)
    }
  }

  /// Makes the new file, looks whether it can be read with at least as many frames, and lets it take its place.
  private func replace(
    declared: Int, frames: Int, _ make: (String) throws(RecordingError) -> Void
  ) throws(RecordingError) -> Outcome {
    // a name that leads to a file elsewhere: that file is meant
    let place = FileReplacement.target(of: path)
    if let free = DiskEntry(place).freeBytesBeside, free < file.allocatedBytes {
      throw .noRoom(path: path, needed: file.allocatedBytes, free: free)
    }
    guard FileReplacement.isPossible(beside: place) else { throw .notPermitted(path: path, .writing) }
    let replacement = FileReplacement(of: place)
    do throws(RecordingError) {
      try make(replacement.draft)
      let mended = try RecordingReader(path: replacement.draft)
      guard mended.frameCount >= frames else {
        throw .writeFailed(
          path: path, frame: 0, reason: "the repaired copy could not be read back, so nothing was changed")
      }
      do throws(FileError) {
        return .mended(
          frames: mended.frameCount, declared: declared, kept: try replacement.commit(waitsForDisk: waitsForDisk))
      } catch { throw .writing(path, frame: 0, error) }
    } catch {
      replacement.discard()
      throw error
    }
  }
}

/// A WAV, RF64 or W64 file written anew with true lengths: header, every whole frame, and what is kept behind them.
struct WAVMending {
  private let layout: WAVLayout
  private let file: OpenFile

  init(_ layout: WAVLayout, of file: OpenFile) { (self.layout, self.file) = (layout, file) }

  /// Writes it, and compares it with the old one: the same bytes, and a reader finds the same samples in them.
  func write(to path: String) throws(FileError) {
    let new = try OpenFile(draft: path)
    let samples = layout.dataStart..<layout.dataEnd
    let pad = layout.dialect.padding(after: layout.dataEnd - layout.origin)
    let tail = min(layout.tailStart, file.length)..<file.length
    let header = try WAVHeader(layout, of: file).bytes(frames: layout.frameCount, tailCount: pad + tail.count)
    try new.write(header, at: 0)
    let copy = ByteCopy(from: file, to: new)
    try copy.copy(samples, to: header.count)
    let end = header.count + samples.count
    try new.write([UInt8](repeating: 0, count: pad), at: end)
    try copy.copy(tail, to: end + pad)
    guard try new.bytes(at: 0, count: header.count) == header, try copy.isSame(samples, at: header.count),
      try copy.isSame(tail, at: end + pad)
    else { throw FileError(.writing, .words("the copy differs from the recording, so nothing was changed")) }
    let again = try WAVLayout(of: new.again())
    guard again?.dataStart == header.count, again?.frameCount == layout.frameCount else {
      throw FileError(.writing, .words("other samples would be read from the copy, so nothing was changed"))
    }
    try new.close()
  }
}

/// A FLAC file whose encoder never came to its end, written anew: its last block has no length, and a checksum of all
/// samples comes too. Tags before it and every block of metadata but the seek table are those of the old file.
struct FLACMending {
  private let path: String
  private let file: OpenFile
  private let info: FLACStreamInfo

  init(of path: String, _ file: OpenFile, _ info: FLACStreamInfo) {
    (self.path, self.file, self.info) = (path, file, info)
  }

  /// Writes every frame that can be decoded.
  func write(to draft: String) throws(RecordingError) {
    let bare = draft + ".frames"
    defer { DiskEntry(bare).remove() }
    _ = try RecordingCopy(of: path, to: bare).write()
    do throws(FileError) { try join(bare, to: draft) } catch { throw .writing(path, frame: 0, error) }
  }

  /// Tags and metadata of the old file, frames and STREAMINFO of the new one.
  private func join(_ bare: String, to draft: String) throws(FileError) {
    let frames = try OpenFile(reading: bare)
    let made = try FLACStreamInfo(of: frames)
    let old = try info.metadata()
    let isOurs = try made.metadata().blocks == old.blocks
    let new = try OpenFile(draft: draft)
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
      throw FileError(.writing, .words("the copy differs from the recording, so nothing was changed"))
    }
    try new.close()
  }
}
