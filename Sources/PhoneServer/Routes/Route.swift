import Foundation
import LiveDisplay

/// Who may make a call.
public enum Admission: Sendable, Hashable {
  /// Anybody who reaches the server.
  case anybody
  /// Every paired device; who is not paired is told so, with success: `{"role":null}`.
  case pairedOrNobody
  /// Every paired device.
  case paired
  /// Owners alone.
  case owner
}

/// A call, once it is known who makes it.
public struct Call: Sendable {
  /// What stands in the place of each `{name}` of the path.
  public let parameters: [String: String]
  /// Who asks; nil where anybody may.
  public let device: PairedDevice?
  let request: SiteRequest
  /// The name under which the visitor reaches the server: `192.168.1.5:8080`.
  public var host: String { request.host ?? "" }
  /// What the browser calls itself.
  public var agent: String { request.agent ?? "" }

  /// The value of a parameter of the path.
  public subscript(name: String) -> String { parameters[name] ?? "" }

  /// What the body says.
  public func body<Body: Decodable>(_ type: Body.Type = Body.self) throws -> Body {
    guard request.contentType.map({ $0.lowercased().hasPrefix("application/json") }) ?? false else {
      throw CallError(415, "The content must be JSON: Content-Type: application/json.")
    }
    do {
      return try Self.decoder.decode(type, from: Data(request.body))
    } catch {
      throw CallError(400, Self.words(error))
    }
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  private static func words(_ error: any Error) -> String {
    func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
      (context.codingPath + (key.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".")
    }
    return switch error {
    case DecodingError.keyNotFound(let key, let context): "“\(place(context, key))” is missing."
    case DecodingError.typeMismatch(let type, let context): "“\(place(context))” is not \(Self.kind(type))."
    case DecodingError.valueNotFound(_, let context): "“\(place(context))” is null."
    default: "The content is not the JSON that this call expects; see /api/schema."
    }
  }

  private static func kind(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type: "a whole number"
    case is any BinaryFloatingPoint.Type: "a number"
    default: "what this call takes"
    }
  }
}

/// A refusal with its status code.
public struct CallError: Error {
  /// Of HTTP.
  public let code: Int
  /// What happened, where, and what to do.
  public let message: String
  /// The exit status of the command line for the same refusal.
  public let status: Int
  /// Seconds to wait; nil for none.
  public var retryAfter: Int?

  /// Joins the parts.
  public init(_ code: Int, _ message: String, status: Int = 64, retryAfter: Int? = nil) {
    self.code = code
    self.message = message
    self.status = status
    self.retryAfter = retryAfter
  }
}

/// What a call gives.
public struct Answer: Sendable {
  let reply: SiteReply

  /// JSON of a value.
  public init(_ value: some Encodable, cookie: String? = nil) throws {
    var reply = SiteReply(200, type: "application/json", .bytes(Array(try Answer.encoder.encode(value))))
    reply.cookie = cookie
    self.reply = reply
  }

  /// Bytes that are JSON already.
  public init(json bytes: [UInt8]) { reply = SiteReply(200, type: "application/json", .bytes(bytes)) }

  /// `{}`.
  public static var done: Answer { Answer(json: Array("{}".utf8)) }

  /// A page; `policy` says what it may run.
  public init(page bytes: [UInt8], policy: String) {
    reply = SiteReply(200, type: "text/html; charset=utf-8", .bytes(bytes), policy: policy)
  }

  /// A file to look at, or to keep where `name` is given.
  public init(file path: String, type: String, policy: String? = nil, name: String? = nil) {
    var reply = SiteReply(200, type: type, .file(path: path), policy: policy)
    reply.fileName = name
    self.reply = reply
  }

  /// One way to write JSON for all calls.
  public static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

/// A call that the server knows.
public struct Route: Sendable {
  /// `GET`, `POST`, …
  public let method: String
  /// `/api/sessions/{id}`.
  public let path: String
  /// Who may make it.
  public let admission: Admission
  let answer: @Sendable (Call) throws -> Answer
  private let pieces: [String]

  /// A call of a method and a path, with what answers it.
  public init(
    _ method: String, _ path: String, for admission: Admission = .owner,
    _ answer: @escaping @Sendable (Call) throws -> Answer
  ) {
    self.method = method
    self.path = path
    self.admission = admission
    self.answer = answer
    pieces = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  }

  /// What a path has in the places of the names; nil when it is another's.
  func parameters(of path: String) -> [String: String]? {
    let given = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard given.count == pieces.count else { return nil }
    var found: [String: String] = [:]
    for (piece, text) in zip(pieces, given) {
      if piece.hasPrefix("{") {
        guard let text = text.removingPercentEncoding, Self.isName(text) else { return nil }
        found[String(piece.dropFirst().dropLast())] = text
      } else if piece != text {
        return nil
      }
    }
    return found
  }

  /// A name of a folder, a file or a person, and nothing that leads elsewhere.
  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 255 && !text.hasPrefix(".")
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "/" && $0 != "\\" && $0.value != 0x7F }
  }
}
