import Glibc

/// One visitor at the door, and the connection to the server behind it. Used by the door's thread only.
///
/// The server sees a connection only once the whole head of a request is there, and sees it end only in good order:
/// it is told that the visitor has gone, and closes its own side first.
final class DoorConnection {
  /// How far a visitor has come.
  private enum Stage {
    /// The head of the request is being read.
    case head
    /// The request has gone to the server.
    case asked
    /// The server shows live data.
    case live
    /// The last words are on their way; what still comes is thrown away.
    case farewell
    /// To be forgotten.
    case over
  }

  private static let headEnd = Array("\r\n\r\n".utf8)
  private static let upgraded = Array("HTTP/1.1 101".utf8)
  private static let chunk = 4096

  /// The visitor's socket.
  let visitor: Int32
  /// The server's; −1 while there is none.
  private(set) var server: Int32 = -1
  private let limits: DoorLimits
  private let serverName: String
  private var stage = Stage.head
  private var toServer: [UInt8] = []
  private var toVisitor: [UInt8] = []
  private var deadline: Int
  private var movedAt: Int
  private var allowance: Double
  private var refilledAt: Int
  private var isVisitorGone = false
  private var isVisitorTold = false

  /// Takes over an accepted socket.
  init(visitor: Int32, serverName: String, limits: DoorLimits, now: Int) {
    self.visitor = visitor
    self.serverName = serverName
    self.limits = limits
    deadline = now + limits.requestNanoseconds
    movedAt = now
    refilledAt = now
    allowance = Double(limits.uploadBytes)
  }

  deinit {
    close(visitor)
    if server >= 0 { close(server) }
  }

  /// Shows live data: not to be sent away to make room.
  var isLive: Bool { stage == .live }
  /// Nothing is left to do.
  var isOver: Bool { stage == .over }

  /// The visitor's socket, or −1 when nothing comes from it any more.
  var visitorFile: Int32 { isVisitorGone ? -1 : visitor }

  /// What to wait for on the visitor's socket.
  var visitorEvents: Int16 {
    (toServer.count < limits.bufferBytes ? Int16(POLLIN) : 0) | (toVisitor.isEmpty ? 0 : Int16(POLLOUT))
  }

  /// What to wait for on the server's socket.
  var serverEvents: Int16 {
    (toVisitor.count < limits.bufferBytes ? Int16(POLLIN) : 0) | (toServer.isEmpty ? 0 : Int16(POLLOUT))
  }

  /// Does what can be done without waiting.
  func serve(visitor visitorReady: Int16, server serverReady: Int16, now: Int) {
    if visitorReady & Int16(POLLIN | POLLHUP | POLLERR) != 0 { readVisitor(now) }
    if server >= 0, serverReady & Int16(POLLIN | POLLHUP | POLLERR) != 0 { readServer(now) }
    if !toServer.isEmpty && stage != .head { _ = send(&toServer, to: server, now) }
    if !toVisitor.isEmpty && !send(&toVisitor, to: visitor, now) { visitorHasGone(now) }
    keepTime(now)
  }

  private func keepTime(_ now: Int) {
    switch stage {
    case .head where now > deadline: refuse("408 Request Timeout", now)
    case .asked where now > deadline: sayFarewell(now)
    case .live where !toVisitor.isEmpty && now - movedAt > limits.stallNanoseconds:
      toVisitor = []
      sayFarewell(now)
    case .farewell where now > deadline: stage = .over
    case .farewell where toVisitor.isEmpty && server < 0 && isVisitorGone: stage = .over
    case .farewell where toVisitor.isEmpty && !isVisitorTold:
      isVisitorTold = true
      shutdown(visitor, Int32(SHUT_WR))
    case .head, .asked, .live, .farewell, .over: break
    }
  }

  private func readVisitor(_ now: Int) {
    guard let bytes = read(visitor) else {
      visitorHasGone(now)
      return
    }
    switch stage {
    case .head:
      let seen = max(0, toServer.count - Self.headEnd.count)
      toServer += bytes
      lookForHead(from: seen, now)
    case .asked, .live:
      allowance = min(
        Double(limits.uploadBytes), allowance + Double(now - refilledAt) / 1e9 * Double(limits.uploadBytesPerSecond))
      refilledAt = now
      allowance -= Double(bytes.count)
      if allowance < 0 { sayFarewell(now) } else { toServer += bytes }
    case .farewell, .over: break
    }
  }

  private func lookForHead(from start: Int, _ now: Int) {
    if let end = Self.find(Self.headEnd, in: toServer, from: start), end <= limits.headBytes {
      guard let connection = ListeningSocket.connect(abstract: serverName) else {
        refuse("503 Service Unavailable", now)
        return
      }
      server = connection
      stage = .asked
    } else if toServer.count > limits.headBytes {
      refuse("431 Request Header Fields Too Large", now)
    }
  }

  private func readServer(_ now: Int) {
    guard let bytes = read(server) else {
      close(server)
      server = -1
      sayFarewell(now)
      return
    }
    if stage == .asked && bytes.starts(with: Self.upgraded) { stage = .live }
    if stage == .asked || stage == .live {
      if toVisitor.isEmpty { movedAt = now }
      toVisitor += bytes
    }
  }

  private func refuse(_ status: String, _ now: Int) {
    toVisitor = Array("HTTP/1.1 \(status)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
    sayFarewell(now)
  }

  /// The server is told first and closes its side; then the visitor gets the rest.
  private func sayFarewell(_ now: Int) {
    guard stage != .farewell, stage != .over else { return }
    stage = .farewell
    deadline = now + limits.farewellNanoseconds
    // the last words that were said
    _ = send(&toServer, to: server, now)
    toServer = []
    if server >= 0 { shutdown(server, Int32(SHUT_WR)) }
  }

  private func visitorHasGone(_ now: Int) {
    isVisitorGone = true
    toVisitor = []
    sayFarewell(now)
  }

  /// What has come; nil when the other side has gone.
  private func read(_ file: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: Self.chunk)
    let count = recv(file, &bytes, bytes.count, 0)
    if count < 0 { return errno == EAGAIN || errno == EINTR ? [] : nil }
    return count == 0 ? nil : Array(bytes[..<count])
  }

  /// False when the other side has gone.
  private func send(_ bytes: inout [UInt8], to file: Int32, _ now: Int) -> Bool {
    guard file >= 0, !bytes.isEmpty else { return true }
    let count = Glibc.send(file, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    if count > 0 {
      bytes.removeFirst(count)
      movedAt = now
    } else if errno != EAGAIN && errno != EINTR {
      bytes = []
      return false
    }
    return true
  }

  /// The place after a pattern that begins at `first` or later.
  private static func find(_ pattern: [UInt8], in bytes: [UInt8], from first: Int) -> Int? {
    guard bytes.count >= first + pattern.count else { return nil }
    for start in first...(bytes.count - pattern.count) where bytes[start..<start + pattern.count].elementsEqual(pattern)
    {
      return start + pattern.count
    }
    return nil
  }
}
