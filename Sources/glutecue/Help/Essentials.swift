/// Of each command with many options, the few that most people need. `--help` shows these, `--help-all` every one.
enum Essentials {
  /// In the order in which they are shown.
  static let options: [String: [String]] = [
    "glutecue live": ["--input", "--map", "--tone", "--profile", "--output"],
    "glutecue train": ["--profile", "--status", "--programme", "--person", "--input"],
    "glutecue check": ["--input", "--map", "--squeeze", "--duration", "--format"],
    "glutecue calibrate": ["--input", "--map", "--tone", "--output", "--quick"],
    "glutecue analyze": ["--map", "--profile", "--full-scale-mv", "--output", "--format"],
    "glutecue simulate": ["--output", "--duration", "--silent", "--weak", "--truth"],
    "glutecue report": ["--output", "--recording", "--map", "--profile", "--force"],
    "glutecue bids": ["--map", "--profile-dir", "--jobs", "--list", "--force"],
    "glutecue config": ["--write", "--tuning", "--config", "--format", "--force"],
    "glutecue latency": ["--input", "--tone", "--clicks", "--rate", "--format"],
  ]
}
