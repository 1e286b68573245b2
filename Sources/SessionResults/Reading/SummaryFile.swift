import EMGUnits
import Foundation
import Recording

extension SessionSummary {
  /// The newest layout that is known.
  private static let newestVersion = 1

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

  /// Reads the bytes of `path`. What older versions did not write is as `MayBeMissing` has it, and keys that newer ones
  /// write are left alone.
  ///
  /// - Throws: `.summary` with what is wrong.
  public init(_ bytes: [UInt8], path: String) throws(SessionReadingError) {
    if let number = ImmenseNumber(inJSON: bytes) {
      throw .summary(path: path, reason: "it holds the number \(number), which nothing here can be")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      self = try decoder.decode(SessionSummary.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw .summary(path: path, reason: Self.reason(error))
    } catch {
      throw .summary(path: path, reason: "it cannot be read")
    }
  }

  /// Reads a `summary.json`.
  public static func read(_ path: String) throws(SessionReadingError) -> SessionSummary {
    let bytes: [UInt8]
    do { bytes = try TextFile.read(path, mostBytes: SavedSession.mostBytes) } catch { throw .file(error) }
    return try SessionSummary(bytes, path: path)
  }

  /// Whether a `summary.json` is whole; one from a newer GluteCue is taken for whole, as it cannot be judged here.
  public static func canBeRead(_ path: String) -> Bool {
    if (try? read(path)) != nil { return true }
    guard let bytes = try? TextFile.read(path, mostBytes: SavedSession.mostBytes),
      let found = try? JSONDecoder().decode(SummaryVersion.self, from: Data(bytes))
    else { return false }
    return found.version > newestVersion
  }

  /// Refuses a layout that is not known, for whoever shows all that is in it.
  ///
  /// - Parameter path: where it was read.
  public func checkLayout(path: String) throws(SessionReadingError) {
    guard version > Self.newestVersion else { return }
    throw .summary(path: path, reason: "it is of layout \(version), from a newer GluteCue")
  }

  private static func reason(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context): "\(place(context, key)) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context): "\(place(context)) is of the wrong kind"
    case .dataCorrupted: "it is not JSON"
    @unknown default: "it cannot be read"
    }
  }

  private static func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
    (context.codingPath + (key.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".")
  }
}

/// What every layout of a summary has.
private struct SummaryVersion: Decodable {
  let version: Int
}

/// A value of a summary that older versions did not write: then it is the stand-in of its type.
@propertyWrapper
public struct MayBeMissing<Value: Codable & Sendable & HasStandIn>: Codable, Sendable {
  /// As written, or the stand-in.
  public var wrappedValue: Value

  /// A value that is known.
  public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

  /// As the value itself.
  public init(from decoder: any Decoder) throws {
    wrappedValue = try decoder.singleValueContainer().decode(Value.self)
  }

  /// As the value itself.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}

extension MayBeMissing: Equatable where Value: Equatable {}
extension MayBeMissing: Hashable where Value: Hashable {}

/// Has a value for what nobody wrote.
public protocol HasStandIn {
  /// That value.
  static var standIn: Self { get }
}

extension String: HasStandIn {
  /// Empty.
  public static var standIn: String { "" }
}

extension Int: HasStandIn {
  /// None.
  public static var standIn: Int { 0 }
}

extension Double: HasStandIn {
  /// Nothing.
  public static var standIn: Double { 0 }
}

extension Array: HasStandIn {
  /// Empty.
  public static var standIn: [Element] { [] }
}

extension Dictionary: HasStandIn {
  /// Empty.
  public static var standIn: [Key: Value] { [:] }
}

extension Bool: HasStandIn {
  /// Nothing spoke against it.
  public static var standIn: Bool { true }
}

extension SessionSummary.Settings: HasStandIn {
  /// Nobody said.
  public static var standIn: SessionSummary.Settings { SessionSummary.Settings(map: "", bandHz: [], mains: "") }
}

/// A middle value, which a summary may hold as a number or as a whole spread: `0.12`, `{ "median": 0.12, … }`.
@propertyWrapper
public struct MiddleValue: Sendable, Hashable {
  /// Nil where it is not known.
  public var wrappedValue: Double?

  /// A value that is known, or nil.
  public init(wrappedValue: Double?) { self.wrappedValue = wrappedValue }
}

extension MiddleValue: Codable {
  /// Reads either.
  public init(from decoder: any Decoder) throws {
    let number = try? decoder.singleValueContainer().decode(Double.self)
    wrappedValue = try number ?? Spread(from: decoder).median
  }

  /// As a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}

// what the compiler makes of `Codable` finds these, so that a key may be missing
extension KeyedDecodingContainer {
  func decode<Value>(_ type: MayBeMissing<Value>.Type, forKey key: Key) throws -> MayBeMissing<Value> {
    MayBeMissing(wrappedValue: try decodeIfPresent(Value.self, forKey: key) ?? .standIn)
  }

  func decode(_ type: MiddleValue.Type, forKey key: Key) throws -> MiddleValue {
    try decodeIfPresent(MiddleValue.self, forKey: key) ?? MiddleValue(wrappedValue: nil)
  }
}

extension KeyedEncodingContainer {
  mutating func encode(_ value: MiddleValue, forKey key: Key) throws {
    try encodeIfPresent(value.wrappedValue, forKey: key)
  }
}
