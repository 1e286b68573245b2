import Foundation
import Glibc

/// A visitor of the live page who speaks HTTP and WebSocket by hand, rightly or wrongly.
package final class WebVisitor {
  package struct NoConnection: Error {
    package init() {}
  }

  /// `GET / HTTP/1.1` and headers, as a browser sends them.
  package static func request(
    _ path: String, port: UInt16, method: String = "GET", host: String? = nil, headers: [String] = []
  ) -> String {
    (["\(method) \(path) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")"] + headers).joined(separator: "\r\n")
      + "\r\n\r\n"
  }

  /// The request that opens the WebSocket.
  package static func upgrade(_ path: String = "/live", port: UInt16, origin: String? = nil) -> String {
    let key = Data((0..<16).map { UInt8($0) }).base64EncodedString()
    return request(
      path, port: port,
      headers: [
        "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: \(key)", "Sec-WebSocket-Version: 13",
        "Origin: \(origin ?? "http://127.0.0.1:\(port)")",
      ])
  }

  private let file: Int32

  /// Whether this computer has the address `::1`.
  package static let hasIPv6: Bool = {
    let file = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(file) }
    var address = loopbackIPv6(port: 0)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(file, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
      }
    } == 0
  }()

  private static func loopbackIPv6(port: UInt16) -> sockaddr_in6 {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    inet_pton(AF_INET6, "::1", &address.sin6_addr)
    return address
  }

  /// Connects to `::1`.
  package init(overIPv6 port: UInt16) throws {
    file = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.loopbackIPv6(port: port)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
      }
    }
    guard file >= 0, code == 0 else { throw NoConnection() }
  }

  /// Connects; `receiveBytes` makes the buffer for what comes small.
  package init(port: UInt16, receiveBytes: Int32? = nil) throws {
    file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var receiveBytes {
      setsockopt(file, SOL_SOCKET, SO_RCVBUF, &receiveBytes, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard file >= 0, code == 0 else { throw NoConnection() }
  }

  deinit { close(file) }

  /// Sends; what cannot be sent any more is left.
  package func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Sends text.
  package func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends a short word over the WebSocket, masked as a browser does.
  package func say(_ word: String) { send(Self.frame(word)) }

  /// A short word as a frame of the WebSocket, masked as a browser does.
  package static func frame(_ word: String) -> [UInt8] {
    [0x81, 0x80 | UInt8(word.utf8.count), 0, 0, 0, 0] + Array(word.utf8)
  }

  /// What has come, as text, until `enough` says so, the other side closes, or the time is up.
  package func receive(seconds: Double = 5, until enough: (String) -> Bool = { _ in false }) -> String {
    String(decoding: bytes(seconds: seconds) { enough(String(decoding: $0, as: UTF8.self)) }, as: UTF8.self)
  }

  /// The same as bytes.
  package func bytes(seconds: Double = 5, until enough: ([UInt8]) -> Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    let end = Date.now + seconds
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let left = end.timeIntervalSinceNow
      if enough(bytes) || left <= 0 { return bytes }
      var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(1000 * left)) > 0 else { continue }
      let count = recv(file, &chunk, chunk.count, 0)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// The status code of the answer to a request; 0 when the connection is closed without one.
  package static func status(_ request: String, port: UInt16, overIPv6: Bool = false) throws -> Int {
    let visitor = overIPv6 ? try WebVisitor(overIPv6: port) : try WebVisitor(port: port)
    visitor.send(request)
    let answer = visitor.receive { $0.contains("\r\n") }
    return answer.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
