import Foundation

extension Sidecar {
  /// The version of the keys, written as `version`.
  static let version = 1.0
  /// Every key with a meaning, in the order in which they are told.
  static let keys = [
    "version", "map", "full_scale_mv", "unit", "band_hz", "mains_hz", "notes", "person", "started", "started_from",
    "device",
    "markers", "gaps",
  ]

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
    let file: FileDescriptor
    do throws(RecordingError) {
      file = try FileDescriptor(reading: path)
    } catch .missing {
      return nil
    }
    let bytes: [UInt8]
    do throws(CallError) {
      bytes = try file.bytes(at: 0, count: file.length)
    } catch {
      throw .openFailed(path: path, reason: error.reason)
    }
    let reading = try SidecarReading(JSONSyntax.parse(Data(bytes), path: path), path: path)
    reading.warnings.forEach(warn)
    var sidecar = try reading.sidecar()
    let known = Set(sidecar.markers)
    sidecar.markers += MarkJournal.markers(beside: recordingPath).filter { !known.contains($0) }
    return sidecar
  }

  /// Brings marks that a session could not bring into the sidecar there, and takes their journal away.
  ///
  /// - Throws: the errors of `load` and `replace`; the journal is then as it was.
  public static func takeMarks(beside recordingPath: String) throws(RecordingError) {
    let journal = MarkJournal.path(beside: recordingPath)
    guard access(journal, F_OK) == 0, let sidecar = try load(beside: recordingPath) else { return }
    try sidecar.replace(beside: recordingPath)
    unlink(journal)
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
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(json)) + [UInt8(ascii: "\n")]
    } catch {
      throw .cannotCreate(path: path, reason: "a value is not a finite number")
    }
  }

  private var json: JSONValue {
    var object: [String: JSONValue] = ["version": .number(Self.version)]
    object["map"] = map.map { .string($0.description) }
    object["full_scale_mv"] = fullScaleMillivolts.map { .number($0) }
    object["unit"] = unit.map { .string($0.rawValue) }
    object["band_hz"] = band.map { .array([.number($0.low.value), .number($0.high.value)]) }
    object["mains_hz"] = mains.map { $0 == .automatic ? .string("auto") : .number($0.frequency?.value ?? 0) }
    object["notes"] = notes.map { .string($0) }
    object["person"] = person.map { .string($0) }
    object["started"] = started.map { .string($0) }
    object["started_from"] = startedFrom.map { .string($0.rawValue) }
    object["device"] = device.map { .string($0) }
    if !markers.isEmpty {
      object["markers"] = .array(
        markers.map { .object(["frame": .number(Double($0.frame)), "label": .string($0.label)]) })
    }
    object["gaps"] = gaps.isEmpty ? nil : SidecarGaps.json(gaps)
    return .object(object)
  }
}
