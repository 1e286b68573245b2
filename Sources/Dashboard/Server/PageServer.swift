import Glibc
import NIOCore
import NIOPosix

/// The one thread that serves the page, of low priority, and the socket on which visitors arrive.
final class PageServer: Sendable {
  private static let niceness: Int32 = 10
  private static let backlog: Int32 = 64
  private static let mostVisitors = 12
  private static let chunkBytes = 4096
  /// So much may lie in the kernel for one visitor: a second or two of live data. More would be stale before it arrived.
  private static let kernelBytes = 32 << 10

  /// Where it listens, with the port that was free when 0 was asked for.
  let address: DashboardAddress
  private let thread: MultiThreadedEventLoopGroup

  /// Starts the thread and listens. `token` is what a visitor must know, nil for nothing.
  init(_ wish: DashboardAddress, feed: Feed, token: AccessToken?) throws(DashboardError) {
    thread = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = thread.next()
    // on Linux a priority is a thread's own
    loop.execute { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness) }
    do {
      let door = NIOLoopBoundBox<Door?>.makeEmptyBox(eventLoop: loop)
      let place = try SocketAddress(ipAddress: wish.host, port: Int(wish.port))
      address = try Self.listener(on: loop, door).bind(to: place).map { listener in
        // on the thread itself, before anyone can have arrived
        let port = listener.localAddress?.port.flatMap(UInt16.init(exactly:)) ?? wish.port
        let address = DashboardAddress(host: wish.host, port: port, isIPv6: wish.isIPv6)
        let broadcast = Broadcast(feed, mostVisitors: Self.mostVisitors)
        let requests = RequestGuard(authorities: LocalNames.authorities(address), token: token)
        door.value = Door(requests: requests, broadcast: broadcast, limits: DoorLimits())
        broadcast.run(on: loop.assumeIsolated())
        return address
      }.wait()
    } catch {
      try? thread.syncShutdownGracefully()
      throw Self.failure(error, wish)
    }
  }

  /// Closes every connection and ends the thread.
  func end() { try? thread.syncShutdownGracefully() }

  private static func listener(on loop: any EventLoop, _ door: NIOLoopBoundBox<Door?>) -> ServerBootstrap {
    let limits = DoorLimits()
    let waiting = ChannelOptions.Types.WriteBufferWaterMark(low: limits.bufferBytes / 2, high: limits.bufferBytes)
    return ServerBootstrap(group: loop)
      .serverChannelOption(.backlog, value: backlog)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.so_sndbuf), value: kernelBytes)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.writeBufferWaterMark, value: waiting)
      .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: chunkBytes))
      .childChannelInitializer { visitor in
        visitor.eventLoop.makeCompletedFuture { try door.value?.receive(visitor) }
      }
  }

  private static func failure(_ error: any Error, _ wish: DashboardAddress) -> DashboardError {
    let code = (error as? IOError)?.errnoCode
    return switch code {
    case EADDRINUSE: .taken(address: wish.authority)
    case EADDRNOTAVAIL: .foreign(address: wish.authority)
    case EACCES, EPERM: .notPermitted(address: wish.authority)
    default:
      .failed(
        call: "bind", address: wish.authority, reason: code.map { String(cString: strerror($0)) } ?? "\(error)")
    }
  }
}
