import FlyingFox
import Foundation

/// Answers requests: the guard decides, this gives.
struct PageHandler: HTTPHandler {
  let requests: RequestGuard
  let broadcast: Broadcast
  let socket: WebSocketHTTPHandler

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let host = request.headers[.host]
    let answer = requests.answer(
      RequestGuard.Request(
        method: request.method.rawValue, path: request.target.path(), host: host,
        origin: request.headers[HTTPHeader("Origin")], token: request.query["token"]))
    switch answer {
    case .page: return page(host: host ?? "")
    case .live:
      guard await broadcast.hasRoom else { return words(503, "Too many people are watching already.") }
      return try await socket.handleRequest(request)
    case .refused(let refusal): return words(refusal.rawValue, Self.words(refusal))
    }
  }

  private func page(host: String) -> HTTPResponse {
    let nonce = AccessToken().text
    var headers = Self.headers("text/html; charset=utf-8")
    headers[HTTPHeader("Content-Security-Policy")] =
      "default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; img-src data:; "
      + "connect-src 'self' ws://\(host); base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    return HTTPResponse(statusCode: .ok, headers: headers, body: Data(LivePage.html(nonce: nonce).utf8))
  }

  private func words(_ status: Int, _ words: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: HTTPStatusCode(status, phrase: "Refused"), headers: Self.headers("text/plain; charset=utf-8"),
      body: Data((words + "\n").utf8))
  }

  private static func headers(_ type: String) -> HTTPHeaders {
    [
      .contentType: type, .cacheControl: "no-store", HTTPHeader("X-Content-Type-Options"): "nosniff",
      HTTPHeader("Referrer-Policy"): "no-referrer", HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
      HTTPHeader("X-Frame-Options"): "DENY", .connection: "close",
    ]
  }

  private static func words(_ refusal: RequestGuard.Refusal) -> String {
    switch refusal {
    case .foreignOrigin: "Another site has asked for this page. It is shown to its own address only."
    case .unknownPath: "There is nothing here."
    case .method: "This can only be looked at."
    case .foreignHost: "This page is not served under that name. Use the address that glutecue has printed."
    case .noToken: "This page needs the address with the token, as glutecue has printed it."
    }
  }
}
