/// A moment in a recording, with words.
public struct RecordingMarker: Sendable, Hashable {
  /// Its frame; 0 is the first.
  public var frame: Int
  /// What to show there.
  public var label: String

  /// Joins both.
  public init(frame: Int, label: String) {
    self.frame = frame
    self.label = label
  }
}
