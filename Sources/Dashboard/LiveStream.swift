import FlyingFox
import Foundation

/// The WebSocket of one visitor: live data out, the words of the buttons in.
struct LiveStream: WSHandler {
  private static let longestCommand = 16

  let broadcast: Broadcast
  let feed: Feed

  func makeFrames(for client: AsyncThrowingStream<WSFrame, any Error>) async throws -> AsyncStream<WSFrame> {
    guard let (id, frames, continuation) = await broadcast.join() else {
      return AsyncStream { continuation in
        continuation.yield(.close(code: WSCloseCode(1013, reason: "too many visitors")))
        continuation.finish()
      }
    }
    let reader = Task { [broadcast, feed] in
      do {
        for try await frame in client {
          guard answer(frame, continuation, feed) else { break }
        }
      } catch {}
      await broadcast.leave(id)
    }
    continuation.onTermination = { _ in reader.cancel() }
    return frames
  }

  /// False when the visitor goes.
  private func answer(_ frame: WSFrame, _ continuation: AsyncStream<WSFrame>.Continuation, _ feed: Feed) -> Bool {
    switch frame.opcode {
    case .text where frame.fin && frame.payload.count <= Self.longestCommand:
      guard let command = VisitorCommand(rawValue: String(decoding: frame.payload, as: UTF8.self)) else { return false }
      feed.take(command)
      return true
    case .ping where frame.payload.count <= 125:
      continuation.yield(WSFrame(fin: true, opcode: .pong, mask: nil, payload: frame.payload))
      return true
    case .pong: return true
    case .close:
      continuation.yield(.close())
      return false
    default: return false
    }
  }
}
