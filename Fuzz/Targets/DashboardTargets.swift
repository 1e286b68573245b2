@testable import LiveDisplay
import LiveSession
import NIOCore
import NIOEmbedded
import SessionResults

/// The live page's door, with a visitor whose bytes come from anywhere.
enum DashboardTargets {
  private static let upgrade =
    "GET /live HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nOrigin: http://127.0.0.1:8080\r\nUpgrade: websocket\r\n"
    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
  private static let picture = SessionPicture(
    input: "alsa:hw:1", scale: AmplitudeScale(fullScaleMillivolts: 5), total: nil, legs: [nil])

  static func request(_ input: [UInt8]) { visit { send(input, to: $0) } }

  static func frames(_ input: [UInt8]) {
    visit { visitor in
      send(Array(upgrade.utf8), to: visitor)
      send(input, to: visitor)
    }
  }

  private static func visit(_ talk: (EmbeddedChannel) -> Void) {
    let address = DashboardAddress(host: "127.0.0.1", port: 8080, isIPv6: false)
    let broadcast = Broadcast(Feed(picture), mostVisitors: 2)
    let guards = RequestGuard(authorities: LocalNames.authorities(address), token: nil)
    let door = Door(requests: guards, broadcast: broadcast, limits: DoorLimits())
    let visitor = EmbeddedChannel()
    defer { _ = try? visitor.finish(acceptAlreadyClosed: true) }
    guard (try? door.receive(visitor)) != nil else { return }
    _ = try? visitor.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 8080)).wait()
    talk(visitor)
    visitor.embeddedEventLoop.advanceTime(by: .seconds(20))
  }

  /// In two pieces, as a network may bring it.
  private static func send(_ bytes: [UInt8], to visitor: EmbeddedChannel) {
    let middle = bytes.count / 2
    for piece in [bytes[..<middle], bytes[middle...]] where visitor.isActive && !piece.isEmpty {
      _ = try? visitor.writeInbound(ByteBuffer(bytes: piece))
      visitor.embeddedEventLoop.run()
      while (try? visitor.readOutbound(as: ByteBuffer.self)) != nil {}
    }
  }
}
