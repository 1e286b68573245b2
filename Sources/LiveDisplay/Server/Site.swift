/// What a visitor asks for, as it came.
package struct SiteRequest: Sendable {
  /// `GET`, `POST`, …
  package var method: String
  /// Without the query; percent signs as they came.
  package var path: String
  /// What follows the question mark; nil without one.
  package var query: String?
  package var host: String?
  package var origin: String?
  package var cookie: String?
  package var contentType: String?
  /// What the browser calls itself.
  package var agent: String?
  /// Empty until the whole request has come.
  package var body: [UInt8] = []

  package init(
    method: String, path: String, query: String? = nil, host: String? = nil, origin: String? = nil,
    cookie: String? = nil, contentType: String? = nil, agent: String? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.host = host
    self.origin = origin
    self.cookie = cookie
    self.contentType = contentType
    self.agent = agent
  }
}

/// What a visitor gets.
package struct SiteReply: Sendable {
  /// What goes out behind the headers.
  package enum Content: Sendable {
    case bytes([UInt8])
    /// A file, sent piece by piece as the visitor takes it.
    case file(path: String)
  }

  package var status: Int
  package var type: String
  package var content: Content
  /// What the browser may run and load; nil for a reply that is no page.
  package var policy: String?
  /// `Set-Cookie`; nil for none.
  package var cookie: String?
  /// The name under which the browser keeps a file; nil where it shows it.
  package var fileName: String?
  /// Seconds after which another try makes sense; nil for any time.
  package var retryAfter: Int?

  package init(_ status: Int, type: String, _ content: Content, policy: String? = nil) {
    self.status = status
    self.type = type
    self.content = content
    self.policy = policy
  }

  /// Plain words.
  package static func words(_ status: Int, _ words: String) -> SiteReply {
    SiteReply(status, type: "text/plain; charset=utf-8", .bytes(Array((words + "\n").utf8)))
  }
}

/// What becomes of a request, once its head has come.
package enum SiteDecision: Sendable {
  /// This, at once; what still comes of the request is thrown away.
  case reply(SiteReply)
  /// The live data; `mayCommand`: the words of its buttons count.
  case live(mayCommand: Bool)
  /// Worked out from the whole request, off the server's thread.
  case work(@Sendable (SiteRequest) -> SiteReply)
}

/// What there is to see and to do, behind a server.
package protocol Site: Sendable {
  /// Decides by the head of a request. Called on the server's thread: it must not wait.
  func decide(_ request: SiteRequest) -> SiteDecision
}

/// The live page of one session.
package struct LivePageSite: Site {
  let requests: RequestGuard

  package func decide(_ request: SiteRequest) -> SiteDecision {
    let query = SiteQuery(request.query)
    let asked = RequestGuard.Request(
      method: request.method, path: request.path, host: request.host, origin: request.origin, token: query["token"])
    return switch requests.answer(asked) {
    case .page: .reply(LivePage.reply(host: request.host ?? ""))
    case .live: .live(mayCommand: true)
    case .refused(let refusal): .reply(.words(refusal.rawValue, Self.words(refusal)))
    }
  }

  /// A refusal in a sentence.
  package static func words(_ refusal: RequestGuard.Refusal) -> String {
    switch refusal {
    case .foreignOrigin: "Another site requested this page. It is shown only at its own address."
    case .unknownPath: "There is nothing here."
    case .method: "This can only be viewed."
    case .foreignHost: "This page is not served under that name. Use the address that glutecue printed."
    case .noToken: "This page needs the address with the token, as glutecue printed it."
    }
  }
}
