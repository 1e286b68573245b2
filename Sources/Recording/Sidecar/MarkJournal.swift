import EMGUnits
import Files

/// Marks on their way into a sidecar: `NAME.marks.txt` beside `NAME.wav`, one mark a line, its frame and its label.
///
/// A session appends a line for each mark, so that a mark costs the same whatever has been marked before; the sidecar takes
/// them over when the session ends, and the journal goes. After a session that was cut off `Sidecar.load` reads both.
public struct MarkJournal {
  /// Sums of two frame numbers stay exact, as everywhere in a sidecar.
  private static let mostFrames = 1 << 52
  /// More than anybody marks.
  private static let mostBytes = 1 << 22

  private let path: String
  private var file: OpenFile?

  /// The journal of a recording; nothing is opened yet.
  ///
  /// - Parameter recordingPath: path of the recording, not of the journal.
  public init(beside recordingPath: String) { path = Self.path(beside: recordingPath) }

  /// Where it is: the same name with the ending `.marks.txt`.
  public static func path(beside recordingPath: String) -> String {
    FileName(recordingPath).withoutEnding + ".marks.txt"
  }

  /// Makes sure that marks of an earlier session are not taken for those of a new one.
  ///
  /// - Throws: `.alreadyExists` when there is a journal, unless it may be replaced.
  public func begin(overwrite: Bool) throws(RecordingError) {
    let entry = DiskEntry(path)
    guard entry.exists else { return }
    guard overwrite, entry.remove() else { throw .alreadyExists(path: path) }
  }

  /// Adds a line.
  ///
  /// - Throws: the errors of creating and writing a file; what was there stays.
  public mutating func append(_ marker: RecordingMarker) throws(RecordingError) {
    let file: OpenFile
    do throws(FileError) {
      if let opened = self.file { file = opened } else { file = try NewFile(path, overwrite: false).file }
    } catch { throw RecordingError(path, error) }
    self.file = file
    do throws(FileError) {
      let length = try file.currentLength()
      do throws(FileError) {
        try file.write(Array("\(marker.frame) \(marker.label.visible(keepsLines: false))\n".utf8), at: length)
      } catch {
        // half a line would spoil the next one
        try? file.truncate(to: length)
        throw error
      }
    } catch { throw .writing(path, frame: marker.frame, error) }
  }

  /// Brings what was added to the disk itself.
  public func sync() { try? file?.sync() }

  /// The sidecar holds everything: the journal goes.
  public mutating func end() {
    guard file != nil else { return }
    file = nil
    DiskEntry(path).remove()
  }

  /// What a journal beside a recording holds; a last line that was cut off, and one that is none, are left out.
  static func markers(beside recordingPath: String) -> [RecordingMarker] {
    guard let bytes = try? TextFile.read(path(beside: recordingPath), mostBytes: mostBytes) else { return [] }
    let whole = bytes.prefix((bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)
    return whole.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let frame = Int(String(decoding: parts[0], as: UTF8.self)), frame >= 0, frame < mostFrames
      else { return nil }
      return RecordingMarker(frame: frame, label: String(decoding: parts[1], as: UTF8.self))
    }
  }
}
