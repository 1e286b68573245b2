import Glibc

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
