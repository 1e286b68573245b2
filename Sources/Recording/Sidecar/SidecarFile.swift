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

/// Where and why text is not JSON.
package struct JSONSyntax {
  /// Reads text.
  ///
  /// - Throws: `.sidecarSyntax` with the place; Foundation's two readers share the work, as only the older one
  ///   tells the place, and only the newer one keeps `true` and 1 apart.
  package static func parse(_ data: Data, path: String) throws(RecordingError) -> JSONValue {
    // Windows editors put a byte-order mark in front
    let data = data.starts(with: [0xEF, 0xBB, 0xBF]) ? Data(data.dropFirst(3)) : data
    let value: JSONValue
    do {
      _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
      value = try JSONDecoder().decode(JSONValue.self, from: data)
    } catch {
      let words = (error as NSError).userInfo["NSDebugDescription"] as? String
      throw .sidecarSyntax(path: path, place: place(words ?? "it cannot be read", in: data))
    }
    if let twice = RepeatedKey(in: Array(data)) { throw .sidecarSyntax(path: path, place: twice.description) }
    return value
  }

  /// `Invalid value around character 8.` → `near line 2, column 6: invalid value`.
  private static func place(_ words: String, in data: Data) -> String {
    let sentence = words.trimmingCharacters(in: CharacterSet(charactersIn: "."))
    guard let match = sentence.wholeMatch(of: /(.*) around character (\d+)/), let offset = Int(match.2) else {
      return sentence.contains("end of file") ? "it ends too early" : lowercasingFirst(sentence)
    }
    let lines = data.prefix(offset).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let column = String(decoding: lines.last ?? Data(), as: UTF8.self).count + 1
    return "near line \(max(1, lines.count)), column \(column): \(lowercasingFirst(String(match.1)))"
  }

  private static func lowercasingFirst(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// A key that an object of a JSON text has twice, of which readers would silently take one.
struct RepeatedKey: CustomStringConvertible {
  /// `near line 2, column 6: “map” is given twice; keep one of them`.
  let description: String

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// The first one; nil when there is none. `text` must be valid JSON.
  init?(in text: [UInt8]) {
    // the keys of each object that is open; nil for an array
    var open: [Set<String>?] = []
    var place = 0
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: "{"): open.append([])
      case UInt8(ascii: "["): open.append(nil)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
      case Self.quote:
        let start = place
        place = Self.end(ofStringAt: start, text)
        guard case .some(.some(var keys)) = open.last, Self.isKey(endingAt: place, text) else { break }
        let key = Self.string(text[start...place])
        guard keys.insert(key).inserted else {
          let lines = text[..<start].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
          let column = String(decoding: lines.last ?? [], as: UTF8.self).count + 1
          description = "near line \(lines.count), column \(column): “\(key)” is given twice; keep one of them"
          return
        }
        open[open.count - 1] = keys
      default: break
      }
      place += 1
    }
    return nil
  }

  /// The place of the closing quote.
  private static func end(ofStringAt start: Int, _ text: [UInt8]) -> Int {
    var place = start + 1
    while place < text.count - 1, text[place] != quote { place += text[place] == backslash ? 2 : 1 }
    return min(place, text.count - 1)
  }

  /// Whether a colon follows.
  private static func isKey(endingAt place: Int, _ text: [UInt8]) -> Bool {
    text[(place + 1)...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: ":")
  }

  /// The key that is meant, however it is written: `"m\u0061p"` is `map`.
  private static func string(_ literal: ArraySlice<UInt8>) -> String {
    guard literal.contains(backslash), let decoded = try? JSONDecoder().decode(String.self, from: Data(literal)) else {
      return String(decoding: literal.dropFirst().dropLast(), as: UTF8.self)
    }
    return decoded
  }
}
