import Foundation
import Glibc
import NIOCore
import NIOHTTP1
import NIOWebSocket
import SessionResults
import WebPages

/// Answers a visitor's request: the guard decides, this gives. One request a connection.
final class PageHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// RFC 6455, section 4.2.1.
  private static let keyBytes = 16

  private let requests: RequestGuard
  private let broadcast: Broadcast
  private let connection: DoorConnection

  init(requests: RequestGuard, broadcast: Broadcast, connection: DoorConnection) {
    self.requests = requests
    self.broadcast = broadcast
    self.connection = connection
  }

  /// Opens the WebSocket for those to whom the guard gives live data. Everyone else comes to `channelRead`.
  func upgrader(on loop: any EventLoop) -> NIOWebSocketServerUpgrader {
    let page = NIOLoopBound(self, eventLoop: loop)
    return NIOWebSocketServerUpgrader(
      maxFrameSize: LiveStream.longestFrame, automaticErrorHandling: false,
      shouldUpgrade: { visitor, head in
        visitor.eventLoop.makeSucceededFuture(page.value.opens(head) ? HTTPHeaders() : nil)
      },
      upgradePipelineHandler: { visitor, _ in
        visitor.eventLoop.makeCompletedFuture { try page.value.show(visitor) }
      })
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(let head) = Self.unwrapInboundIn(data) else { return }
    connection.headHasCome()
    switch answer(head) {
    case .page: givePage(context, host: head.headers["Host"].first ?? "")
    case .live where !broadcast.hasRoom: refuse(context, 503, "Too many people are watching already.")
    case .live: refuse(context, 400, "Live data comes by WebSocket, version 13.")
    case .refused(let refusal): refuse(context, refusal.rawValue, Self.words(refusal))
    }
  }

  /// Who does not speak HTTP gets no answer; that a WebSocket is not opened is answered like any other request.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if !(error is NIOWebSocketUpgradeError) { context.close(promise: nil) }
  }

  private func answer(_ head: HTTPRequestHead) -> RequestGuard.Answer {
    // a header that comes twice is none that a browser sends: together they name nothing
    func header(_ name: String) -> String? {
      let values = head.headers[name]
      return values.isEmpty ? nil : values.joined(separator: ", ")
    }
    let query = URLComponents(string: head.uri)?.queryItems ?? []
    return requests.answer(
      RequestGuard.Request(
        method: head.method.rawValue, path: String(head.uri.prefix { $0 != "?" }), host: header("Host"),
        origin: header("Origin"), token: query.first { $0.name == "token" }.map { $0.value ?? "" }))
  }

  private func opens(_ head: HTTPRequestHead) -> Bool {
    guard answer(head) == .live, broadcast.hasRoom,
      head.headers[canonicalForm: "Connection"].contains(where: { $0.lowercased() == "upgrade" }),
      let key = head.headers.first(name: "Sec-WebSocket-Key"), Data(base64Encoded: key)?.count == Self.keyBytes
    else { return false }
    connection.headHasCome()
    return true
  }

  private func show(_ visitor: any Channel) throws {
    connection.becomesLive()
    try visitor.pipeline.syncOperations.addHandler(LiveStream(broadcast))
  }

  private func givePage(_ context: ChannelHandlerContext, host: String) {
    let policy = ContentPolicy(host: host)
    give(context, .ok, "text/html; charset=utf-8", LivePage.html(nonce: policy.nonce), policy: policy.text)
  }

  private func refuse(_ context: ChannelHandlerContext, _ status: Int, _ words: String) {
    give(context, .custom(code: UInt(status), reasonPhrase: "Refused"), "text/plain; charset=utf-8", words + "\n")
  }

  private func give(
    _ context: ChannelHandlerContext, _ status: HTTPResponseStatus, _ type: String, _ text: String,
    policy: String? = nil
  ) {
    let body = context.channel.allocator.buffer(string: text)
    var headers: HTTPHeaders = [
      "Cache-Control": "no-store", "Connection": "close", "Content-Length": String(body.readableBytes),
    ]
    if let policy { headers.add(name: "Content-Security-Policy", value: policy) }
    headers.add(contentsOf: [
      ("Content-Type", type), ("Cross-Origin-Resource-Policy", "same-origin"), ("Referrer-Policy", "no-referrer"),
      ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
    ])
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
    context.write(Self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
    context.close(mode: .output, promise: nil)
  }

  private static func words(_ refusal: RequestGuard.Refusal) -> String {
    switch refusal {
    case .foreignOrigin: "Another site has asked for this page. It is shown to its own address only."
    case .unknownPath: "There is nothing here."
    case .method: "This can only be looked at."
    case .foreignHost: "This page is not served under that name. Use the address that glutecue has printed."
    case .noToken: "This page needs the address with the token, as glutecue has printed it."
    }
  }
}

/// The page, from memory: it loads nothing from anywhere.
enum LivePage {
  private static let script = PackageResources.scope_js + PackageResources.page_js
  private static let templates = Result { () throws(OutputError) in
    try PageTemplates(["live": PackageResources.page_mustache])
  }

  /// The whole page. `nonce` is what the browser is told to run and nothing else.
  static func html(nonce: String) -> String {
    let values: [String: TemplateValue] = [
      "nonce": .text(nonce), "style": .markup(PageTemplates.liveStyle), "script": .markup(script),
    ]
    // the template is built into the program, and a test opens it
    return (try? templates.get().page("live", .object(values))) ?? ""
  }
}

/// What a visitor must know to see a session over the network: 128 random bits, as 32 hexadecimal digits.
public struct AccessToken: Sendable {
  private static let byteCount = 16

  /// The digits.
  public let text: String

  /// A new one, from the system's random numbers.
  public init() {
    var generator = SystemRandomNumberGenerator()
    text = (0..<Self.byteCount).map { _ in
      let byte = UInt8.random(in: 0...255, using: &generator)
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// One that is known already; for tests.
  package init(text: String) { self.text = text }

  /// Whether someone knows it. The time it takes depends on the length of what is offered only, not on how much of it is
  /// right, so that nobody can find it out sign by sign.
  public func isKnown(by offered: String?) -> Bool {
    let expected = Array(text.utf8)
    let given = Array((offered ?? "").utf8)
    var difference = UInt8(truncatingIfNeeded: expected.count ^ given.count) | (given.count > 255 ? 1 : 0)
    for index in given.indices { difference |= given[index] ^ expected[index % expected.count] }
    return difference == 0
  }
}
