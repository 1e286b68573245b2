import Foundation
import LiveDisplay
import TestSupport

import PhoneServer

/// A server with routes of a test, paired with an owner and a coach.
final class ServedSite {
  struct Trouble: Error {}

  struct Body: Decodable {
    let text: String
    let count: Int?
  }

  let port: UInt16
  let access: Access
  let owner: String
  let coach: String
  let server: PhoneServer
  private let folder: TemporaryFolder

  init(routes: [Route] = ServedSite.usual) throws {
    folder = try TemporaryFolder()
    access = try Access(path: folder["access.json"])
    server = try PhoneServer(
      try DashboardAddress(parsing: "127.0.0.1:0"), access: access, routes: routes,
      explain: { CallError(422, "explained: \($0)") })
    port = URL(string: server.url)?.port.flatMap { UInt16(exactly: $0) } ?? 0
    owner = try Self.pair(access, access.ownerCode)
    coach = try Self.pair(access, access.newCoachCode())
  }

  deinit { server.end() }

  private static func pair(_ access: Access, _ code: String) throws -> String {
    guard case .paired(_, let token) = try access.pair(code: code, name: "test") else {
      throw WebVisitor.NoConnection()
    }
    return token
  }

  static var usual: [Route] {
    [
      Route("GET", "/api/look", for: .paired) { _ in try Answer(["seen": "yes"]) },
      Route("POST", "/api/do") { call in try Answer(["text": try call.body(Body.self).text]) },
      Route("POST", "/api/fail") { _ in throw Trouble() },
      Route("GET", "/things/{id}/{file}") { call in try Answer([call["id"], call["file"]]) },
    ]
  }

  /// A request as a browser on the page makes it; `token` is its cookie.
  func request(
    _ method: String, _ path: String, token: String?, origin: Bool = true, type: String? = "application/json",
    body: String = "", headers: [String] = []
  ) -> String {
    var lines = headers
    if let token { lines.append("Cookie: other=1; glutecue=\(token)") }
    if origin { lines.append("Origin: http://127.0.0.1:\(port)") }
    if let type, !body.isEmpty { lines.append("Content-Type: \(type)") }
    if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
    return WebVisitor.request(path, port: port, method: method, headers: lines) + body
  }

  /// The whole answer.
  func answer(_ request: String) throws -> String {
    let visitor = try WebVisitor(port: port)
    visitor.send(request)
    return visitor.receive()
  }

  func status(_ request: String) throws -> Int { try WebVisitor.status(request, port: port) }
}
