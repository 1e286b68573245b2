import Glibc

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
