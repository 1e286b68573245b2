/// What a virtual sound card noted about itself.
package struct VirtualSoundCardEvent: Sendable, Equatable {
  /// Capture or playback.
  package enum Direction: String, Sendable {
    case capture, playback
  }

  /// What happened.
  package enum Kind: String, Sendable {
    case start, xrun, stall, suspend, unplug, gone
  }

  /// On which side of the card.
  package let direction: Direction
  /// What happened.
  package let kind: Kind
  /// Of `capture start`: the frame of the endlessly repeated input that the next read begins with. Of other capture
  /// events: how far the device had come. Of playback events: frames in `played`.
  package let frame: Int
  /// CLOCK_MONOTONIC.
  package let seconds: Double

  /// Reads "capture start 0 123.456".
  init?(line: Substring) {
    let words = line.split(separator: " ")
    guard words.count == 4, let direction = Direction(rawValue: String(words[0])),
      let kind = Kind(rawValue: String(words[1])), let frame = Int(words[2]), let seconds = Double(words[3])
    else { return nil }
    self.direction = direction
    self.kind = kind
    self.frame = frame
    self.seconds = seconds
  }
}
