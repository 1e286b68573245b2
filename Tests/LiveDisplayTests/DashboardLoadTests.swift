import LiveDisplay
import LiveSession
import TestSupport
import Testing

/// Too much of everything: the page goes on for those who behave, and memory and sockets stay bounded.
@Suite struct DashboardLoadTests {
  /// More than any buffer on the way holds: points that a visitor does not read.
  private static let unreadPoints = 60_000

  @Test func aMegabyteOfHeadersIsRefused() throws {
    let page = try ServedPage()
    let header = "X-Long: " + String(repeating: "a", count: 1 << 20)
    let request = WebVisitor.request("/", port: page.port, headers: [header])
    #expect(try WebVisitor.status(request, port: page.port) == 431)
    let many = (0..<20_000).map { "X-\($0): some words that are not short" }
    #expect(try WebVisitor.status(WebVisitor.request("/", port: page.port, headers: many), port: page.port) == 431)
    #expect(try WebVisitor.status(WebVisitor.request("/", port: page.port), port: page.port) == 200)
  }

  @Test(arguments: [(8192, 404), (8193, 431)])
  func aHeadHas8192BytesAtMost(bytes: Int, status: Int) throws {
    let page = try ServedPage()
    let short = WebVisitor.request("/nothing", port: page.port, headers: ["X: "])
    let header = "X: " + String(repeating: "a", count: bytes - short.utf8.count)
    let request = WebVisitor.request("/nothing", port: page.port, headers: [header])
    #expect(request.utf8.count == bytes)
    #expect(try WebVisitor.status(request, port: page.port) == status)
  }

  @Test func aThousandHalfOpenConnectionsAreShed() throws {
    let page = try ServedPage()
    let watcher = try WebVisitor(port: page.port)
    watcher.send(WebVisitor.upgrade(port: page.port))
    #expect(watcher.receive { $0.contains("\"phase\"") }.contains("101"))
    var halfOpen: [WebVisitor] = []
    for number in 0..<1000 {
      let visitor = try WebVisitor(port: page.port)
      if number.isMultiple(of: 2) { visitor.send("GET / HTTP/1.1\r\nHost: ") }
      halfOpen.append(visitor)
    }
    // a newcomer gets the page all the same, and who was there before still sees everything
    #expect(try WebVisitor.status(WebVisitor.request("/", port: page.port), port: page.port) == 200)
    page.tellEnvelope(milliseconds: 4711)
    #expect(watcher.receive { $0.contains("[4711,") }.contains("[4711,"))
    #expect(halfOpen[0].receive(seconds: 1) == "")
  }

  @Test func noMoreThanTwelveWatch() throws {
    let page = try ServedPage()
    var watchers: [WebVisitor] = []
    for _ in 0..<12 {
      let watcher = try WebVisitor(port: page.port)
      watcher.send(WebVisitor.upgrade(port: page.port))
      #expect(watcher.receive { $0.contains("\"phase\"") }.contains("101"))
      watchers.append(watcher)
    }
    #expect(try WebVisitor.status(WebVisitor.upgrade(port: page.port), port: page.port) == 503)
    #expect(try WebVisitor.status(WebVisitor.request("/", port: page.port), port: page.port) == 200)
  }

