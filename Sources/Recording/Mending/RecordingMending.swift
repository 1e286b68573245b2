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
  private let file: FileDescriptor
  private let waitsForDisk: Bool

  /// Opens the recording.
  ///
  /// - Throws: `.beingWritten` when a program still records into it; the errors of opening a file.
  public init(path: String) throws(RecordingError) { try self.init(path: path, waitsForDisk: true) }

  /// The same; tests of thousands of files need not survive a loss of power.
  package init(path: String, waitsForDisk: Bool) throws(RecordingError) {
    self.path = path
    self.waitsForDisk = waitsForDisk
    file = try FileDescriptor(reading: path)
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
    do throws(CallError) { layout = try WAVLayout(of: file) } catch { throw .reading(path, frame: 0, error) }
    guard let layout, layout.isMisdeclared else { return .sound(frames: reader.frameCount) }
    return try replace(declared: layout.declaredFrames ?? 0, frames: reader.frameCount) {
      (draft) throws(RecordingError) in
      do throws(CallError) {
        try WAVMending(layout, of: file).write(to: draft)
      } catch { throw .writing(path, frame: 0, error) }
    }
  }

  /// Whether the cue points that a session puts behind its samples are missing, cut off, or not yet told in the header.
  public func lacksCuePoints() throws(RecordingError) -> Bool {
    do throws(CallError) {
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
    let file = try FileDescriptor(reading: path, toMend: true)
    do throws(CallError) {
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
    do throws(CallError) { info = try FLACStreamInfo(of: file) } catch { throw .reading(path, frame: 0, error) }
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
    if let free = DiskSpace.freeBytes(beside: place), free < file.allocatedBytes {
      throw .noRoom(path: path, needed: file.allocatedBytes, free: free)
    }
    guard FileReplacement.isPossible(beside: place) else { throw .notPermitted(path: path, .writing) }
    let replacement = FileReplacement(of: place)
    do throws(RecordingError) {
      try make(replacement.draft)
      let mended = try RecordingReader(path: replacement.draft)
      guard mended.frameCount >= frames else {
        throw .writeFailed(
          path: path, frame: 0, reason: "the mended copy could not be read back, so nothing was changed")
      }
      do throws(CallError) {
        return .mended(
          frames: mended.frameCount, declared: declared, kept: try replacement.commit(waitsForDisk: waitsForDisk))
      } catch { throw .writing(path, frame: 0, error) }
    } catch {
      replacement.discard()
      throw error
    }
  }
}
