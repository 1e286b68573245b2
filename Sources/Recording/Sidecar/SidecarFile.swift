import EMGUnits
import Files

extension Sidecar {
  /// Reads the sidecar of a recording, with marks that its session could not bring into it; nil when there is none.
  ///
  /// - Parameters:
  ///   - recordingPath: path of the recording, not of the sidecar.
  ///   - warn: is told about keys that mean nothing here, for example misspelt ones.
  /// - Throws: `.sidecarSyntax` for text that is not JSON, `.sidecarValue` for a value that cannot be used, and
  ///   the errors of opening a file.
  public static func load(
    beside recordingPath: String, warn: (RecordingWarning) -> Void = { _ in }
  ) throws(RecordingError) -> Sidecar? {
    let path = path(beside: recordingPath)
    let bytes: [UInt8]
    do throws(FileError) {
      let file = try OpenFile(reading: path)
      bytes = try file.bytes(at: 0, count: file.length)
    } catch {
      if error.meaning == .missing { return nil }
      throw RecordingError(path, error)
    }
    let reading = try reading(bytes, path: path)
    if !reading.unknownKeys.isEmpty {
      warn(.unknownKeys(path: path, keys: reading.unknownKeys, known: Key.allCases.map(\.rawValue)))
    }
    if let text = reading.impossibleTime { warn(.impossibleTime(path: path, text: text)) }
    var sidecar = reading.sidecar
    let known = Set(sidecar.markers)
    sidecar.markers += MarkJournal.markers(beside: recordingPath).filter { !known.contains($0) }
    return sidecar
  }

  private static func reading(_ bytes: [UInt8], path: String) throws(RecordingError) -> SidecarReading {
    do {
      return try JSONText.read(SidecarReading.self, try JSONText.checked(bytes), keys: .asNamed)
    } catch let fault as JSONFault {
      throw .sidecarSyntax(path: path, place: fault.place)
    } catch let wrong as WrongJSONValue {
      guard let key = wrong.codingPath.last else {
        throw .sidecarSyntax(path: path, place: "it must be \(wrong.expected), not \(wrong.found)")
      }
      throw .sidecarValue(path: path, key: key.stringValue, found: wrong.found, expected: wrong.expected)
    } catch let error as ConfigurationError {
      throw .sidecarMap(path: path, error)
    } catch {
      throw .sidecarSyntax(path: path, place: "it cannot be read")
    }
  }

  /// Brings marks that a session could not bring into the sidecar there, and takes their journal away.
  ///
  /// - Throws: the errors of `load` and `replace`; the journal is then as it was.
  public static func takeMarks(beside recordingPath: String) throws(RecordingError) {
    let journal = DiskEntry(MarkJournal.path(beside: recordingPath))
    guard journal.exists, let sidecar = try load(beside: recordingPath) else { return }
    try sidecar.replace(beside: recordingPath)
    journal.remove()
  }

  /// Writes the sidecar of a recording, keys in alphabetical order.
  ///
  /// - Parameters:
  ///   - recordingPath: path of the recording, not of the sidecar.
  ///   - overwrite: whether a sidecar that exists may be replaced.
  /// - Throws: the errors of creating and writing a file.
  public func write(beside recordingPath: String, overwrite: Bool = false) throws(RecordingError) {
    let path = Self.path(beside: recordingPath)
    try TextFile.write(try bytes(path), to: path, overwrite: overwrite)
  }

  /// Puts this sidecar in the place of the one that is there, which readers see either whole or not at all, also after a
  /// loss of power.
  ///
  /// - Throws: the errors of creating and writing a file; the old one is then as it was.
  public func replace(beside recordingPath: String) throws(RecordingError) {
    let path = Self.path(beside: recordingPath)
    try TextFile.replace(try bytes(path), at: path)
  }

  private func bytes(_ path: String) throws(RecordingError) -> [UInt8] {
    do { return try JSONText.bytes(self, keys: .asNamed) } catch {
      throw .cannotCreate(path: path, reason: "a value is not a finite number")
    }
  }
}
