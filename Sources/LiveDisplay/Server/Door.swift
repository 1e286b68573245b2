import NIOCore
import NIOHTTP1
import NIOPosix

/// Lets visitors in, as many as is good for the session: bounded connections, bounded memory. Used by the page's thread only.
final class Door {
  /// There is no room, and nobody who could be sent away.
  struct NoRoom: Error {}

  private let site: any Site
  private let broadcast: Broadcast
  private let limits: DoorLimits
  private let workers: NIOThreadPool
  /// The oldest first.
  private var connections: [DoorConnection] = []

  init(site: any Site, broadcast: Broadcast, limits: DoorLimits, workers: NIOThreadPool) {
    self.site = site
    self.broadcast = broadcast
    self.limits = limits
    self.workers = workers
  }

  /// Receives a visitor who has arrived: the door, then HTTP, then the page.
  func receive(_ visitor: any Channel) throws {
    try makeRoom()
    let connection = DoorConnection(limits: limits) { [self] in forget($0) }
    connections.append(connection)
    let page = PageHandler(site: site, broadcast: broadcast, connection: connection, workers: workers)
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

/// What a visitor may cost. All of it together is bounded, whoever comes and however often.
package struct DoorLimits: Sendable {
  /// Connections at a time. When there are more, the oldest that shows no live data goes.
  package var connections = 48
  /// A request's first line and headers.
  package var headBytes = 8192
  /// A connection that does not show live data by then goes.
  package var request = TimeAmount.seconds(5)
  /// For an answer to be worked out and taken: two hours of recording over a slow network.
  package var answer = TimeAmount.minutes(10)
  /// A visitor who takes nothing for so long goes; the page comes back by itself.
  package var stall = TimeAmount.seconds(10)
  /// For the other side to close after us.
  package var farewell = TimeAmount.seconds(1)
  /// What a visitor may send: at once, and again each second.
  package var uploadBytes = 16_384
  package var uploadBytesPerSecond = 4096
  /// So much may wait in the program for one visitor to take it; beyond that messages are dropped.
  package var bufferBytes = 16_384

  package init() {}
}

/// One visitor at the door: keeps what comes within the limits, waits for nobody longer than they say, and closes in good
/// order. It looks at no more of a request than how long its head is. Used by the page's thread only.
final class DoorConnection: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// How far a visitor has come.
  private enum Stage {
    /// The head of the request is being read; so many bytes of it have come.
    case head(bytes: Int)
    /// The request has been understood.
    case asked
    /// The visitor sees live data.
    case live
    /// The last words are on their way; what still comes is thrown away.
    case farewell
  }

  private let limits: DoorLimits
  private let hasGone: (DoorConnection) -> Void
  private var context: ChannelHandlerContext?
  private var stage = Stage.head(bytes: 0)
  private var stageEnd: Scheduled<Void>?
  private var stallEnd: Scheduled<Void>?
  private var allowance: Double
  private var refilledAt = NIODeadline.now()

  /// `hasGone` is called when the connection is over.
  init(limits: DoorLimits, hasGone: @escaping (DoorConnection) -> Void) {
    self.limits = limits
    self.hasGone = hasGone
    allowance = Double(limits.uploadBytes)
  }

  /// Shows live data: not to be sent away to make room.
  var isLive: Bool { if case .live = stage { true } else { false } }

  /// The whole head of a request has come.
  func headHasCome() {
    if case .head = stage { stage = .asked }
  }

  /// The whole request has come; its answer takes the time it takes. Who does not take it is sent away as ever.
  func isWorkedOn() { endStage(in: limits.answer) { [self] in close() } }

  /// The visitor sees live data from now on.
  func becomesLive() {
    stage = .live
    stageEnd?.cancel()
  }

  /// Ends it at once.
  func close() { context?.close(promise: nil) }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    endStage(in: limits.request) { [self] in requestTimeIsUp() }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    stageEnd?.cancel()
    stallEnd?.cancel()
    self.context = nil
    hasGone(self)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = Self.unwrapInboundIn(data)
    if case .head(let count) = stage { readHead(context, &bytes, after: count) }
    guard bytes.readableBytes > 0 else { return }
    switch stage {
    case .head: refuse("431 Request Header Fields Too Large")
    case .asked, .live: pay(context, bytes)
    case .farewell: break
    }
  }

  /// A visitor who takes nothing.
  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stallEnd?.cancel()
    stallEnd =
      context.channel.isWritable
      ? nil : context.eventLoop.assumeIsolated().scheduleTask(in: limits.stall) { [self] in close() }
    context.fireChannelWritabilityChanged()
  }

  /// Closing what goes out is the farewell: the visitor gets what is on its way, closes, or is closed upon.
  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    if mode == .output {
      stage = .farewell
      endStage(in: limits.farewell) { [self] in close() }
    }
    context.close(mode: mode, promise: promise)
  }

  /// Hands on no more than a head may be long; what is left in `bytes` came after it or is too much.
  private func readHead(_ context: ChannelHandlerContext, _ bytes: inout ByteBuffer, after count: Int) {
    let taken = min(bytes.readableBytes, limits.headBytes - count)
    guard let head = bytes.readSlice(length: taken) else { return }
    stage = .head(bytes: count + taken)
    context.fireChannelRead(Self.wrapInboundOut(head))
  }

  private func pay(_ context: ChannelHandlerContext, _ bytes: ByteBuffer) {
    let now = NIODeadline.now()
    let refill = Double((now - refilledAt).nanoseconds) / 1e9 * Double(limits.uploadBytesPerSecond)
    refilledAt = now
    allowance = min(Double(limits.uploadBytes), allowance + refill) - Double(bytes.readableBytes)
    if allowance < 0 { sayFarewell() } else { context.fireChannelRead(Self.wrapInboundOut(bytes)) }
  }

  private func requestTimeIsUp() {
    if case .head = stage { refuse("408 Request Timeout") } else { sayFarewell() }
  }

  private func refuse(_ status: String) {
    guard let context else { return }
    let words = ByteBuffer(string: "HTTP/1.1 \(status)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    context.writeAndFlush(Self.wrapOutboundOut(words), promise: nil)
    sayFarewell()
  }

  private func sayFarewell() {
    guard let context else { return }
    close(context: context, mode: .output, promise: nil)
  }

  private func endStage(in time: TimeAmount, _ end: @escaping () -> Void) {
    stageEnd?.cancel()
    stageEnd = context?.eventLoop.assumeIsolated().scheduleTask(in: time, end)
  }
}
