/// Names of files as the disk has them. A name is bytes, and those of old disks and archives are often Latin-1 instead of
/// UTF-8, which no `String` holds. Such bytes become characters of the private use area, U+EF80 to U+EFFF for 0x80 to 0xFF,
/// and bytes again where the system is asked; everywhere between they are a name like any other.
extension String {
  private static let firstStandIn: UInt32 = 0xEF00
  private static let standIns: ClosedRange<UInt32> = 0xEF80...0xEFFF

  /// A name from the bytes that the system gave.
  package init(nameOnDisk bytes: some Collection<UInt8>) {
    if let text = String(validating: bytes, as: UTF8.self) {
      self = text
      return
    }
    var text = String.UnicodeScalarView()
    var rest = Array(bytes)[...]
    while let first = rest.first {
      // the longest valid beginning of at most four bytes is one character
      let length = (1...4).first { $0 <= rest.count && String(validating: rest.prefix($0), as: UTF8.self) != nil }
      if let length, let scalar = String(validating: rest.prefix(length), as: UTF8.self)?.unicodeScalars.first {
        text.append(scalar)
        rest = rest.dropFirst(length)
      } else {
        if let standIn = Unicode.Scalar(Self.firstStandIn + UInt32(first)) { text.append(standIn) }
        rest = rest.dropFirst()
      }
    }
    self.init(text)
  }

  /// The name for a call of the system, with a 0 at its end.
  package var onDisk: [CChar] {
    guard hasStandIns else { return utf8CString.map { $0 } }
    var bytes: [UInt8] = []
    for scalar in unicodeScalars {
      if Self.standIns.contains(scalar.value) {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes += UTF8.encode(scalar).map { Array($0) } ?? []
      }
    }
    return (bytes + [0]).map { CChar(bitPattern: $0) }
  }

  /// The name for people: `l\xE4ufer.wav` where a byte is no UTF-8.
  package var shownName: String {
    guard hasStandIns else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if Self.standIns.contains(scalar.value) {
        text += "\\x" + String(scalar.value & 0xFF, radix: 16, uppercase: true)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private var hasStandIns: Bool {
    // U+EF80…U+EFFF in UTF-8: 0xEE, 0xBE or 0xBF, …
    utf8.contains(0xEE) && unicodeScalars.contains { Self.standIns.contains($0.value) }
  }
}
