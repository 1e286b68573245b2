import NIOCore
import NIOHTTP1

/// Lets visitors in, as many as is good for the session: bounded connections, bounded memory. Used by the page's thread only.
final class Door {
  /// There is no room, and nobody who could be sent away.
  struct NoRoom: Error {}

  private let requests: RequestGuard
  private let broadcast: Broadcast
  private let limits: DoorLimits
  /// The oldest first.
  private var connections: [DoorConnection] = []

  init(requests: RequestGuard, broadcast: Broadcast, limits: DoorLimits) {
    self.requests = requests
    self.broadcast = broadcast
    self.limits = limits
  }

  /// Receives a visitor who has arrived: the door, then HTTP, then the page.
  func receive(_ visitor: any Channel) throws {
    try makeRoom()
    let connection = DoorConnection(limits: limits) { [self] in forget($0) }
    connections.append(connection)
    let page = PageHandler(requests: requests, broadcast: broadcast, connection: connection)
    let upgrader = page.upgrader(on: visitor.eventLoop)
    let pipeline = visitor.pipeline.syncOperations
    let whole = NIOLoopBound(page, eventLoop: visitor.eventLoop)
    try pipeline.addHandler(connection)
    try pipeline.configureHTTPServerPipeline(
      withPipeliningAssistance: false,
      withServerUpgrade: (
        upgraders: [upgrader],
        completionHandler: { context in _ = context.pipeline.syncOperations.removeHandler(whole.value) }
      ), withErrorHandling: false)
    try pipeline.addHandler(page)
  }

  /// The oldest who shows no live data goes when everything is full.
  private func makeRoom() throws(NoRoom) {
    guard connections.count >= limits.connections else { return }
    guard let oldest = connections.firstIndex(where: { !$0.isLive }) else { throw NoRoom() }
    connections.remove(at: oldest).close()
  }

  private func forget(_ connection: DoorConnection) { connections.removeAll { $0 === connection } }
}
