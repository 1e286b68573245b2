import TestSupport
import Testing

import PhoneServer

/// Who gets what of the API: against the server itself, by hand-made requests.
@Suite struct PhoneSiteTests {
  private let site: ServedSite

  init() throws { site = try ServedSite() }

  @Test func theShellIsForEverybodyAndHoldsNothing() throws {
    let answer = try site.answer(site.request("GET", "/", token: nil))
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    let nonce = try #require(answer.firstMatch(of: /script-src 'nonce-([0-9a-f]{32})'/)).1
    #expect(answer.contains("<script nonce=\"\(nonce)\"") && answer.contains("<style nonce=\"\(nonce)\">"))
    #expect(!answer.contains("@NONCE@") && !answer.contains("@SCRIPT@") && !answer.contains("@STYLE@"))
    #expect(!answer.contains(site.access.ownerCode) && !answer.contains(site.owner))
    #expect(try site.status(site.request("POST", "/", token: site.owner)) == 405)
  }

  @Test(arguments: [
    "GET /api/look", "POST /api/do", "POST /api/fail", "GET /things/a/b", "GET /live", "DELETE /api/access/x",
  ])
  func withoutACookieThereIsNothing(call: String) throws {
    let parts = call.split(separator: " ").map(String.init)
    for token in [nil, "", "0123", String(repeating: "0", count: 32)] {
      #expect(try site.status(site.request(parts[0], parts[1], token: token, body: "{}")) == 401)
    }
  }

  @Test func anUnknownPathIsNotToldApartBeforePairing() throws {
    #expect(try site.status(site.request("GET", "/api/nothing", token: nil)) == 401)
    #expect(try site.status(site.request("GET", "/api/nothing", token: site.owner)) == 404)
  }

  @Test func aCoachLooksAndDoesNothing() throws {
    #expect(try site.status(site.request("GET", "/api/look", token: site.coach)) == 200)
    for (method, path) in [
      ("POST", "/api/do"), ("GET", "/things/a/b"), ("GET", "/api/access"), ("POST", "/api/access/coach"),
      ("DELETE", "/api/access/x"),
    ] {
      #expect(try site.status(site.request(method, path, token: site.coach, body: "{}")) == 403, "\(method) \(path)")
    }
  }

  @Test func theWordsOfACoachDoNotCount() throws {
    let visitor = try WebVisitor(port: site.port)
    visitor.send(upgrade(site.coach))
    #expect(visitor.receive { $0.contains("\r\n\r\n") }.hasPrefix("HTTP/1.1 101 "))
    visitor.say("stop")
    _ = visitor.bytes(seconds: 1) { _ in false }
    let isAsked = site.server.live.isStopAsked.load(ordering: .relaxed)
    #expect(!isAsked)
  }

  private func upgrade(_ token: String) -> String {
    WebVisitor.upgrade(port: site.port).replacing("Origin:", with: "Cookie: glutecue=\(token)\r\nOrigin:")
  }

  @Test func liveDataNeedsTheCookieAndTheOrigin() throws {
    #expect(try site.status(WebVisitor.upgrade(port: site.port)) == 401)
    #expect(try site.status(upgrade(site.owner)) == 101)
    #expect(try site.status(upgrade(site.owner).replacing("\r\nOrigin:", with: "\r\nX-Origin:")) == 403)
  }

