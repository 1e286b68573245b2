import Glibc

/// A moment in the local time of this machine.
package struct LocalTime {
  private let parts: tm

  /// Seconds since 1970; now when nil.
  package init(secondsSince1970: Int? = nil) {
    var seconds = secondsSince1970 ?? time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    self.parts = parts
  }

  /// `2026-11-24_18-30-05`.
  package var folderName: String { format("%Y-%m-%d_%H-%M-%S") }

  /// `2026-11-24T18:30:05+01:00`.
  package var iso8601: String {
    let offset = format("%z")
    return format("%Y-%m-%dT%H:%M:%S") + offset.prefix(3) + ":" + offset.suffix(2)
  }

  private func format(_ pattern: String) -> String {
    var parts = parts
    var text = [CChar](repeating: 0, count: 64)
    let count = strftime(&text, text.count, pattern, &parts)
    return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
