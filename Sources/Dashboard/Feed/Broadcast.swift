import Foundation
import LiveView
import NIOCore

/// Sends every visitor what there is to see. Used by the page's thread only.
final class Broadcast {
  private static let turn = TimeAmount.milliseconds(16)
  private static let idleTurn = TimeAmount.milliseconds(100)
  /// The whole picture goes out so often though nothing in it has changed: it is a sign of life too.
  private static let pictureEvery = TimeAmount.milliseconds(500)

  let feed: Feed
  private let mostVisitors: Int
  private var visitors: [ObjectIdentifier: LiveStream] = [:]
  private var version = -1
  private var phase: SessionPicture.Phase?
  private var nextPicture = NIODeadline.now()

  init(_ feed: Feed, mostVisitors: Int) {
    self.feed = feed
    self.mostVisitors = mostVisitors
  }

  /// Whether one more may come.
  var hasRoom: Bool { visitors.count < mostVisitors }

  /// Lets a visitor in, who gets the picture at once; false when there are too many.
  func letIn(_ visitor: LiveStream) -> Bool {
    guard hasRoom else { return false }
    visitors[ObjectIdentifier(visitor)] = visitor
    visitor.send(ByteBuffer(bytes: PictureMessage.data(feed.picture)))
    return true
  }

  /// A visitor has gone.
  func letGo(_ visitor: LiveStream) { visitors.removeValue(forKey: ObjectIdentifier(visitor)) }

  /// Sends now, and again and again until the thread ends.
  func run(on loop: NIOIsolatedEventLoop) {
    turn()
    loop.scheduleTask(in: visitors.isEmpty ? Self.idleTurn : Self.turn) { [self] in run(on: loop) }
  }

  private func turn() {
    var message = EnvelopeMessage()
    while let point = feed.envelope.pop() { message.add(point) }
    guard !visitors.isEmpty else { return }
    if let data = message.data { send(data) }
    let picture = feed.picture
    let now = NIODeadline.now()
    guard picture.version != version || picture.phase != phase || now >= nextPicture else { return }
    version = picture.version
    phase = picture.phase
    nextPicture = now + Self.pictureEvery
    send(PictureMessage.data(picture))
  }

  private func send(_ data: Data) {
    let message = ByteBuffer(bytes: data)
    for visitor in visitors.values { visitor.send(message) }
  }
}
