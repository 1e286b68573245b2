/// Decides what a request gets, before anything is answered: the page, the live data, or nothing.
///
/// `Host` must name the address that is served, or a foreign name could be pointed at it (DNS rebinding). `Origin`, which
/// browsers send and pages cannot forge, must be that same address; for the live data it must be there. Beyond this
/// computer the token is demanded for everything. Paths are compared as they came, byte for byte; no file is ever read.
struct RequestGuard: Sendable {
  /// What there is to get.
  enum Answer: Sendable, Hashable {
    case page
    case live
    /// Not there, or not for this visitor.
    case refused(Refusal)
  }

  /// Why not. The raw value is the status code.
  enum Refusal: Int, Sendable, Hashable {
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

  func answer(_ request: Request) -> Answer {
    guard let host = request.host.map({ AddressDigits.canonical(authority: $0) }), authorities.contains(host) else {
      return .refused(.foreignHost)
    }
    if let origin = request.origin, Self.canonical(origin: origin) != "http://\(host)" {
      return .refused(.foreignOrigin)
    }
    if let token, !token.isKnown(by: request.token) { return .refused(.noToken) }
    let isPage = request.path == "/"
    guard isPage || request.path == "/live" else { return .refused(.unknownPath) }
    guard request.method == "GET" else { return .refused(.method) }
    if isPage { return .page }
    return request.origin == nil ? .refused(.foreignOrigin) : .live
  }

  /// The same for every way to write an IPv6 address.
  private static func canonical(origin: String) -> String {
    let scheme = "http://"
    guard origin.lowercased().hasPrefix(scheme) else { return origin }
    return scheme + AddressDigits.canonical(authority: String(origin.dropFirst(scheme.count)))
  }
}
