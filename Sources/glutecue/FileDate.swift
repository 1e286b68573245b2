import Glibc

/// When a file was written, in the user's time zone.
enum FileDate {
  /// `recording file of 24 Nov 2026, 18:02`; nil when there is no such file.
  static func text(of path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    var seconds = status.st_mtim.tv_sec
    var date = tm()
    guard localtime_r(&seconds, &date) != nil else { return nil }
    var text = [CChar](repeating: 0, count: 64)
    guard strftime(&text, text.count, "recording file of %-d %b %Y, %H:%M", &date) > 0 else { return nil }
    return text.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
  }
}
