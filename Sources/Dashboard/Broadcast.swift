import FlyingFox
import Foundation
import Glibc
import LiveView

/// Sends every visitor what there is to see. A visitor for whom it is too much gets the latest and misses the rest.
actor Broadcast {
  /// A visitor's stream.
  typealias Frames = AsyncStream<WSFrame>

  private static let turn = Duration.milliseconds(16)
  private static let idleTurn = Duration.milliseconds(100)
  /// The whole picture goes out so often though nothing in it has changed: it is a sign of life too.
  private static let pictureEvery = Duration.milliseconds(500)
  /// Frames that wait for a visitor: a fifth of a second.
  private static let waitingFrames = 12

  private let feed: Feed
  private let mostVisitors: Int
  private var visitors: [Int: Frames.Continuation] = [:]
  private var nextVisitor = 0
  private var version = -1
  private var phase: SessionPicture.Phase?
  private var nextPicture = ContinuousClock.now

  init(_ feed: Feed, mostVisitors: Int) {
    self.feed = feed
    self.mostVisitors = mostVisitors
  }

  /// Whether one more may come.
  var hasRoom: Bool { visitors.count < mostVisitors }

  /// Lets a visitor in; nil when there are too many.
  func join() -> (id: Int, frames: Frames, continuation: Frames.Continuation)? {
    guard hasRoom else { return nil }
    let id = nextVisitor
    nextVisitor += 1
    let (frames, continuation) = Frames.makeStream(bufferingPolicy: .bufferingNewest(Self.waitingFrames))
    visitors[id] = continuation
    continuation.yield(Self.frame(PictureMessage.data(feed.picture)))
    return (id, frames, continuation)
  }

  /// A visitor has gone.
  func leave(_ id: Int) { visitors.removeValue(forKey: id)?.finish() }

  /// Sends until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      turn()
      try? await Task.sleep(for: visitors.isEmpty ? Self.idleTurn : Self.turn)
    }
  }

  private func turn() {
    var message = EnvelopeMessage()
    while let point = feed.envelope.pop() { message.add(point) }
    guard !visitors.isEmpty else { return }
    if let data = message.data { send(data) }
    let picture = feed.picture
    let now = ContinuousClock.now
    guard picture.version != version || picture.phase != phase || now >= nextPicture else { return }
    version = picture.version
    phase = picture.phase
    nextPicture = now + Self.pictureEvery
    send(PictureMessage.data(picture))
  }

  private func send(_ data: Data) {
    let frame = Self.frame(data)
    for visitor in visitors.values { visitor.yield(frame) }
  }

  private static func frame(_ data: Data) -> WSFrame { WSFrame(fin: true, opcode: .text, mask: nil, payload: data) }
}
