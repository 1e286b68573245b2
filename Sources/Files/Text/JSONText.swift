import Foundation

/// JSON as GluteCue writes and reads it: the one place that sets Foundation's encoder and decoder up. Keys are sorted, so that
/// equal values give equal bytes.
package enum JSONText {
  /// How keys are written.
  package enum Keys: Sendable {
    /// `fullScaleMv` is `full_scale_mv`.
    case snakeCase
    /// As the type names them.
    case asNamed
  }

  /// For files and people: a key a line, and a line end.
  package static func text(_ value: some Encodable, keys: Keys = .snakeCase) throws -> String {
    String(decoding: try bytes(value, keys: keys), as: UTF8.self)
  }

  /// The same as bytes.
  package static func bytes(_ value: some Encodable, keys: Keys = .snakeCase) throws -> [UInt8] {
    Array(try encoded(value, keys, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])) + [UInt8(ascii: "\n")]
  }

  /// For programs alone: without spaces or a line end.
  package static func compact(_ value: some Encodable, keys: Keys = .snakeCase) throws -> Data {
    try encoded(value, keys, [.sortedKeys])
  }

  private static func encoded(
    _ value: some Encodable, _ keys: Keys, _ formatting: JSONEncoder.OutputFormatting
  ) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    switch keys {
    case .snakeCase: encoder.keyEncodingStrategy = .convertToSnakeCase
    case .asNamed: break
    }
    return try encoder.encode(value)
  }

  /// Reads a value.
  ///
  /// - Throws: `DecodingError`, and what the type's own `init(from:)` throws.
  package static func read<Value: Decodable>(
    _ type: Value.Type, _ bytes: some Sequence<UInt8>, keys: Keys = .snakeCase
  ) throws -> Value {
    let decoder = JSONDecoder()
    switch keys {
    case .snakeCase: decoder.keyDecodingStrategy = .convertFromSnakeCase
    case .asNamed: break
    }
    return try decoder.decode(type, from: Data(bytes))
  }
}

/// Why a text is no JSON, or not to be trusted.
package struct JSONFault: Error, Hashable {
  /// Where and what: `near line 2, column 6: invalid value`.
  package let place: String
}

extension JSONText {
  /// The text without the byte-order mark that editors put in front, once it is known to be JSON in which no object has a key
  /// twice. Foundation's older reader looks, as only it tells the place; the newer one, which keeps `true` and 1 apart, reads.
  package static func checked(_ bytes: [UInt8]) throws(JSONFault) -> [UInt8] {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    do { _ = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) } catch {
      let words = (error as NSError).userInfo["NSDebugDescription"] as? String
      throw JSONFault(place: place(words ?? "it cannot be read", in: bytes))
    }
    if let twice = RepeatedKey(in: bytes) { throw JSONFault(place: twice.description) }
    return bytes
  }

  /// A text of any content, checked.
  package static func value(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    let bytes = try checked(bytes)
    do { return try read(JSONValue.self, bytes, keys: .asNamed) } catch {
      throw JSONFault(place: "it cannot be read")
    }
  }

  /// `Invalid value around character 8.` → `near line 2, column 6: invalid value`.
  private static func place(_ words: String, in bytes: [UInt8]) -> String {
    let sentence = words.trimmingCharacters(in: CharacterSet(charactersIn: "."))
    let lowercased = { (text: Substring) in text.prefix(1).lowercased() + text.dropFirst() }
    guard let match = sentence.wholeMatch(of: /(.*) around character (\d+)/), let offset = Int(match.2) else {
      return sentence.contains("end of file") ? "it ends too early" : lowercased(sentence[...])
    }
    return "\(linePlace(of: offset, in: bytes)): \(lowercased(match.1))"
  }

  /// `near line 2, column 6`, in characters.
  fileprivate static func linePlace(of offset: Int, in bytes: [UInt8]) -> String {
    let lines = bytes.prefix(offset).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return "near line \(max(1, lines.count)), column \(String(decoding: lines.last ?? [], as: UTF8.self).count + 1)"
  }
}

/// A key that an object of a JSON text has twice, of which readers would silently take one.
private struct RepeatedKey: CustomStringConvertible {
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
          description = "\(JSONText.linePlace(of: start, in: text)): “\(key)” is given twice; keep one of them"
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
    guard literal.contains(backslash), let decoded = try? JSONText.read(String.self, literal) else {
      return String(decoding: literal.dropFirst().dropLast(), as: UTF8.self)
    }
    return decoded
  }
}
