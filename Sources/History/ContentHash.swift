/// FNV-1a of 64 bits (Fowler, Noll, Vo), twice with different beginnings: tells whether two files are the same. Not safe
/// against someone who wants two files to look the same, which nobody gains from here.
struct ContentHash {
  private var low: UInt64 = 0xcbf2_9ce4_8422_2325
  private var high: UInt64 = 0x6c62_272e_07bb_0142

  private static let prime: UInt64 = 0x100_0000_01b3

  /// Adds bytes.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      low = (low ^ UInt64(byte)) &* Self.prime
      high = (high ^ UInt64(byte) ^ (low >> 56)) &* Self.prime
    }
  }

  /// 32 hexadecimal digits.
  var text: String { Self.hexadecimal(high) + Self.hexadecimal(low) }

  /// Of a text.
  static func of(_ text: String) -> String {
    var hash = ContentHash()
    hash.add(text.utf8)
    return hash.text
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
