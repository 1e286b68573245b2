/// Texts of the command line as a phone shows them: what to tap instead of what to type.
enum PhoneWords {
  /// The name of each command on a phone, the longest first.
  private static let screens: [(command: String, screen: String)] = [
    ("calibrate --quick", "Run with “Begin with the fifteen seconds”"), ("calibrate", "Calibrate"), ("check", "Check"),
    ("history add", "History"), ("history", "History"), ("sounds", "Sounds"), ("setup", "Settings"),
    ("devices", "Settings"), ("config --write", "Settings"), ("config", "Settings"), ("doctor", "Settings"),
    ("report", "Report"), ("log", "Log"), ("train", "Programme"), ("live", "Run"),
  ]

  /// The text without a command.
  static func text(_ text: String) -> String {
    guard text.contains("glutecue ") else { return text }
    var text = text.replacing(#/Next: glutecue live[^\n]*?--aim (\S+?),? .*/#) {
      "Next: Run with the aim \($0.output.1), or Programme."
    }
    .replacing(#/`?glutecue repair \S+`?/#) { _ in "Repair, on the session's screen" }
    .replacing("while you run `glutecue check`", with: "on the screen Check")
    for (command, screen) in screens {
      text = text.replacing("`glutecue \(command)`", with: screen).replacing("glutecue \(command)", with: screen)
    }
    return text
  }
}

extension JobStatus {
  /// As a phone shows it.
  var onPhone: JobStatus {
    var status = self
    status.words = words.map(PhoneWords.text)
    status.run?.summary = (run?.summary ?? []).map(PhoneWords.text)
    status.error = error.map { Failure(message: PhoneWords.text($0.message), status: $0.status) }
    status.channels = channels?.map { channel in
      var channel = channel
      channel.words = channel.words.map(PhoneWords.text)
      return channel
    }
    return status
  }
}
