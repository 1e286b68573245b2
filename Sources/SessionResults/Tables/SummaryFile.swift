import Foundation

extension SessionSummary {
  /// The bytes of `summary.json`: keys in snake case, sorted, so that equal sessions give equal files.
  public func json() throws(OutputError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      throw .write(path: "summary.json", reason: "\(error)")
    }
  }
}
