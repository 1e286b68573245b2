import Foundation
import LiveDisplay

/// Pairing, and who may come in.
struct AccessRoutes {
  let access: Access
  /// Connections are encrypted: cookies go over no others.
  let isSecure: Bool

  var routes: [Route] {
    let (access, isSecure) = (access, isSecure)
    return [
      Route("POST", "/api/pair", for: .anybody) { try pair($0) },
      Route("POST", "/api/unpair", for: .paired) { call in
        if let device = call.device { _ = try access.remove(id: device.id) }
        return try Answer([String: String](), cookie: PhoneSite.cookie("", isSecure: isSecure, seconds: 0))
      },
      Route("GET", "/api/access") { try list($0) },
      Route("POST", "/api/access/coach") { call in
        try Answer(Invitation(code: try access.newCoachCode(), host: call.host, isSecure: isSecure))
      },
      Route("DELETE", "/api/access/{id}") { call in
        guard try access.remove(id: call["id"]) else { throw CallError(404, "No device has this id.", status: 66) }
        return .done
      },
    ]
  }

  private func pair(_ call: Call) throws -> Answer {
    struct Wish: Decodable {
      let code: String
      let name: String?
    }
    let wish = try call.body(Wish.self)
    switch try access.pair(code: wish.code, name: wish.name ?? Self.name(call.agent)) {
    case .paired(let device, let token):
      return try Answer(["role": device.role.rawValue], cookie: PhoneSite.cookie(token, isSecure: isSecure))
    case .wrong:
      throw CallError(401, "Wrong code. It has six digits; glutecue shows it where it was started.")
    case .wait(let seconds):
      throw CallError(
        429, "Too many wrong codes. Try again in \(seconds) s.", retryAfter: seconds)
    }
  }

  private func list(_ call: Call) throws -> Answer {
    let devices = access.devices.map {
      DeviceEntry(
        id: $0.id, name: $0.name, role: $0.role, since: Self.iso($0.since), seen: Self.iso($0.seen ?? $0.since),
        current: $0.id == call.device?.id)
    }
    return try Answer(
      AccessList(
        devices: devices, pairing: Invitation(code: access.ownerCode, host: call.host, isSecure: isSecure),
        coach: access.coachCode.map { Invitation(code: $0, host: call.host, isSecure: isSecure) }))
  }

  /// `2026-03-05T17:30:00Z`.
  private static func iso(_ seconds: Double) -> String { Date(timeIntervalSince1970: seconds).ISO8601Format() }

  /// `iPhone`, `Android phone`: for the list.
  private static func name(_ agent: String) -> String {
    let known = ["iPhone", "iPad", "Android", "Macintosh", "Windows", "Linux"]
    return known.first { agent.contains($0) } ?? "A browser"
  }
}

/// A device in the list of those who may come in.
private struct DeviceEntry: Encodable {
  let id: String
  let name: String
  let role: Role
  let since: String
  let seen: String
  let current: Bool
}

private struct AccessList: Encodable {
  let devices: [DeviceEntry]
  let pairing: Invitation
  let coach: Invitation?
}

/// A code, and the address that brings it along. It stands behind `#`, which no browser sends on.
public struct Invitation: Encodable, Sendable {
  /// Six digits.
  public let code: String
  /// The address with the code.
  public let url: String
  /// Rows of 0 and 1.
  public let qr: [String]

  /// To the server that is reached as `host`.
  public init(code: String, host: String, isSecure: Bool) {
    self.code = code
    url = "\(isSecure ? "https" : "http")://\(host)/#pair=\(code)"
    qr = QRCode(url)?.digits ?? []
  }
}
