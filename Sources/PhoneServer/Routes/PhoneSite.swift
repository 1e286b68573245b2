import Foundation
import LiveDisplay

/// What `glutecue serve` serves: the app, its calls, and the live data. It decides who may have what; the routes do it.
struct PhoneSite: Site {
  static let cookie = "glutecue"
  private static let cookieSeconds = 365 * 24 * 3600

  let guardian: RequestGuard
  let access: Access
  let routes: [Route]
  /// How an error reads, with the exit status of the command line.
  let explain: @Sendable (any Error) -> CallError
  /// Shows that somebody was there; any thread.
  let isSecure: Bool

  func decide(_ request: SiteRequest) -> SiteDecision {
    if let refusal = guardian.foreignness(host: request.host, origin: request.origin) {
      return .reply(Self.refusal(refusal.rawValue, LivePageSite.words(refusal)))
    }
    if request.path == "/" {
      guard request.method == "GET" else { return .reply(Self.refusal(405, "This can only be viewed.")) }
      return .reply(AppPage.reply(host: request.host ?? ""))
    }
    let device = access.device(token: Self.token(in: request.cookie))
    if request.path == "/live" { return live(request, device) }
    return call(request, device)
  }

  private func live(_ request: SiteRequest, _ device: PairedDevice?) -> SiteDecision {
    guard device != nil else { return .reply(Self.refusal(401, Self.unpaired)) }
    guard request.method == "GET", request.origin != nil else {
      return .reply(Self.refusal(403, "Live data is for this server's own page."))
    }
    // what a page wants, it calls: that names its origin and is answered in words
    return .live(mayCommand: false)
  }

  private func call(_ request: SiteRequest, _ device: PairedDevice?) -> SiteDecision {
    let matching = routes.compactMap { route in route.parameters(of: request.path).map { (route, $0) } }
    let isOpen = matching.contains { $0.0.admission == .anybody || $0.0.admission == .pairedOrNobody }
    guard isOpen || device != nil else { return .reply(Self.refusal(401, Self.unpaired)) }
    guard !matching.isEmpty else { return .reply(Self.refusal(404, "There is nothing here.")) }
    guard let (route, parameters) = matching.first(where: { $0.0.method == request.method }) else {
      return .reply(Self.refusal(405, "\(request.method) is not possible here; see /api/schema."))
    }
    if route.method != "GET", request.origin == nil {
      return .reply(Self.refusal(403, "A call that changes something must name its Origin, as browsers do."))
    }
    if route.admission == .owner, device?.role != .owner {
      return .reply(Self.refusal(403, "Your link is for watching. Ask for the pairing code to do more."))
    }
    if route.admission == .pairedOrNobody, device == nil {
      return .reply(SiteReply(200, type: "application/json", .bytes(Array("{\"role\":null}".utf8))))
    }
    let explain = explain
    return .work { whole in
      do {
        return try route.answer(Call(parameters: parameters, device: device, request: whole)).reply
      } catch {
        let refusal = (error as? CallError) ?? explain(error)
        return Self.refusal(refusal.code, refusal.message, status: refusal.status, retryAfter: refusal.retryAfter)
      }
    }
  }

  private static let unpaired = "This device is not paired. Open the address with the code that glutecue shows."

  private static func refusal(
    _ code: Int, _ message: String, status: Int = 64, retryAfter: Int? = nil
  ) -> SiteReply {
    let content = RefusalContent(error: .init(message: message, status: status))
    // texts can always be written
    let bytes = (try? Answer.encoder.encode(content)).map(Array.init) ?? []
    var reply = SiteReply(code, type: "application/json", .bytes(bytes))
    reply.retryAfter = retryAfter
    return reply
  }

  /// The cookie's value among those that a browser sends.
  static func token(in cookies: String?) -> String? {
    for pair in (cookies ?? "").split(separator: ";") {
      let parts = pair.trimmingCharacters(in: .whitespaces).split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0] == cookie { return String(parts[1]) }
    }
    return nil
  }

  /// What a browser is to keep; no page can read it, and no other site's call carries it.
  static func cookie(_ token: String, isSecure: Bool, seconds: Int = cookieSeconds) -> String {
    "\(cookie)=\(token); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
  }
}

/// The body of a refusal.
struct RefusalContent: Encodable {
  struct Refusal: Encodable {
    let message: String
    let status: Int
  }

  let error: Refusal
}