  @Test func whoStopsReadingMissesFramesAndDisturbsNobody() throws {
    let page = try ServedPage()
    let sleeper = try WebVisitor(port: page.port, receiveBytes: 4096)
    sleeper.send(WebVisitor.upgrade(port: page.port))
    _ = sleeper.receive { $0.contains("101") }
    let watcher = try WebVisitor(port: page.port)
    watcher.send(WebVisitor.upgrade(port: page.port))
    _ = watcher.receive { $0.contains("\"phase\"") }
    var batch = 0
    while batch < Self.unreadPoints / 300 {
      for point in 0..<300 { page.tellEnvelope(milliseconds: 300 * batch + point) }
      // the watcher has seen this batch: so it has been sent
      let last = "[\(300 * batch + 299),"
      #expect(watcher.receive { $0.contains(last) }.contains(last))
      batch += 1
    }
    let read = sleeper.receive(seconds: 1)
    let seen = Set(read.matches(of: /\[(\d+),/).compactMap { Int($0.1) })
    #expect(seen.count < Self.unreadPoints, "\(seen.count) of \(Self.unreadPoints)")
  }

  @Test(arguments: [["nonsense"], [String(repeating: "a", count: 60)], ["mark", "stopp"]])
  func unknownCommandsEndTheConnection(words: [String]) throws {
    let page = try ServedPage()
    let visitor = try WebVisitor(port: page.port)
    visitor.send(WebVisitor.upgrade(port: page.port))
    _ = visitor.receive { $0.contains("\"phase\"") }
    for word in words { visitor.say(word) }
    _ = visitor.receive(seconds: 5)
    #expect(!page.dashboard.isStopAsked)
  }

  @Test func afterAWrongWordNothingIsTaken() throws {
    let page = try ServedPage()
    let visitor = try WebVisitor(port: page.port)
    visitor.send(WebVisitor.upgrade(port: page.port))
    _ = visitor.receive { $0.contains("\"phase\"") }
    // in one go, so that both lie in the same buffer
    visitor.send(WebVisitor.frame("nonsense") + WebVisitor.frame("stop"))
    _ = visitor.receive(seconds: 60)
    #expect(!page.dashboard.isStopAsked)
  }

  @Test func aFrameThatPromisesTooMuchEndsTheConnection() throws {
    let page = try ServedPage()
    let visitor = try WebVisitor(port: page.port)
    visitor.send(WebVisitor.upgrade(port: page.port))
    _ = visitor.receive { $0.contains("\"phase\"") }
    visitor.send([0x81, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0])
    visitor.send([UInt8](repeating: 0x61, count: 100_000))
    _ = visitor.receive(seconds: 5)
    #expect(try WebVisitor.status(WebVisitor.request("/", port: page.port), port: page.port) == 200)
  }

  @Test(arguments: [
    [0x81, 0x04] + Array("mark".utf8),  // not masked
    [0xC1, 0x84, 0, 0, 0, 0] + Array("mark".utf8), [0xA1, 0x84, 0, 0, 0, 0] + Array("mark".utf8),
    [0x91, 0x84, 0, 0, 0, 0] + Array("mark".utf8),  // reserved bits
    [0x09, 0x80, 0, 0, 0, 0],  // a ping that is not whole
  ])
  func aFrameThatTheProtocolForbidsEndsTheVisit(frame: [UInt8]) throws {
    let page = try ServedPage()
    let visitor = try WebVisitor(port: page.port)
    visitor.send(WebVisitor.upgrade(port: page.port))
    #expect(visitor.receive { $0.contains("\"phase\"") }.contains("101"))
    visitor.send(frame)
    visitor.send(WebVisitor.frame("mark"))
    // a close frame with 1002, protocol error; nothing of what was said has been taken
    #expect(visitor.bytes { $0.suffix(4) == [0x88, 2, 0x03, 0xEA] }.suffix(4) == [0x88, 2, 0x03, 0xEA])
    #expect(!page.dashboard.takesMark())
  }

  @Test func aBurstOfMarksIsCut() throws {
    let page = try ServedPage()
    let visitor = try WebVisitor(port: page.port)
    visitor.send(WebVisitor.upgrade(port: page.port))
    _ = visitor.receive { $0.contains("\"phase\"") }
    for _ in 0..<300 { visitor.say("mark") }
    visitor.send([0x89, 0x84, 0, 0, 0, 0] + Array("ping".utf8))
    #expect(visitor.receive { $0.contains("ping") }.contains("ping"))
    #expect((0..<300).count { _ in page.dashboard.takesMark() } == MarkLimit.burst)
  }

  @Test func theButtonsReachTheSession() throws {
    let page = try ServedPage()
    let visitor = try WebVisitor(port: page.port)
    visitor.send(WebVisitor.upgrade(port: page.port))
    _ = visitor.receive { $0.contains("\"phase\"") }
    for word in ["mark", "mark", "start", "stop"] { visitor.say(word) }
    // an answer to a ping shows that all that came before has been taken
    visitor.send([0x89, 0x84, 0, 0, 0, 0] + Array("ping".utf8))
    #expect(visitor.receive { $0.contains("ping") }.contains("ping"))
    #expect(page.dashboard.isStartAsked && page.dashboard.isStopAsked)
    #expect(page.dashboard.takesMark() && page.dashboard.takesMark() && !page.dashboard.takesMark())
  }
}
