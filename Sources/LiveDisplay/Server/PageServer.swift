import EMGUnits
import Glibc
import NIOCore
import NIOPosix

/// The thread that serves pages, with its workers, all of low priority, and the socket on which visitors arrive.
package final class PageServer: Sendable {
  private static let niceness: Int32 = 10
  private static let backlog: Int32 = 64
  private static let chunkBytes = 4096
  /// So much may lie in the kernel for one visitor: a second or two of live data. More would be stale before it arrived.
  private static let kernelBytes = 32 << 10

  /// Where it listens, with the port that was free when 0 was asked for.
  package let address: DashboardAddress
  private let thread: MultiThreadedEventLoopGroup

  private let workers: NIOThreadPool

  /// Starts the threads and listens. `security` encrypts, nil for plain HTTP; `site` makes what is served, given the authorities by which the server is known.
  package init(
    _ wish: DashboardAddress, feed: Feed, mostVisitors: Int, workerCount: Int = 1,
    limits: DoorLimits = DoorLimits(), security: TransportSecurity? = nil,
    site: @escaping @Sendable (Set<String>) -> any Site
  ) throws(DashboardError) {
    thread = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = thread.next()
    // on Linux a priority is a thread's own, and a thread that it starts begins with it
    loop.execute { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness) }
    let workers = NIOThreadPool(numberOfThreads: workerCount)
    self.workers = workers
    loop.execute { workers.start() }
    do {
      let door = NIOLoopBoundBox<Door?>.makeEmptyBox(eventLoop: loop)
      let place = try SocketAddress(ipAddress: wish.host, port: Int(wish.port))
      address = try Self.listener(on: loop, door, limits, security).bind(to: place).map { listener in
        // on the thread itself, before anyone can have arrived
        let port = listener.localAddress?.port.flatMap(UInt16.init(exactly:)) ?? wish.port
        let address = DashboardAddress(host: wish.host, port: port, isIPv6: wish.isIPv6)
        let broadcast = Broadcast(feed, mostVisitors: mostVisitors)
        door.value = Door(
          site: site(LocalNames.authorities(address)), broadcast: broadcast, limits: limits, workers: workers)
        broadcast.run(on: loop.assumeIsolated())
        return address
      }.wait()
    } catch {
      try? workers.syncShutdownGracefully()
      try? thread.syncShutdownGracefully()
      throw Self.failure(error, wish)
    }
  }

  /// Closes every connection and ends the threads.
  package func end() {
    try? workers.syncShutdownGracefully()
    try? thread.syncShutdownGracefully()
  }

  private static func listener(
    on loop: any EventLoop, _ door: NIOLoopBoundBox<Door?>, _ limits: DoorLimits, _ security: TransportSecurity?
  ) -> ServerBootstrap {
    let waiting = ChannelOptions.Types.WriteBufferWaterMark(low: limits.bufferBytes / 2, high: limits.bufferBytes)
    return ServerBootstrap(group: loop)
      .serverChannelOption(.backlog, value: backlog)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.so_sndbuf), value: kernelBytes)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.writeBufferWaterMark, value: waiting)
      .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: chunkBytes))
      .childChannelInitializer { visitor in
        visitor.eventLoop.makeCompletedFuture {
          try security?.secure(visitor)
          try door.value?.receive(visitor)
        }
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

/// Why the live page cannot be served.
public enum DashboardError: Error, Sendable, Hashable {
  /// Another program listens there.
  case taken(address: String)
  /// This computer has no such address.
  case foreign(address: String)
  /// The system does not let the user listen there.
  case notPermitted(address: String)
  /// A call failed, as the system says.
  case failed(call: String, address: String, reason: String)
}

extension DashboardError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .taken(let address):
      "The live page cannot be served at \(address): another program is using the port. Choose another port, or :0 for any "
        + "that is free."
    case .foreign(let address):
      "The live page cannot be served at \(address): this computer has no such address. 127.0.0.1 is only this computer, "
        + "0.0.0.0 every network it is in."
    case .notPermitted(let address):
      "The live page cannot be served at \(address): the system does not permit it. Choose a port of 1024 or above."
    case .failed(let call, let address, let reason):
      "The live page cannot be served at \(address): \(call) failed, as the system says: \(reason)."
    }
  }
}

