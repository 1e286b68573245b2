import Foundation
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import PageFiles
import SessionResults
import WebPages

/// Answers a visitor's request: the site decides, this gives. One request a connection.
final class PageHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// RFC 6455, section 4.2.1.
  private static let keyBytes = 16
  /// Bytes of a request's content.
  private static let mostBytes = 16_384
  /// So much of a file goes out at a time.
  private static let pieceBytes = 32 << 10

  /// How far the answer is.
  private enum Stage {
    case head
    /// The content of the request is coming.
    case content(SiteRequest, @Sendable (SiteRequest) -> SiteReply)
    /// It is being worked out, or on its way.
    case answering
  }

  private let site: any Site
  private let broadcast: Broadcast
  private let connection: DoorConnection
  private let workers: NIOThreadPool
  private var stage = Stage.head

  init(site: any Site, broadcast: Broadcast, connection: DoorConnection, workers: NIOThreadPool) {
    self.site = site
    self.broadcast = broadcast
    self.connection = connection
    self.workers = workers
  }

  /// Opens the WebSocket for those to whom the site gives live data. Everyone else comes to `channelRead`.
  func upgrader(on loop: any EventLoop) -> NIOWebSocketServerUpgrader {
    let page = NIOLoopBound(self, eventLoop: loop)
    return NIOWebSocketServerUpgrader(
      maxFrameSize: LiveStream.longestFrame, automaticErrorHandling: false,
      shouldUpgrade: { visitor, head in
        visitor.eventLoop.makeSucceededFuture(page.value.opens(head) ? HTTPHeaders() : nil)
      },
      upgradePipelineHandler: { visitor, head in
        visitor.eventLoop.makeCompletedFuture { try page.value.show(visitor, head) }
      })
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch (Self.unwrapInboundIn(data), stage) {
    case (.head(let head), .head):
      connection.headHasCome()
      begin(context, head)
    case (.body(let bytes), .content(var request, let work)):
      guard request.body.count + bytes.readableBytes <= Self.mostBytes else {
        return give(context, .words(413, "A request may have \(Self.mostBytes) bytes."))
      }
      request.body += bytes.readableBytesView
      stage = .content(request, work)
    case (.end, .content(let request, let work)): workOut(context, request, work)
    default: break
    }
  }

  /// Who does not speak HTTP gets no answer; that a WebSocket is not opened is answered like any other request.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if !(error is NIOWebSocketUpgradeError) { context.close(promise: nil) }
  }

  private func begin(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) {
    let request = SiteRequest(head)
    switch site.decide(request) {
    case .reply(let reply): give(context, reply)
    case .live where !broadcast.hasRoom: give(context, .words(503, "Too many people are watching already."))
    case .live: give(context, .words(400, "Live data comes by WebSocket, version 13."))
    case .work(let work): stage = .content(request, work)
    }
  }

  /// On a worker's thread, of low priority too; the reply goes out on this one.
  private func workOut(
    _ context: ChannelHandlerContext, _ request: SiteRequest, _ work: @escaping @Sendable (SiteRequest) -> SiteReply
  ) {
    stage = .answering
    connection.isWorkedOn()
    let here = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    workers.runIfActive(eventLoop: context.eventLoop) { work(request) }.whenSuccess { reply in
      guard here.value.context.channel.isActive else { return }
      here.value.handler.give(here.value.context, reply)
    }
  }

  private func opens(_ head: HTTPRequestHead) -> Bool {
    guard case .live = site.decide(SiteRequest(head)), broadcast.hasRoom,
      head.headers[canonicalForm: "Connection"].contains(where: { $0.lowercased() == "upgrade" }),
      let key = head.headers.first(name: "Sec-WebSocket-Key"), Data(base64Encoded: key)?.count == Self.keyBytes
    else { return false }
    connection.headHasCome()
    return true
  }

  private func show(_ visitor: any Channel, _ head: HTTPRequestHead) throws {
    connection.becomesLive()
    var mayCommand = false
    if case .live(let may) = site.decide(SiteRequest(head)) { mayCommand = may }
    try visitor.pipeline.syncOperations.addHandler(LiveStream(broadcast, mayCommand: mayCommand))
  }

  private func give(_ context: ChannelHandlerContext, _ reply: SiteReply) {
    stage = .answering
    switch reply.content {
    case .bytes(let bytes):
      context.write(Self.wrapOutboundOut(.head(Self.head(reply, bytes.count))), promise: nil)
      context.write(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
      end(context)
    case .file(let path):
      guard let file = FilePieces(path) else { return give(context, .words(404, "There is no such file.")) }
      connection.isWorkedOn()
      context.write(Self.wrapOutboundOut(.head(Self.head(reply, file.byteCount))), promise: nil)
      sendPieces(of: file, context)
    }
  }

  /// The next piece goes out when the one before has been taken; the door closes on a visitor who takes none.
  private func sendPieces(of file: FilePieces, _ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    guard let piece = file.next(atMost: Self.pieceBytes) else { return end(context) }
    let here = NIOLoopBound((handler: self, file: file, context: context), eventLoop: context.eventLoop)
    let isTaken = context.eventLoop.makePromise(of: Void.self)
    isTaken.futureResult.whenSuccess {
      let (handler, file, context) = here.value
      handler.sendPieces(of: file, context)
    }
    context.writeAndFlush(Self.wrapOutboundOut(.body(.byteBuffer(piece))), promise: isTaken)
  }

  private func end(_ context: ChannelHandlerContext) {
    context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
    context.close(mode: .output, promise: nil)
  }

  private static func head(_ reply: SiteReply, _ byteCount: Int) -> HTTPResponseHead {
    var headers: HTTPHeaders = [
      "Cache-Control": "no-store", "Connection": "close", "Content-Length": String(byteCount),
    ]
    if let policy = reply.policy { headers.add(name: "Content-Security-Policy", value: policy) }
    headers.add(contentsOf: [
      ("Content-Type", reply.type), ("Cross-Origin-Resource-Policy", "same-origin"), ("Referrer-Policy", "no-referrer"),
      ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
    ])
    if let cookie = reply.cookie { headers.add(name: "Set-Cookie", value: cookie) }
    if let name = reply.fileName {
      headers.add(name: "Content-Disposition", value: "attachment; filename=\"\(name)\"")
    }
    if let seconds = reply.retryAfter { headers.add(name: "Retry-After", value: String(seconds)) }
    return HTTPResponseHead(version: .http1_1, status: status(reply.status), headers: headers)
  }

  private static func status(_ code: Int) -> HTTPResponseStatus {
    code == 200 ? .ok : .custom(code: UInt(code), reasonPhrase: "Refused")
  }
}

