import LiveDisplay
import LiveSession
import TestSupport
import Testing

/// Who gets what: the page, live data, or nothing. Against the server itself, by hand-made requests.
@Suite struct DashboardAccessTests {
  private static let token = "0123456789abcdef0123456789abcdef"

  @Test func thisComputerNeedsNoToken() throws {
    let page = try ServedPage()
    #expect(try WebVisitor.status(WebVisitor.request("/", port: page.port), port: page.port) == 200)
    #expect(page.dashboard.url == "http://127.0.0.1:\(page.port)/")
  }

  @Test func thePageRunsNothingThatIsNotItsOwn() throws {
    let page = try ServedPage()
    let visitor = try WebVisitor(port: page.port)
    visitor.send(WebVisitor.request("/", port: page.port))
    let answer = visitor.receive { $0.contains("</html>") }
    let nonce = try #require(answer.firstMatch(of: /script-src 'nonce-([0-9a-f]{32})'/)).1
    #expect(answer.contains("Content-Security-Policy: default-src 'none'; "))
    #expect(answer.contains("<script nonce=\"\(nonce)\">") && answer.contains("<style nonce=\"\(nonce)\">"))
    #expect(!answer.contains("{{") && !answer.contains("<?"))
    // the palette of every page
    #expect(answer.contains("--glute: #"))
    for load in ["src=", "http://", "https://", "@import", "url("] {
      #expect(!answer.drop { $0 != "<" }.contains(load), "\(load)")
    }
  }

  @Test(arguments: [
    "", "?token=", "?token=0123456789abcdef0123456789abcdee", "?token=0123456789abcdef", "?Token=\(token)",
  ])
  func withoutTheTokenThereIsNothing(query: String) throws {
    let page = try ServedPage(token: Self.token)
    for request in [
      WebVisitor.request("/\(query)", port: page.port), WebVisitor.upgrade("/live\(query)", port: page.port),
      WebVisitor.request("/nothing\(query)", port: page.port),
    ] {
      #expect(try WebVisitor.status(request, port: page.port) == 401)
    }
  }

  @Test func withTheTokenThereIsEverything() throws {
    let page = try ServedPage(token: Self.token)
    #expect(page.dashboard.url == "http://127.0.0.1:\(page.port)/?token=\(Self.token)")
    let query = "?token=\(Self.token)"
    #expect(try WebVisitor.status(WebVisitor.request("/\(query)", port: page.port), port: page.port) == 200)
    #expect(try WebVisitor.status(WebVisitor.upgrade("/live\(query)", port: page.port), port: page.port) == 101)
  }

  @Test(arguments: ["example.org", "127.0.0.1", "127.0.0.1:1", "192.168.1.5:8080", ""])
  func aForeignHostIsRefused(host: String) throws {
    let page = try ServedPage()
    #expect(try WebVisitor.status(WebVisitor.request("/", port: page.port, host: host), port: page.port) == 421)
  }

  @Test(
    .enabled(if: WebVisitor.hasIPv6, "This computer has no IPv6."),
    arguments: ["[::1]", "[0:0:0:0:0:0:0:1]", "[::0:1]", "LOCALHOST"])
  func everyWayToWriteTheAddressIsTheAddress(host: String) throws {
    let page = try ServedPage(address: "[0::1]:0")
    let authority = "\(host):\(page.port)"
    let request = "GET / HTTP/1.1\r\nHost: \(authority)\r\nOrigin: http://[::1]:\(page.port)\r\n\r\n"
    // an address and a name are two origins, as browsers see it
    let expected = host.hasPrefix("[") ? 200 : 403
    #expect(try WebVisitor.status(request, port: page.port, overIPv6: true) == expected)
    let foreign = "GET / HTTP/1.1\r\nHost: [::2]:\(page.port)\r\n\r\n"
    #expect(try WebVisitor.status(foreign, port: page.port, overIPv6: true) == 421)
  }

  @Test(arguments: ["http://example.org", "null", "https://127.0.0.1:8080", "http://127.0.0.1", "http://localhost:1"])
  func aForeignOriginIsRefused(origin: String) throws {
    let page = try ServedPage()
    #expect(try WebVisitor.status(WebVisitor.upgrade(port: page.port, origin: origin), port: page.port) == 403)
    let request = WebVisitor.request("/", port: page.port, headers: ["Origin: \(origin)"])
    #expect(try WebVisitor.status(request, port: page.port) == 403)
  }

  @Test func liveDataNeedsAnOrigin() throws {
    let page = try ServedPage()
    let request = WebVisitor.upgrade(port: page.port).replacing("Origin", with: "X-Origin")
    #expect(try WebVisitor.status(request, port: page.port) == 403)
  }

  @Test(arguments: [
    "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==",
    "Sec-WebSocket-Version: 13",
  ])
  func liveDataNeedsAWholeHandshake(header: String) throws {
    let page = try ServedPage()
    let request = WebVisitor.upgrade(port: page.port)
    #expect(request.contains("\r\n\(header)\r\n"))
    #expect(try WebVisitor.status(request.replacing(header, with: "X: y"), port: page.port) == 400)
    #expect(try WebVisitor.status(request.replacing(header, with: header.dropLast(3)), port: page.port) == 400)
  }

  @Test func oneRequestIsAnsweredAndTheConnectionClosed() throws {
    let page = try ServedPage()
    let visitor = try WebVisitor(port: page.port)
    visitor.send(WebVisitor.request("/nothing", port: page.port) + WebVisitor.request("/", port: page.port))
    let answer = visitor.receive(seconds: 60)
    #expect(answer.hasPrefix("HTTP/1.1 404 ") && answer.hasSuffix("\r\n\r\nThere is nothing here.\n"))
  }

  @Test(arguments: [
    "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//", "/./", "/live/..", "/index.html", "/page.js", "/%00",
    "/LIVE", "/live/", "http://127.0.0.1/", "*", "/\\..\\",
  ])
  func pathTricksLeadNowhere(path: String) throws {
    let page = try ServedPage()
    #expect(try WebVisitor.status(WebVisitor.request(path, port: page.port), port: page.port) == 404)
  }

  @Test(arguments: ["POST", "HEAD", "DELETE", "OPTIONS", "TRACE"])
  func thePageCanOnlyBeLookedAt(method: String) throws {
    let page = try ServedPage()
    let request = WebVisitor.request("/", port: page.port, method: method)
    #expect(try WebVisitor.status(request, port: page.port) == 405)
  }

  @Test func nonsenseIsNotAnswered() throws {
    let page = try ServedPage()
    #expect(try WebVisitor.status("\u{1}\u{2}\r\n\r\n", port: page.port) == 0)
    #expect(try WebVisitor.status(WebVisitor.request("/", port: page.port), port: page.port) == 200)
  }
}
