import Glibc

/// The socket on which visitors arrive, and the calls to the system that the door makes. None of them waits.
struct ListeningSocket: ~Copyable {
  private static let backlog: Int32 = 64
  /// So much may lie in the kernel for one visitor: a second or two of live data. More would be stale before it arrived.
  private static let sendBytes: Int32 = 32 << 10

  let file: Int32
  /// Where it listens, with the port that was free when 0 was asked for.
  let address: DashboardAddress

  init(_ wish: DashboardAddress) throws(DashboardError) {
    let family = wish.isIPv6 ? AF_INET6 : AF_INET
    file = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    do throws(DashboardError) {
      guard file >= 0 else { throw Self.failure("socket", wish) }
      Self.set(file, SO_REUSEADDR, 1)
      guard Self.bind(file, wish) == 0 else { throw Self.failure("bind", wish) }
      guard listen(file, Self.backlog) == 0 else { throw Self.failure("listen", wish) }
      address = DashboardAddress(host: wish.host, port: Self.port(of: file), isIPv6: wish.isIPv6)
    } catch {
      if file >= 0 { close(file) }
      throw error
    }
  }

  deinit { close(file) }

  /// A visitor who has arrived; nil when there is none.
  borrowing func accept() -> Int32? {
    let visitor = Glibc.accept(file, nil, nil)
    guard visitor >= 0 else { return nil }
    _ = fcntl(visitor, F_SETFL, O_NONBLOCK)
    _ = fcntl(visitor, F_SETFD, FD_CLOEXEC)
    Self.set(visitor, SO_SNDBUF, Self.sendBytes)
    var one: Int32 = 1
    setsockopt(visitor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    return visitor
  }

  /// A connection to the server behind the door; nil when it does not take one.
  static func connect(abstract name: String) -> Int32? {
    let file = socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard file >= 0 else { return nil }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { path in
      for (index, byte) in name.utf8.prefix(path.count - 1).enumerated() { path[index + 1] = byte }
    }
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    guard isConnected else {
      close(file)
      return nil
    }
    set(file, SO_SNDBUF, sendBytes)
    return file
  }

  private static func set(_ file: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    setsockopt(file, SOL_SOCKET, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func bind(_ file: Int32, _ wish: DashboardAddress) -> Int32 {
    if wish.isIPv6 {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = wish.port.bigEndian
      inet_pton(AF_INET6, wish.host, &address.sin6_addr)
      return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Glibc.bind(file, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
        }
      }
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = wish.port.bigEndian
    inet_pton(AF_INET, wish.host, &address.sin_addr)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private static func port(of file: Int32) -> UInt16 {
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    _ = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(file, $0, &length) }
    }
    // the port lies at the same place in both families
    return UInt16(bigEndian: address.sin6_port)
  }

  private static func failure(_ call: String, _ wish: DashboardAddress) -> DashboardError {
    switch errno {
    case EADDRINUSE: .taken(address: wish.authority)
    case EADDRNOTAVAIL: .foreign(address: wish.authority)
    case EACCES, EPERM: .notPermitted(address: wish.authority)
    default: .failed(call: call, address: wish.authority, reason: String(cString: strerror(errno)))
    }
  }
}
