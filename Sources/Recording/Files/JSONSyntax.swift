import Foundation

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
