import Foundation
import Glibc
import SessionResults
import TestSupport
import Testing

/// The live page of a whole session.
@Suite struct LivePageTests {
  private let folder: TemporaryFolder
  private let card: VirtualSoundCard
  private let port = LivePageSession.freePort()

  init() throws {
    folder = try TemporaryFolder()
    card = try LivePageSession.card()
  }

  private func summary(_ result: GlutecueProcess.Result) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [String: Any])
  }

  @Test func anAttackDoesNotDisturbTheSession() throws {
    let result = try LivePageSession.run(card, port: port, in: folder, options: ["--output", "session"]) { _ in
      let watchers = try (0..<8).map { _ in try LivePageSession.watcher(port) }
      let sleeper = try WebVisitor(port: port, receiveBytes: 4096)
      sleeper.send(WebVisitor.upgrade(port: port))
      var halfOpen: [WebVisitor] = []
      for number in 0..<1000 {
        let visitor = try WebVisitor(port: port)
        if number.isMultiple(of: 3) { visitor.send("GET / HTTP/1.1\r\n") }
        halfOpen.append(visitor)
      }
      for _ in 0..<3 {
        let header = "X: " + String(repeating: "a", count: 1 << 20)
        #expect(try WebVisitor.status(WebVisitor.request("/", port: port, headers: [header]), port: port) == 431)
      }
      // live data goes on coming
      let seen = watchers[0].receive { $0.contains("\"baseline\"") || $0.contains("\"firing\"") }
      #expect(seen.contains("{\"e\":[[") && seen.contains("\"n\":1"))
      watchers[7].say("mark")
      watchers[7].say("stop")
      // who closes a socket with something unread in it takes back what was said
      #expect(watchers[7].receive(seconds: 20) { $0.contains("\"ended\"") }.contains("\"ended\""))
    }
    #expect(result.exitCode == 0, "\(result.standardError)")
    #expect(result.standardError.hasPrefix("Live page: http://127.0.0.1:\(port)/\n"))
    let capture = try #require(try summary(result)["capture"] as? [String: Any])
    #expect(capture["lost_frames"] as? Int == 0 && capture["unrecorded_frames"] as? Int == 0)
    #expect((capture["interruptions"] as? [String: Int])?.isEmpty != false)
  }

  @Test func aSessionThatWaitsBeginsAndEndsByThePage() throws {
    let result = try LivePageSession.run(card, port: port, in: folder, options: ["--wait", "--output", "session"]) {
      _ in
      let visitor = try LivePageSession.watcher(port)
      #expect(access(folder["session/recording.wav"], F_OK) != 0)
      visitor.say("start")
      #expect(visitor.receive { $0.contains("\"running\"") }.contains("\"running\""))
      #expect(visitor.receive { $0.contains("{\"e\":[[") }.contains("{\"e\":[["))
      visitor.say("stop")
      #expect(visitor.receive { $0.contains("\"ended\"") }.contains("\"ended\""))
    }
    // too short for strides, or even to say that a channel is alive, and that is what it says
    #expect([3, 4].contains(result.exitCode), "\(result.standardError)")
    #expect(access(folder["session/recording.wav"], F_OK) == 0)
  }

  @Test func anAddressInUseIsToldBeforeAnythingIsWritten() throws {
    let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(other) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(other, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    listen(other, 1)
    _ = try Samples.copy("healthy", to: folder, as: "run")
    let result = try GlutecueProcess.run(
      ["live", "--input", "wav:run.wav", "--output", "session", "--dashboard", ":\(port)"], in: folder.path)
    #expect(result.exitCode == 74 && result.standardOutput == "")
    #expect(
      result.standardError
        == "glutecue: The live page cannot be served at 127.0.0.1:\(port): another program is using the port. Choose another "
        + "port, or :0 for any that is free.\n")
    #expect(access(folder["session"], F_OK) != 0)
  }
}
