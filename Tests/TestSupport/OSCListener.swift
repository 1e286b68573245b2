import CLiblo
import Foundation

/// A program that listens to OSC messages, with liblo, on a port that was free.
package final class OSCListener {
  /// What came: the address, the types, and the arguments as text (`nan` for a float that is none).
  package struct Message: Hashable {
    package let path: String
    package let types: String
    package let values: [String]
    /// Of a last argument that is a time tag: seconds since 1970.
    package let time: Double
    /// When it came: seconds since 1970.
    package let received: Double
  }

  /// The port.
  package let port: Int
  private let server: lo_server
  private let inbox = Inbox()

  private final class Inbox {
    var messages: [Message] = []
  }

  /// Listens; nil when the system has no port.
  package init?() {
    guard let server = lo_server_new(nil, nil) else { return nil }
    self.server = server
    port = Int(lo_server_get_port(server))
    lo_server_add_method(
      server, nil, nil,
      { path, types, arguments, count, _, context in
        guard let path, let types, let arguments, let context else { return 1 }
        let kinds = String(cString: types)
        var values: [String] = []
        var time = 0.0
        for (kind, index) in zip(kinds, 0..<Int(count)) {
          guard let argument = arguments[index] else { continue }
          switch kind {
          case "i": values.append("\(argument.pointee.i)")
          case "f": values.append("\(argument.pointee.f)")
          case "s": values.append(String(cString: UnsafeRawPointer(argument).assumingMemoryBound(to: CChar.self)))
          case "t":
            let tag = argument.pointee.t
            time = Double(tag.sec) - 2_208_988_800 + Double(tag.frac) / 4_294_967_296
          default: values.append("?")
          }
        }
        Unmanaged<Inbox>.fromOpaque(context).takeUnretainedValue().messages.append(
          Message(
            path: String(cString: path), types: kinds, values: values, time: time,
            received: Date.now.timeIntervalSince1970))
        return 0
      }, Unmanaged.passUnretained(inbox).toOpaque())
  }

  deinit { lo_server_free(server) }

  /// Takes what comes until there are `count` messages, or none has come for `patience` seconds.
  package func take(_ count: Int = .max, patience: Double = 2) -> [Message] {
    while inbox.messages.count < count, lo_server_recv_noblock(server, Int32(1000 * patience)) > 0 {}
    return inbox.messages
  }

  /// Takes what comes until one fits.
  package func take(until isLast: (Message) -> Bool, patience: Double) -> [Message] {
    while !inbox.messages.contains(where: isLast), lo_server_recv_noblock(server, Int32(1000 * patience)) > 0 {}
    return inbox.messages
  }
}
