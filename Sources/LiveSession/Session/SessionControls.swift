/// What the runner wants, asked again and again while the session runs.
public struct SessionControls {
  /// True from the moment on at which the session is to end.
  public var shouldStop: () -> Bool
  /// True once for each moment that the runner marks.
  public var isMarked: () -> Bool

  /// Joins both.
  public init(shouldStop: @escaping () -> Bool = { false }, isMarked: @escaping () -> Bool = { false }) {
    self.shouldStop = shouldStop
    self.isMarked = isMarked
  }
}
