import Glibc

/// Who holds a device, as the kernel tells in `/proc/asound`.
enum DeviceOwner {
  /// `program arecord (process 812)`; nil when it cannot be found out.
  static func name(_ device: String, _ direction: Direction) -> String? {
    guard let card = DeviceName(device)?.cardNumber else { return nil }
    let kind = direction == .capture ? "c" : "p"
    for pcm in 0..<8 {
      for sub in 0..<8 {
        guard let status = text("/proc/asound/card\(card)/pcm\(pcm)\(kind)/sub\(sub)/status"),
          let line = status.split(separator: "\n").first(where: { $0.hasPrefix("owner_pid") }),
          let process = line.split(separator: ":").last?.drop(while: { $0 == " " })
        else { continue }
        let program = text("/proc/\(process)/comm").map { $0.filter { $0 != "\n" } } ?? "another program"
        return "\(program) (process \(process))"
      }
    }
    return nil
  }

  private static func text(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
