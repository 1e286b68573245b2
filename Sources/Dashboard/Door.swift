import Glibc
import RealtimeSupport
import Synchronization

/// Lets visitors in, as many and as fast as is good for the session.
///
/// The server behind it (FlyingFox) takes everyone, reads heads of any length and waits for ever; so it listens where nobody
/// else comes, and this door stands before it: one thread of low priority, a bounded number of sockets, bounded memory.
/// It looks at no more of a request than where its head ends.
final class Door: Sendable {
  private static let turnMilliseconds: Int32 = 250
  private static let mostArrivals = 64
  private static let pauseNanoseconds = 20_000_000

  private let limits: DoorLimits
  private let serverName: String
  private let isEnding = Atomic<Bool>(false)

  /// `serverName`: where the server listens, in the abstract namespace of this computer's sockets.
  init(serverName: String, limits: DoorLimits) {
    self.serverName = serverName
    self.limits = limits
  }

  /// Opens no more and ends `run` within a moment.
  func end() { isEnding.store(true, ordering: .relaxed) }

  /// Serves until `end`.
  func run(_ listener: consuming ListeningSocket) {
    var connections: [DoorConnection] = []
    while !isEnding.load(ordering: .relaxed) {
      var files = [pollfd(fd: listener.file, events: Int16(POLLIN), revents: 0)]
      for connection in connections {
        files.append(pollfd(fd: connection.visitorFile, events: connection.visitorEvents, revents: 0))
        files.append(pollfd(fd: connection.server, events: connection.serverEvents, revents: 0))
      }
      poll(&files, nfds_t(files.count), Self.turnMilliseconds)
      let now = MonotonicClock.now()
      for (index, connection) in connections.enumerated() {
        connection.serve(visitor: files[1 + 2 * index].revents, server: files[2 + 2 * index].revents, now: now)
      }
      connections.removeAll(where: \.isOver)
      if files[0].revents != 0 { letIn(listener, &connections, now) }
    }
  }

  private func letIn(_ listener: borrowing ListeningSocket, _ connections: inout [DoorConnection], _ now: Int) {
    for _ in 0..<Self.mostArrivals {
      guard let visitor = listener.accept() else {
        // out of files, say: not again at once
        if errno != EAGAIN { MonotonicClock.sleep(nanoseconds: Self.pauseNanoseconds) }
        return
      }
      if connections.count >= limits.connections {
        guard let oldest = connections.firstIndex(where: { !$0.isLive }) else {
          close(visitor)
          continue
        }
        connections.remove(at: oldest)
      }
      connections.append(DoorConnection(visitor: visitor, serverName: serverName, limits: limits, now: now))
    }
  }
}

/// Carries the socket from the thread that opened it to the door's own; touched by one after the other.
final class ListenerBox: @unchecked Sendable {
  // written by the opening thread before the door's thread starts, taken by the door's thread
  private var listener: ListeningSocket?

  init(_ listener: consuming ListeningSocket) { self.listener = consume listener }

  func take() -> ListeningSocket? { listener.take() }
}