  @Test(arguments: ["http://example.org", "null", "https://127.0.0.1", "http://127.0.0.1:1", "http://localhost:1"])
  func anotherSiteCanDoNothingWithTheCookie(origin: String) throws {
    let request = site.request(
      "POST", "/api/do", token: site.owner, origin: false, body: #"{"text":"x"}"#, headers: ["Origin: \(origin)"])
    #expect(try site.status(request) == 403)
    let look = site.request("GET", "/api/look", token: site.owner, origin: false, headers: ["Origin: \(origin)"])
    #expect(try site.status(look) == 403)
  }

  @Test func aChangeMustNameItsOrigin() throws {
    let body = #"{"text":"x"}"#
    #expect(try site.status(site.request("POST", "/api/do", token: site.owner, origin: false, body: body)) == 403)
    #expect(try site.status(site.request("POST", "/api/do", token: site.owner, body: body)) == 200)
  }

  @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
  func aFormIsNoCall(type: String) throws {
    let request = site.request("POST", "/api/do", token: site.owner, type: type, body: #"{"text":"x"}"#)
    #expect(try site.status(request) == 415)
  }

  @Test(arguments: ["example.org", "127.0.0.1", "127.0.0.1:1", ""])
  func aForeignHostIsRefused(host: String) throws {
    let request = WebVisitor.request(
      "/api/look", port: site.port, host: host, headers: ["Cookie: glutecue=\(site.owner)"])
    #expect(try site.status(request) == 421)
  }

  @Test(arguments: [
    (#"{}"#, "“text” is missing."), (#"{"text":1}"#, "“text” is not a text."), (#"{"text":null}"#, "“text” is null."),
    (#"{"text":"x","count":"y"}"#, "“count” is not a whole number."),
    ("{", "The content is not the JSON that this call expects; see /api/schema."),
    (String(repeating: "[", count: 9000), "The content is not the JSON that this call expects; see /api/schema."),
  ])
  func aWrongBodyIsToldByPlace(body: String, words: String) throws {
    let answer = try site.answer(site.request("POST", "/api/do", token: site.owner, body: body))
    #expect(answer.hasPrefix("HTTP/1.1 400 "))
    #expect(answer.hasSuffix("{\"error\":{\"message\":\"\(words)\",\"status\":64}}"), "\(answer.suffix(200))")
  }

  @Test func aBodyThatIsTooLongIsCutOff() throws {
    let body = "{\"text\":\"" + String(repeating: "x", count: 20_000) + "\"}"
    // the door may close before the handler has seen all of it: no answer, or a refusal, but never success
    let status = try site.status(site.request("POST", "/api/do", token: site.owner, body: body))
    #expect([0, 413].contains(status))
    #expect(try site.status(site.request("GET", "/api/look", token: site.owner)) == 200)
  }

  @Test func anErrorIsExplainedAndNoServerError() throws {
    let answer = try site.answer(site.request("POST", "/api/fail", token: site.owner, body: "{}"))
    #expect(answer.hasPrefix("HTTP/1.1 422 ") && answer.contains("explained: Trouble()"))
  }

  @Test(arguments: ["DELETE", "PUT", "PATCH", "OPTIONS", "HEAD", "TRACE"])
  func aMethodThatIsNotThereIsRefused(method: String) throws {
    #expect(try site.status(site.request(method, "/api/look", token: site.owner)) == 405)
  }

  @Test(arguments: [
    "/things/../x", "/things/%2e%2e/x", "/things/a/%2e%2e", "/things/a/..%2f..", "/things/a/%00", "/things/a/b%5cc",
    "/things/.hidden/x", "/things//x", "/things/a", "/things/a/b/c", "/API/LOOK", "/api/look/", "//api/look",
    "/api/%6cook", "http://127.0.0.1/api/look", "*", "/things/a/%ff",
  ])
  func pathTricksLeadNowhere(path: String) throws {
    #expect(try site.status(site.request("GET", path, token: site.owner)) == 404)
  }

  @Test func namesAreReadOnceAndWhole() throws {
    let answer = try site.answer(site.request("GET", "/things/2026-11-29_07-13-00/a%20b%252e.csv", token: site.owner))
    #expect(answer.hasSuffix(#"["2026-11-29_07-13-00","a b%2e.csv"]"#))
  }

  @Test func pairingSetsACookieThatNoPageReads() throws {
    let body = "{\"code\":\"\(site.access.ownerCode)\",\"name\":\"phone\"}"
    let answer = try site.answer(site.request("POST", "/api/pair", token: nil, body: body))
    #expect(answer.hasSuffix(#"{"role":"owner"}"#))
    let cookie = try #require(answer.split(separator: "\r\n").first { $0.hasPrefix("Set-Cookie: ") })
    #expect(
      cookie.wholeMatch(of: /Set-Cookie: glutecue=[0-9a-f]{32}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Strict/)
        != nil)
    #expect(try site.status(site.request("POST", "/api/pair", token: nil, origin: false, body: body)) == 403)
  }

  @Test func guessingIsSlowedWithTheTimeToWait() throws {
    let wrong = "{\"code\":\"\(site.access.ownerCode == "000000" ? "000001" : "000000")\"}"
    var statuses: [Int] = []
    for _ in 0..<6 { statuses.append(try site.status(site.request("POST", "/api/pair", token: nil, body: wrong))) }
    #expect(statuses.prefix(5) == [401, 401, 401, 401, 429])
    let answer = try site.answer(site.request("POST", "/api/pair", token: nil, body: wrong))
    if answer.hasPrefix("HTTP/1.1 429 ") {
      #expect(answer.contains("\r\nRetry-After: ") && answer.contains("Too many wrong codes. Try again in "))
    }
    // who is paired notices nothing of it
    #expect(try site.status(site.request("GET", "/api/look", token: site.owner)) == 200)
  }

  @Test func unpairingEndsIt() throws {
    let answer = try site.answer(site.request("POST", "/api/unpair", token: site.coach, body: "{}"))
    #expect(answer.contains("Set-Cookie: glutecue=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict\r\n"))
    #expect(try site.status(site.request("GET", "/api/look", token: site.coach)) == 401)
  }

  @Test func theSchemaIsTheDescriptionAsJSON() throws {
    let answer = try site.answer(site.request("GET", "/api/schema", token: nil))
    #expect(answer.contains("\"openapi\":\"3.0.3\"") && answer.contains("\"/api/pair\""))
  }

  /// Twenty who look on, one who never reads, and everybody else is still served.
  @Test func manyVisitorsAndOneWhoNeverReads() throws {
    let idle = try WebVisitor(port: site.port, receiveBytes: 2048)
    idle.send(upgrade(site.owner))
    let visitors = try (0..<20).map { _ in
      let visitor = try WebVisitor(port: site.port)
      visitor.send(upgrade(site.owner))
      return visitor
    }
    for visitor in visitors { #expect(visitor.receive { $0.contains("\r\n\r\n") }.hasPrefix("HTTP/1.1 101 ")) }
    for number in 0..<50 {
      site.server.tell(job: ["number": "\(number)", "fill": String(repeating: "x", count: 2000)])
      #expect(try site.status(site.request("GET", "/api/look", token: site.owner)) == 200)
    }
    for visitor in visitors { #expect(visitor.receive { $0.contains("\"49\"") }.contains("\"49\"")) }
  }
}
