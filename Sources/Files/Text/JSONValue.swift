import Foundation

/// A JSON value with its type as written: `true` is not 1, `"5"` is not 5.
package enum JSONValue: Hashable, Codable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

extension JSONValue: CustomStringConvertible {
  /// As it stands in a file, on one line.
  package var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let value): value.plain
    case .string(let value): "\"\(value)\""
    case .array(let values): "[\(values.map(\.description).joined(separator: ", "))]"
    case .object(let values):
      "{\(values.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", "))}"
    }
  }
}

/// A value that a key of a JSON text cannot have.
package struct WrongJSONValue: Error {
  /// The keys that lead to it, the innermost last; empty for the text as a whole.
  package let codingPath: [any CodingKey]
  /// What is there, as it stands in the text.
  package let found: String
  /// What may be there.
  package let expected: String

  /// Joins the parts.
  package init(_ codingPath: [any CodingKey], found: String, expected: String) {
    (self.codingPath, self.found, self.expected) = (codingPath, found, expected)
  }
}

extension KeyedDecodingContainer {
  /// What the value of a key means; nil where the key is missing or null.
  ///
  /// - Throws: `WrongJSONValue` when it is of another type than `meaning` takes, or means nothing.
  package func meaning<Written: Decodable, Meaning>(
    of key: Key, _ expected: String, _ meaning: (Written) throws -> Meaning?
  ) throws -> Meaning? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    if let written = try? decode(Written.self, forKey: key), let found = try meaning(written) { return found }
    let found = try decode(JSONValue.self, forKey: key).description
    throw WrongJSONValue(codingPath + [key], found: found, expected: expected)
  }
}
