import Foundation
import LiveDisplay
import Synchronization

/// What a paired device may do.
public enum Role: String, Codable, Sendable, Hashable {
  /// Everything.
  case owner
  /// Look at the running session.
  case coach
}

/// A phone, tablet or computer that has been let in.
public struct PairedDevice: Codable, Sendable, Hashable {
  /// Names it in lists and calls; not secret.
  public var id: String
  /// What it calls itself.
  public var name: String
  /// What it may do.
  public var role: Role
  /// When it was let in, seconds since 1970.
  public var since: Double
  /// When it came last, within an hour; nil for never since it was let in.
  public var seen: Double?
  /// What its cookie holds.
  var token: String
}

/// Who may come in: pairing codes, the devices that have used one, and how often somebody has guessed wrong.
///
/// A code has six digits, so guessing is made slow: after the third wrong one in a row each next costs twice the wait, up to a
/// minute, whoever asks; the tenth makes a new code. That leaves about 1500 guesses a day in a million. Devices are known by
/// 128 random bits in a cookie that no page can read. What is kept lies in a file for its owner alone.
public final class Access: Sendable {
  /// What comes of a code.
  public enum Outcome: Sendable, Hashable {
    /// The cookie's value.
    case paired(PairedDevice, token: String)
    case wrong
    /// Too many wrong ones; seconds to wait.
    case wait(Int)
  }

  /// Wrong codes in a row that cost nothing.
  package static let freeGuesses = 3
  /// Seconds of the longest wait between two guesses.
  static let longestWait = 60
  /// Wrong codes in a row after which there is a new code.
  static let mostGuesses = 10
  /// Devices; the one that has been there longest makes room.
  package static let mostDevices = 64
  private static let nameLength = 60
  /// So seldom the file is written only to keep when somebody came.
  private static let seenSeconds = 3600.0

  private struct Kept: Codable {
    var ownerCode: String
    var coachCode: String?
    var devices: [PairedDevice] = []
  }

  private struct State {
    var kept: Kept
    var wrong = 0
    var notBefore = ContinuousClock.now
  }

  private let path: String
  private let state: Mutex<State>
  private let codeHasChanged: @Sendable (String) -> Void

  /// Reads what is kept at `path`, or begins anew.
  ///
  /// - Parameter codeHasChanged: told the new code when too many guesses have spent the old one.
  public init(path: String, codeHasChanged: @escaping @Sendable (String) -> Void = { _ in }) throws {
    self.path = path
    self.codeHasChanged = codeHasChanged
    let isNew = !FileManager.default.fileExists(atPath: path)
    let kept = isNew ? Kept(ownerCode: Self.code()) : try Self.read(path)
    state = Mutex(State(kept: kept))
    if isNew { try Self.write(kept, to: path) }
  }

  /// The code that makes an owner.
  public var ownerCode: String { state.withLock { $0.kept.ownerCode } }

  /// The code that makes a coach; nil while there is none.
  public var coachCode: String? { state.withLock { $0.kept.coachCode } }

  /// Everybody who may come in, the latest first.
  public var devices: [PairedDevice] { state.withLock { $0.kept.devices.reversed() } }

  /// The device whose token somebody has; nil for nobody's. Compares in a time that tells nothing.
  public func device(token: String?) -> PairedDevice? {
    guard let token else { return nil }
    return state.withLock { state in
      var found: Int?
      for (index, device) in state.kept.devices.enumerated() where AccessToken(text: device.token).isKnown(by: token) {
        found = index
      }
      guard let found else { return nil }
      let now = Date().timeIntervalSince1970
      if now - (state.kept.devices[found].seen ?? 0) > Self.seenSeconds {
        state.kept.devices[found].seen = now
        // who cannot be noted down is let in all the same
        try? Self.write(state.kept, to: path)
      }
      return state.kept.devices[found]
    }
  }

  /// Lets a device in that knows a code.
  public func pair(code: String, name: String) throws -> Outcome {
    let digits = code.filter { $0.isNumber }
    let (outcome, changed) = try state.withLock { state throws -> (Outcome, String?) in
      let wait = state.notBefore - .now
      guard wait <= .zero else { return (.wait(Int(wait.components.seconds) + 1), nil) }
      let isOwner = AccessToken(text: state.kept.ownerCode).isKnown(by: digits)
      let isCoach = state.kept.coachCode.map { AccessToken(text: $0).isKnown(by: digits) } ?? false
      guard isOwner || isCoach else { return (.wrong, try Self.count(&state, path)) }
      state.wrong = 0
      let device = PairedDevice(
        id: String(AccessToken().text.prefix(8)), name: String(name.prefix(Self.nameLength)),
        role: isOwner ? .owner : .coach, since: Date().timeIntervalSince1970, token: AccessToken().text)
      state.kept.devices.append(device)
      if state.kept.devices.count > Self.mostDevices { state.kept.devices.removeFirst() }
      try Self.write(state.kept, to: path)
      return (.paired(device, token: device.token), nil)
    }
    if let changed { codeHasChanged(changed) }
    return outcome
  }

  /// Shuts a device out; false when there is none of that id.
  public func remove(id: String) throws -> Bool {
    try state.withLock { state in
      guard let index = state.kept.devices.firstIndex(where: { $0.id == id }) else { return false }
      state.kept.devices.remove(at: index)
      try Self.write(state.kept, to: path)
      return true
    }
  }

  /// A new code for somebody who only watches; the one before is void.
  public func newCoachCode() throws -> String {
    try state.withLock { state in
      var code = Self.code()
      while code == state.kept.ownerCode { code = Self.code() }
      state.kept.coachCode = code
      try Self.write(state.kept, to: path)
      return code
    }
  }

  /// A wrong guess; returns the new code when there is one.
  private static func count(_ state: inout State, _ path: String) throws -> String? {
    state.wrong += 1
    let costly = state.wrong - freeGuesses
    if costly > 0 { state.notBefore = .now + .seconds(min(longestWait, 1 << min(costly - 1, 6))) }
    guard state.wrong % mostGuesses == 0 else { return nil }
    state.kept.ownerCode = code()
    state.kept.coachCode = nil
    try write(state.kept, to: path)
    return state.kept.ownerCode
  }

  private static func code() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<6).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
  }

  private static func read(_ path: String) throws -> Kept {
    do {
      return try JSONDecoder().decode(Kept.self, from: try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw AccessError(
        "\(path) cannot be read, so no phone can be let in. Delete it to start over: every phone then pairs again.")
    }
  }

  private static func write(_ kept: Kept, to path: String) throws {
    let temporary = "\(path).new"
    do {
      let data = try JSONEncoder().encode(kept)
      let manager = FileManager.default
      try? manager.removeItem(atPath: temporary)
      guard manager.createFile(atPath: temporary, contents: data, attributes: [.posixPermissions: 0o600]),
        rename(temporary, path) == 0
      else { throw AccessError("") }
    } catch {
      throw AccessError(
        "\(path) cannot be written, so the pairing is not kept. Make room on the disk, or make the folder writable.")
    }
  }
}

/// Why access cannot be kept, in a whole sentence.
public struct AccessError: Error, CustomStringConvertible {
  /// What happened, where, and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}
