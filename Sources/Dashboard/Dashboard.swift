import FlyingFox
import FlyingSocks
import Foundation
import Glibc
import LiveSession
import LiveView

/// The live page of a session, served while it runs.
///
/// The session's thread hands over small values and never waits; the audio threads know nothing of it. Everything else
/// happens on threads of low priority.
public final class Dashboard: Sendable {
  private static let niceness: Int32 = 10
  private static let mostEvents = 20
  private static let mostVisitors = 12
  private static let startSeconds = 10.0
  private static let farewellNanoseconds = 150_000_000

  /// Where to look; with the token, when one is needed.
  public let url: String
  private let feed: Feed
  private let server: HTTPServer
  private let door: Door
  private let broadcast: Broadcast
  private let doorEnded = DispatchSemaphore(value: 0)

  /// Listens and serves.
  public convenience init(_ wish: DashboardAddress, showing picture: SessionPicture) throws(DashboardError) {
    try self.init(wish, showing: picture, token: wish.isLoopback ? nil : AccessToken())
  }

  /// The same with a token that is known; for tests.
  package init(
    _ wish: DashboardAddress, showing picture: SessionPicture, token: AccessToken?
  ) throws(DashboardError) {
    let listener = try ListeningSocket(wish)
    let address = listener.address
    url = "http://\(LocalNames.reachable(address)):\(address.port)/" + (token.map { "?token=\($0.text)" } ?? "")
    let serverName = "glutecue-\(AccessToken().text)"
    feed = Feed(picture)
    broadcast = Broadcast(feed, mostVisitors: Self.mostVisitors)
    door = Door(serverName: serverName, limits: DoorLimits())
    let handler = PageHandler(
      requests: RequestGuard(authorities: LocalNames.authorities(address), token: token), broadcast: broadcast,
      socket: WebSocketHTTPHandler(handler: LiveStream(broadcast: broadcast, feed: feed)))
    let pool = SocketPool(
      queue: ePoll(maxEvents: Self.mostEvents), dispatchQueue: DispatchQueue(label: "live page sockets", qos: .utility))
    server = HTTPServer(
      config: HTTPServer.Configuration(
        address: .unix(abstractNamespace: serverName), sharedRequestBufferSize: 4096, sharedRequestReplaySize: 4096,
        pool: pool, logger: .disabled), handler: handler)
    start(listener)
  }

  /// Takes what has happened. Session's thread only.
  public func show(_ happening: LiveSession.Happening) {
    if case .envelope(let point) = happening { _ = feed.envelope.push(point) }
  }

  /// Shows a picture; false when it could not be left just now. Session's thread only.
  public func offer(_ picture: SessionPicture) -> Bool { feed.offer(picture) }

  /// True once for each mark that a visitor has asked for.
  public func takesMark() -> Bool { feed.takesMark() }

  /// A visitor wants the session to end.
  public var isStopAsked: Bool { feed.isStopAsked.load(ordering: .relaxed) }

  /// A visitor wants the session to begin.
  public var isStartAsked: Bool { feed.isStartAsked.load(ordering: .relaxed) }

  /// Shows the last picture and closes.
  public func end(showing picture: SessionPicture) {
    while !feed.offer(picture) {}
    var moment = timespec(tv_sec: 0, tv_nsec: Self.farewellNanoseconds)
    nanosleep(&moment, nil)
    door.end()
    _ = doorEnded.wait(timeout: .now() + 1)
    Task { [server] in await server.stop() }
  }

  /// The threads on which Swift's tasks run are as nice as the tasks' priority says.
  private func start(_ listener: consuming ListeningSocket) {
    let isReady = DispatchSemaphore(value: 0)
    let file = ListenerBox(listener)
    let thread = Thread { [self] in
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
      Task.detached(priority: .utility) { [server] in try? await server.run() }
      Task.detached(priority: .utility) { [broadcast] in await broadcast.run() }
      Task.detached(priority: .utility) { [server] in
        try? await server.waitUntilListening(timeout: Self.startSeconds)
        isReady.signal()
      }
      _ = isReady.wait(timeout: .now() + Self.startSeconds)
      if let listener = file.take() { door.run(listener) }
      doorEnded.signal()
    }
    thread.name = "live page"
    thread.start()
  }
}
