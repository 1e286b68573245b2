import Foundation
import Glibc
import TestSupport

/// A session on a virtual sound card, with a live page, as a process of its own.
enum LivePageSession {
  /// A port that was free a moment ago.
  static func freePort() -> UInt16 {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(file) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(file, $0, length)
        _ = getsockname(file, $0, &length)
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  /// A card that delivers healthy running, again and again.
  static func card() throws -> VirtualSoundCard {
    var device = VirtualDevice(input: .int16(try Samples.healthy(seconds: 30)))
    device.format = .s16
    device.rates = [2000]
    return try VirtualSoundCard(device)
  }

  /// Runs a session until it ends; `meanwhile` is called when the page is there.
  static func run(
    _ card: VirtualSoundCard, port: UInt16, in folder: TemporaryFolder, options: [String] = [],
    meanwhile: (Process) throws -> Void
  ) throws -> GlutecueProcess.Result {
    try GlutecueProcess.run(
      [
        "live", "--input", "alsa:\(card.name)", "--rate", "2000", "--map", "glute=1,hamstring=2", "--full-scale-mv",
        "5",
        "--dashboard", "127.0.0.1:\(port)", "--format", "json", "--tone", "none",
      ] + options + (options.contains("--output") ? [] : ["--output", "session-\(UUID().uuidString)"]),
      environment: try card.environment, in: folder.path
    ) { process in
      try waitForPage(port)
      try meanwhile(process)
    }
  }

  /// Waits until the page is served.
  static func waitForPage(_ port: UInt16) throws {
    let end = Date.now + 20
    while (try? WebVisitor.status(WebVisitor.request("/", port: port), port: port)) != 200 {
      guard Date.now < end else { throw WebVisitor.NoConnection() }
      usleep(20_000)
    }
  }

  /// A visitor who sees live data.
  static func watcher(_ port: UInt16) throws -> WebVisitor {
    let visitor = try WebVisitor(port: port)
    visitor.send(WebVisitor.upgrade(port: port))
    _ = visitor.receive { $0.contains("\"phase\"") }
    return visitor
  }
}
