/// FNV-1a of 64 bits (Fowler, Noll, Vo), twice with different beginnings: tells whether two files are the same. Not safe
/// against someone who wants two files to look the same, which nobody gains from here.
package struct ContentHash {
  private var low: UInt64 = 0xcbf2_9ce4_8422_2325
  private var high: UInt64 = 0x6c62_272e_07bb_0142

  private static let prime: UInt64 = 0x100_0000_01b3

  /// Of nothing yet.
  package init() {}

  /// Adds bytes.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(word: UInt64(byte)) }
  }

  /// Adds a number at once.
  package mutating func add(word: UInt64) {
    low = (low ^ word) &* Self.prime
    high = (high ^ word ^ (low >> 56)) &* Self.prime
  }

  /// 32 hexadecimal digits.
  package var text: String { Self.hexadecimal(high) + Self.hexadecimal(low) }

  /// Of a text.
  package static func of(_ text: String) -> String {
    var hash = ContentHash()
    hash.add(text.utf8)
    return hash.text
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
