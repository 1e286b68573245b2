import EMGUnits
import Recording

/// A recording of another program: opened, mapped, and read to its end from two places.
enum ForeignTarget {
  /// A few bytes may tell of gaps of an hour.
  private static let mostFrames = 1 << 17

  static func run(_ input: [UInt8], named name: String) {
    let path = Workspace.write(input, name)
    var choices = MeasurementChoices()
    choices.unit = .millivolts
    for map in ["glute=1,hamstring=2", "glute=1,contact=2"] {
      choices.map = try? ChannelMap(parsing: map)
      guard let opened = try? OpenedRecording(path, overrides: choices) else { continue }
      let reader = opened.reader
      _ = reader.warnings.map { "\($0)" }
      precondition(
        zip(opened.setup.gaps, opened.setup.gaps.dropFirst()).allSatisfy { $0.end < $1.start }, "gaps overlap")
      let feed = RecordingFeed(reader)
      var frames = 0
      while frames < mostFrames, let block = try? feed.next() { frames += block.frames }
      precondition(frames <= reader.frameCount || frames >= mostFrames, "more frames than there are")
      _ = try? reader.sidecar()
    }
  }
}
