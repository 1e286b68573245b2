import EMGUnits
import Glibc

/// Where OSC messages go, as somebody writes it: `9000`, `192.168.1.20:9000`, `[::1]:9000`.
public struct OSCAddress: Sendable, Hashable {
  /// This computer, where nobody names another.
  public static let usualHost = "127.0.0.1"

  /// Name or number of a computer.
  public let host: String
  /// 1–65535.
  public let port: Int

  /// Reads it.
  public init(parsing text: String) throws(ConfigurationError) {
    let place = text.lastIndex(of: ":")
    var host = place.map { String(text[..<$0]) } ?? Self.usualHost
    let digits = place.map { text[text.index(after: $0)...] } ?? text[...]
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard !host.isEmpty, !host.contains(where: \.isWhitespace), digits.allSatisfy({ $0.isASCII && $0.isNumber }),
      let port = Int(digits), (1...65_535).contains(port), text.hasPrefix("[") || !host.contains(":")
    else {
      throw ConfigurationError(
        "--osc \(text) is not PORT or HOST:PORT with a port from 1 to 65535. Examples: --osc 9000, --osc 192.168.1.20:9000, "
          + "--osc [::1]:9000.")
    }
    self.host = host
    self.port = port
  }

  /// Finds out the number of the computer, once: nothing is asked of the network's names while a session runs.
  package func resolved() throws(StreamsError) -> ResolvedAddress {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0, let list else {
      throw .host(
        host, reason: code == EAI_SYSTEM ? String(cString: strerror(errno)) : String(cString: gai_strerror(code)))
    }
    defer { freeaddrinfo(list) }
    // most programs that read OSC listen to version 4 of the internet's protocol only
    let all = sequence(first: list) { $0.pointee.ai_next }
    let entry = all.first { $0.pointee.ai_family == AF_INET } ?? list
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let failure = getnameinfo(
      entry.pointee.ai_addr, entry.pointee.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
    guard failure == 0 else { throw .host(host, reason: String(cString: gai_strerror(failure))) }
    let number = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return ResolvedAddress(number: number, port: port)
  }
}

/// A computer's number, and a port.
package struct ResolvedAddress: Sendable, Hashable {
  package let number: String
  package let port: Int

  /// Only programs on this computer can read it.
  package var isLoopback: Bool { number.hasPrefix("127.") || number == "::1" }

  /// `127.0.0.1:9000`.
  package var text: String { number.contains(":") ? "[\(number)]:\(port)" : "\(number):\(port)" }
}

/// Why nothing can be sent.
public enum StreamsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No computer has that name.
  case host(String, reason: String)
  /// The system makes no socket for it.
  case socket(String, reason: String)

  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .host(let host, let reason):
      "--osc: there is no computer “\(host)” in this network (\(reason)). Is the name right, and are you connected? Its number "
        + "works too: --osc 192.168.1.20:9000."
    case .socket(let address, let reason): "--osc: nothing can be sent to \(address): \(reason)."
    }
  }
}
