import NIOCore
import NIOWebSocket

/// The WebSocket of one visitor: live data out, the words of the buttons in. A visitor for whom it is too much gets the latest
/// and misses the rest. Used by the page's thread only.
final class LiveStream: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  /// Bytes that a frame of a visitor may hold: as many as a ping (RFC 6455, section 5.5).
  static let longestFrame = 125
  private static let longestCommand = 16
  /// Frames that wait for a visitor: a fifth of a second.
  private static let waitingFrames = 12

  private let broadcast: Broadcast
  private var waiting = CircularBuffer<WebSocketFrame>(initialCapacity: LiveStream.waitingFrames)
  /// nil before the visitor has come and after the farewell.
  private var context: ChannelHandlerContext?

  private let mayCommand: Bool

  /// `mayCommand`: the words of the buttons count.
  init(_ broadcast: Broadcast, mayCommand: Bool) {
    self.broadcast = broadcast
    self.mayCommand = mayCommand
  }

  /// Sends a message of text as soon as the visitor takes it, unless twelve later ones come before that.
  func send(_ message: ByteBuffer) { send(WebSocketFrame(fin: true, opcode: .text, data: message)) }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    if !broadcast.letIn(self) { sayFarewell(.tryAgainLater, "too many visitors") }
  }

  func handlerRemoved(context: ChannelHandlerContext) { leave() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard self.context != nil else { return }
    let frame = Self.unwrapInboundIn(data)
    // RFC 6455, sections 5.1, 5.2 and 5.5: visitors mask, nobody has agreed on extensions, control frames come whole
    guard frame.maskKey != nil, !frame.rsv1, !frame.rsv2, !frame.rsv3, frame.fin || !frame.isControl else {
      return sayFarewell(.protocolError)
    }
    let content = frame.unmaskedData
    switch frame.opcode {
    case .text where frame.fin && content.readableBytes <= Self.longestCommand:
      guard mayCommand, let command = VisitorCommand(rawValue: String(buffer: content)) else { return sayFarewell() }
      broadcast.feed.take(command)
    case .ping: send(WebSocketFrame(fin: true, opcode: .pong, data: content))
    case .pong: break
    case .connectionClose: sayFarewell(.normalClosure)
    default: sayFarewell()
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) { sendWaiting() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case NIOWebSocketError.invalidFrameLength: sayFarewell(.messageTooLarge)
    case is NIOWebSocketError: sayFarewell(.protocolError)
    default: sayFarewell()
    }
  }

  private func send(_ frame: WebSocketFrame) {
    if waiting.count >= Self.waitingFrames { waiting.removeFirst() }
    waiting.append(frame)
    sendWaiting()
  }

  private func sendWaiting() {
    guard let context else { return }
    while context.channel.isWritable, let frame = waiting.popFirst() {
      context.writeAndFlush(Self.wrapOutboundOut(frame), promise: nil)
    }
  }

  private func sayFarewell(_ code: WebSocketErrorCode? = nil, _ reason: String = "") {
    guard let context else { return }
    if let code {
      var content = ByteBuffer()
      content.write(webSocketErrorCode: code)
      content.writeString(reason)
      context.writeAndFlush(
        Self.wrapOutboundOut(WebSocketFrame(fin: true, opcode: .connectionClose, data: content)), promise: nil)
    }
    leave()
    context.close(mode: .output, promise: nil)
  }

  private func leave() {
    broadcast.letGo(self)
    waiting.removeAll()
    context = nil
  }
}

extension WebSocketFrame {
  /// Close, ping, pong, and what may come to be one.
  fileprivate var isControl: Bool { [.connectionClose, .ping, .pong].contains(opcode) }
}

extension WebSocketErrorCode {
  /// Come again later (IANA's registry of WebSocket close codes).
  fileprivate static let tryAgainLater = WebSocketErrorCode(codeNumber: 1013)
}