/// Where the live page is served: an address of this computer, as digits, and a port.
public struct DashboardAddress: Sendable, Hashable {
  /// Where it is served when nobody says otherwise.
  public static let usual = "127.0.0.1:8080"
  private static let usualPort: UInt16 = 8080
  private static let example = "Example: --dashboard 127.0.0.1:8080, or 0.0.0.0:8080 for every network."

  /// The digits: `127.0.0.1`, `::1`.
  public let host: String
  /// 0 for any that is free.
  public let port: UInt16
  let isIPv6: Bool

  /// Reads `ADDRESS`, `ADDRESS:PORT`, `:PORT`; an IPv6 address in brackets, or bare without a port.
  public init(parsing text: String) throws(ConfigurationError) {
    var host = Substring(text)
    var port: Substring?
    if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
      host = text[text.index(after: text.startIndex)..<close]
      let rest = text[text.index(after: close)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { throw Self.refusal(text) }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else if text.count(where: { $0 == ":" }) == 1, let colon = text.firstIndex(of: ":") {
      host = text[..<colon]
      port = text[text.index(after: colon)...]
    }
    if host.isEmpty || host == "localhost" { host = "127.0.0.1" }
    guard let digits = AddressDigits(String(host)) else { throw Self.refusal(text) }
    self.host = digits.text
    isIPv6 = digits.isIPv6
    guard let port else {
      self.port = Self.usualPort
      return
    }
    guard port.allSatisfy(\.isNumber), let number = UInt16(port) else { throw Self.refusal(text) }
    self.port = number
  }

  init(host: String, port: UInt16, isIPv6: Bool) {
    self.host = host
    self.port = port
    self.isIPv6 = isIPv6
  }

  /// Only programs on this computer reach it.
  public var isLoopback: Bool { isIPv6 ? host == "::1" : host.hasPrefix("127.") }

  /// Every address of this computer.
  public var isEvery: Bool { host == "0.0.0.0" || host == "::" }

  /// `127.0.0.1:8080`, `[::1]:8080`.
  public var authority: String { (isIPv6 ? "[\(host)]" : host) + ":\(port)" }

  private static func refusal(_ text: String) -> ConfigurationError {
    ConfigurationError("--dashboard “\(text)” is not an address of digits with a port from 0 to 65535. \(example)")
  }
}

/// The names by which this computer is reached.
package enum LocalNames {
  /// The authorities of a server, in lower case: `127.0.0.1:8080`, `localhost:8080`; on every address, all of them.
  package static func authorities(_ address: DashboardAddress) -> Set<String> {
    var hosts: Set<String> = [bracketed(address.host)]
    if address.isLoopback { hosts.insert("localhost") }
    if address.isEvery {
      hosts = Set(addresses().map(bracketed))
      let name = hostName().lowercased()
      hosts.formUnion(["localhost", name, "\(name).local"])
    }
    // browsers leave the usual port out
    let bare = address.port == 80 ? hosts : []
    return Set(hosts.map { "\($0):\(address.port)" }).union(bare)
  }

  /// The address that is best told to a phone: of the network, not of this computer alone.
  package static func reachable(_ address: DashboardAddress) -> String {
    guard address.isEvery else { return bracketed(address.host) }
    let found = addresses().filter { !$0.hasPrefix("127.") && $0 != "::1" && !$0.hasPrefix("fe80") }
    let first = found.first { !$0.contains(":") } ?? found.first ?? "127.0.0.1"
    return bracketed(first)
  }

  private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }

  private static func hostName() -> String {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "localhost" }
    return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Every address of this computer, as digits; one of the link alone without its device.
  private static func addresses() -> [String] {
    let devices = (try? System.enumerateDevices()) ?? []
    let found = devices.compactMap(\.address?.ipAddress).map { address in
      let bare = String(address.prefix { $0 != "%" })
      return AddressDigits(bare)?.text ?? bare
    }
    return found.isEmpty ? ["127.0.0.1"] : found
  }
}
