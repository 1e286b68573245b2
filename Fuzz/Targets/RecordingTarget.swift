import Recording

/// A recording of any container: what its header says, and every frame.
enum RecordingTarget {
  /// A compressed file of a few bytes may hold hours: reading goes on for so many frames.
  private static let mostFrames = 1 << 19

  static func run(_ input: [UInt8]) {
    let path = Workspace.write(input, "run.wav")
    guard let reader = try? RecordingReader(path: path) else { return }
    _ = reader.warnings.map { "\($0)" }
    let feed = RecordingFeed(reader)
    var frames = 0
    while frames < mostFrames, let block = try? feed.next() { frames += block.frames }
    if frames < mostFrames { precondition(frames <= reader.frameCount) }
  }
}
