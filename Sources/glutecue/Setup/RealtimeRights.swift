import Glibc
import RealtimeSupport

/// Whether audio may run ahead of everything else here.
enum RealtimeRights {
  /// Where the package has given the right to the group audio. What is written by hand has another name, so that apt need not
  /// ask whose file to keep.
  private static let packaged = "/etc/security/limits.d/50-glutecue.conf"

  /// What is missing and the one command that grants it; nil where nothing is.
  static var missing: String? {
    guard !isRealtime else { return nil }
    let join = "sudo usermod -aG audio \"$USER\""
    let grant =
      access(packaged, F_OK) == 0
      ? join
      : "printf '@audio - rtprio 50\\n@audio - memlock unlimited\\n' | sudo tee /etc/security/limits.d/glutecue.conf && \(join)"
    return """
      Audio may not run ahead of other programs yet: beeps can come late when the computer is busy. Grant it once, then log \
      in again:
        \(grant)
      """
  }

  private static var isRealtime: Bool {
    var nothing = 0
    return withUnsafeMutablePointer(to: &nothing) { context in
      guard let thread = AudioThread(priority: AudioThread.capturePriority, context: context, body: { _ in nil }) else {
        return false
      }
      let isRealtime = thread.scheduling.isRealtime
      thread.join()
      return isRealtime
    }
  }
}
