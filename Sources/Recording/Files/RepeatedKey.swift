import Foundation

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