extension SiteRequest {
  /// A header that comes twice is none that a browser sends: together they name nothing.
  init(_ head: HTTPRequestHead) {
    func header(_ name: String) -> String? {
      let values = head.headers[name]
      return values.isEmpty ? nil : values.joined(separator: ", ")
    }
    let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(
      method: head.method.rawValue, path: parts.first.map(String.init) ?? "",
      query: parts.count == 2 ? String(parts[1]) : nil, host: header("Host"), origin: header("Origin"),
      cookie: header("Cookie"), contentType: header("Content-Type"), agent: header("User-Agent"))
  }
}

/// The names and values behind a question mark.
package struct SiteQuery {
  private let items: [URLQueryItem]

  package init(_ text: String?) {
    items = text.flatMap { URLComponents(string: "?" + $0)?.queryItems } ?? []
  }

  /// The value of a name, empty where it has none; nil without the name.
  package subscript(name: String) -> String? { items.first { $0.name == name }.map { $0.value ?? "" } }
}

/// A file, piece by piece. Used by the page's thread only.
private final class FilePieces {
  let byteCount: Int
  private let descriptor: Int32
  private var place = 0

  /// Nil for what is no file that can be read.
  init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      if descriptor >= 0 { close(descriptor) }
      return nil
    }
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Nil at its end. A file that has got shorter meanwhile ends early, and so does the connection.
  func next(atMost most: Int) -> ByteBuffer? {
    var piece = ByteBuffer()
    let wanted = min(most, byteCount - place)
    guard wanted > 0 else { return nil }
    let count = piece.writeWithUnsafeMutableBytes(minimumWritableBytes: wanted) { bytes in
      max(0, pread(descriptor, bytes.baseAddress, wanted, off_t(place)))
    }
    place += count
    return count > 0 ? piece : nil
  }
}

/// The page, from memory: it loads nothing from anywhere.
enum LivePage {
  private static let script = PageTemplates.liveScript + PageFile.live_js.bytes
  private static let templates = Result { () throws(OutputError) in
    try PageTemplates(["live": PageFile.live_mustache.bytes])
  }

  /// The whole page. `nonce` is what the browser is told to run and nothing else.
  static func html(nonce: String) -> String {
    let values: [String: TemplateValue] = [
      "nonce": .text(nonce), "style": .markup(PageTemplates.liveStyle), "script": .markup(script),
    ]
    // the template is built into the program, and a test opens it
    return (try? templates.get().page("live", .object(values))) ?? ""
  }

  /// The page, with the rule of what it may run and load.
  static func reply(host: String) -> SiteReply {
    let policy = ContentPolicy(host: host)
    return SiteReply(
      200, type: "text/html; charset=utf-8", .bytes(Array(html(nonce: policy.nonce).utf8)), policy: policy.text)
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
