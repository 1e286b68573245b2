import Glibc
import LiveSession
import RealtimeSupport
import Synchronization

/// The live page of a session, served while it runs.
///
/// The session's thread hands over small values and never waits; the audio threads know nothing of it. Everything else
/// happens on one thread of low priority.
public final class Dashboard: Sendable {
  private static let mostVisitors = 12
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
    server = try PageServer(wish, feed: feed, mostVisitors: Self.mostVisitors) { authorities in
      LivePageSite(requests: RequestGuard(authorities: authorities, token: token))
    }
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

/// What passes between the session's thread and the live page. The session never waits: what does not fit is dropped.
package final class Feed: Sendable {
  private static let points = 512

  /// Written by the session's thread, read by the broadcast; nobody else touches it.
  package nonisolated(unsafe) let envelope = SPSCRing<EnvelopePoint>(capacity: Feed.points)
  /// Marks that visitors asked for.
  let marks = Atomic<Int>(0)
  /// A visitor wants the session to end.
  package let isStopAsked = Atomic<Bool>(false)
  /// A visitor wants the session to begin.
  package let isStartAsked = Atomic<Bool>(false)
  private let latest: Mutex<SessionPicture?>
  private let told: Mutex<Told>

  /// What there is to tell besides the session: a message, and how often it has changed.
  struct Told: Sendable {
    var message: [UInt8]?
    var version = 0
  }

  /// `picture` is nil where no session runs yet.
  package init(_ picture: SessionPicture?) {
    latest = Mutex(picture)
    told = Mutex(Told())
  }

  /// Tells every visitor a message, and those who come later: JSON. Any thread.
  package func tell(_ message: [UInt8]) {
    told.withLock {
      $0.message = message
      $0.version += 1
    }
  }

  /// The latest message.
  var message: Told { told.withLock { $0 } }

  /// Shows a picture, unless the broadcast is just looking at the one before. Session's thread only.
  package func offer(_ picture: SessionPicture) -> Bool { latest.withLockIfAvailable { $0 = picture } != nil }

  /// The latest picture.
  var picture: SessionPicture? { latest.withLock { $0 } }

  /// Takes a command.
  package func take(_ command: VisitorCommand) {
    switch command {
    case .start: isStartAsked.store(true, ordering: .relaxed)
    // no more wait than a session takes at once
    case .mark: if marks.load(ordering: .relaxed) < MarkLimit.burst { marks.add(1, ordering: .relaxed) }
    case .stop: isStopAsked.store(true, ordering: .relaxed)
    }
  }

  /// True once for each mark that was asked for.
  package func takesMark() -> Bool {
    guard marks.load(ordering: .relaxed) > 0 else { return false }
    marks.subtract(1, ordering: .relaxed)
    return true
  }
}

/// What the buttons of the page ask for: one word.
package enum VisitorCommand: String, Sendable {
  /// Let a session begin that waits.
  case start
  /// Keep this moment.
  case mark
  /// End the session.
  case stop
}
