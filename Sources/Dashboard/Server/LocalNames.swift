import Glibc

/// The names by which this computer is reached.
enum LocalNames {
  /// The authorities of a server, in lower case: `127.0.0.1:8080`, `localhost:8080`; on every address, all of them.
  static func authorities(_ address: DashboardAddress) -> Set<String> {
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
  static func reachable(_ address: DashboardAddress) -> String {
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

  /// Every address of this computer, as digits.
  private static func addresses() -> [String] {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return ["127.0.0.1"] }
    defer { freeifaddrs(list) }
    var found: [String] = []
    var next = list
    while let entry = next {
      if let address = entry.pointee.ifa_addr, let text = digits(address) { found.append(text) }
      next = entry.pointee.ifa_next
    }
    return found
  }

  private static func digits(_ address: UnsafeMutablePointer<sockaddr>) -> String? {
    let length: Int
    switch Int32(address.pointee.sa_family) {
    case AF_INET: length = MemoryLayout<sockaddr_in>.size
    case AF_INET6: length = MemoryLayout<sockaddr_in6>.size
    default: return nil
    }
    var bytes = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard getnameinfo(address, socklen_t(length), &bytes, socklen_t(bytes.count), nil, 0, NI_NUMERICHOST) == 0
    else { return nil }
    let text = String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let bare = String(text.prefix { $0 != "%" })
    return AddressDigits(bare)?.text ?? bare
  }
}
