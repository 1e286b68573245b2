import Glibc

/// Decides what a request gets, before anything is answered: the page, the live data, or nothing.
///
/// `Host` must name the address that is served, or a foreign name could be pointed at it (DNS rebinding). `Origin`, which
/// browsers send and pages cannot forge, must be that same address; for the live data it must be there. Beyond this
/// computer the token is demanded for everything. Paths are compared as they came, byte for byte; no file is ever read.
package struct RequestGuard: Sendable {
  /// What there is to get.
  enum Answer: Sendable, Hashable {
    case page
    case live
    /// Not there, or not for this visitor.
    case refused(Refusal)
  }

  /// Why not. The raw value is the status code.
  package enum Refusal: Int, Sendable, Hashable {
    case foreignOrigin = 403
    case unknownPath = 404
    case method = 405
    case foreignHost = 421
    case noToken = 401
  }

  /// What counts of a request, as it came.
  struct Request: Sendable {
    var method: String
    var path: String
    var host: String?
    var origin: String?
    var token: String?
  }

  /// The authorities by which this server is known, in lower case: `192.168.1.5:8080`.
  let authorities: Set<String>
  /// nil on an address that only this computer reaches.
  let token: AccessToken?

  /// `http` or `https`: what the origins of its pages begin with.
  let scheme: String

  package init(authorities: Set<String>, token: AccessToken?, scheme: String = "http") {
    self.authorities = authorities
    self.token = token
    self.scheme = scheme
  }

  /// Why a visitor has not come by the address that is served; nil when they have.
  package func foreignness(host: String?, origin: String?) -> Refusal? {
    guard let host = host.map({ AddressDigits.canonical(authority: $0) }), authorities.contains(host) else {
      return .foreignHost
    }
    if let origin, canonical(origin: origin) != "\(scheme)://\(host)" { return .foreignOrigin }
    return nil
  }

  func answer(_ request: Request) -> Answer {
    if let refusal = foreignness(host: request.host, origin: request.origin) { return .refused(refusal) }
    if let token, !token.isKnown(by: request.token) { return .refused(.noToken) }
    let isPage = request.path == "/"
    guard isPage || request.path == "/live" else { return .refused(.unknownPath) }
    guard request.method == "GET" else { return .refused(.method) }
    if isPage { return .page }
    return request.origin == nil ? .refused(.foreignOrigin) : .live
  }

  /// The same for every way to write an IPv6 address.
  private func canonical(origin: String) -> String {
    let scheme = scheme + "://"
    guard origin.lowercased().hasPrefix(scheme) else { return origin }
    return scheme + AddressDigits.canonical(authority: String(origin.dropFirst(scheme.count)))
  }
}

/// An address of digits in the one form in which it is compared: `0:0:0:0:0:0:0:1` is `::1`, and `::ffff:127.0.0.1`, an IPv4
/// address in the clothes of an IPv6 one, is `127.0.0.1`.
struct AddressDigits {
  private static let groups = 8

  /// `127.0.0.1`, `fe80::1`: as browsers write it (RFC 5952).
  let text: String
  /// Whether it stands in brackets before a port.
  let isIPv6: Bool

  /// Nil for anything but digits of an address.
  init?(_ text: String) {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      (self.text, isIPv6) = (text, false)
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: six) { Array($0) }
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10...11] == [0xFF, 0xFF] {
      (self.text, isIPv6) = (bytes[12...].map { "\($0)" }.joined(separator: "."), false)
    } else {
      (self.text, isIPv6) = (Self.text(bytes), true)
    }
  }

  /// A `Host` in lower case, with an IPv6 address in its one form; anything else in lower case alone.
  static func canonical(authority: String) -> String {
    guard authority.hasPrefix("["), let close = authority.firstIndex(of: "]") else { return authority.lowercased() }
    let inside = authority[authority.index(after: authority.startIndex)..<close]
    let rest = authority[authority.index(after: close)...]
    guard let digits = AddressDigits(String(inside)) else { return authority.lowercased() }
    return (digits.isIPv6 ? "[\(digits.text)]" : digits.text) + rest.lowercased()
  }

  /// Groups in hexadecimal without leading zeros, the longest run of zeros left out. (`inet_ntop` writes some of them with
  /// dots, which browsers do not.)
  private static func text(_ bytes: [UInt8]) -> String {
    let values = (0..<groups).map { Int(bytes[2 * $0]) << 8 | Int(bytes[2 * $0 + 1]) }
    var longest = 0..<0
    var start = 0
    for place in 0...groups where place == groups || values[place] != 0 {
      if place - start > max(1, longest.count) { longest = start..<place }
      start = place + 1
    }
    let hex = { (range: Range<Int>) in range.map { String(values[$0], radix: 16) }.joined(separator: ":") }
    guard !longest.isEmpty else { return hex(0..<groups) }
    return hex(0..<longest.lowerBound) + "::" + hex(longest.upperBound..<groups)
  }
}
