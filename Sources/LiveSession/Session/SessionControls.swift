/// What the runner wants, asked again and again while the session runs.
public struct SessionControls {
  /// True from the moment on at which the session is to end.
  public var shouldStop: () -> Bool
  /// True once for each moment that the runner marks.
  public var nextMark: () -> String?

  /// Joins both.
  public init(shouldStop: @escaping () -> Bool = { false }, nextMark: @escaping () -> String? = { nil }) {
    self.shouldStop = shouldStop
    self.nextMark = nextMark
  }
}
