import Glibc
import LiveSession
import LiveView
import RealtimeSupport

/// The live page of a session, served while it runs.
///
/// The session's thread hands over small values and never waits; the audio threads know nothing of it. Everything else
/// happens on one thread of low priority.
public final class Dashboard: Sendable {
  private static let farewellNanoseconds = 150_000_000

  /// Where to look; with the token, when one is needed.
  public let url: String
  private let feed: Feed
  private let server: PageServer

  /// Listens and serves.
  public convenience init(_ wish: DashboardAddress, showing picture: SessionPicture) throws(DashboardError) {
    try self.init(wish, showing: picture, token: wish.isLoopback ? nil : AccessToken())
  }

  /// The same with a token that is known; for tests.
  package init(
    _ wish: DashboardAddress, showing picture: SessionPicture, token: AccessToken?
  ) throws(DashboardError) {
    feed = Feed(picture)
    server = try PageServer(wish, feed: feed, token: token)
    let address = server.address
    url = "http://\(LocalNames.reachable(address)):\(address.port)/" + (token.map { "?token=\($0.text)" } ?? "")
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
    MonotonicClock.sleep(nanoseconds: Self.farewellNanoseconds)
    server.end()
  }
}
