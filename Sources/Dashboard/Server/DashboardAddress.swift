import EMGUnits

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
