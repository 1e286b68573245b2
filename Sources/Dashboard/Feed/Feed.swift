import LiveSession
import LiveView
import RealtimeSupport
import Synchronization

/// What passes between the session's thread and the live page. The session never waits: what does not fit is dropped.
final class Feed: Sendable {
  private static let points = 512

  /// Written by the session's thread, read by the broadcast; nobody else touches it.
  nonisolated(unsafe) let envelope = SPSCRing<EnvelopePoint>(capacity: Feed.points)
  /// Marks that visitors asked for.
  let marks = Atomic<Int>(0)
  /// A visitor wants the session to end.
  let isStopAsked = Atomic<Bool>(false)
  /// A visitor wants the session to begin.
  let isStartAsked = Atomic<Bool>(false)
  private let latest: Mutex<SessionPicture>

  init(_ picture: SessionPicture) { latest = Mutex(picture) }

  /// Shows a picture, unless the broadcast is just looking at the one before. Session's thread only.
  func offer(_ picture: SessionPicture) -> Bool { latest.withLockIfAvailable { $0 = picture } != nil }

  /// The latest picture.
  var picture: SessionPicture { latest.withLock { $0 } }

  /// Takes a command.
  func take(_ command: VisitorCommand) {
    switch command {
    case .start: isStartAsked.store(true, ordering: .relaxed)
    // no more wait than a session takes at once
    case .mark: if marks.load(ordering: .relaxed) < MarkLimit.burst { marks.add(1, ordering: .relaxed) }
    case .stop: isStopAsked.store(true, ordering: .relaxed)
    }
  }

  /// True once for each mark that was asked for.
  func takesMark() -> Bool {
    guard marks.load(ordering: .relaxed) > 0 else { return false }
    marks.subtract(1, ordering: .relaxed)
    return true
  }
}

/// What the buttons of the page ask for: one word.
enum VisitorCommand: String, Sendable {
  /// Let a session begin that waits.
  case start
  /// Keep this moment.
  case mark
  /// End the session.
  case stop
}
