import Glibc

/// What the terminal behind a descriptor can do, if it is one.
enum Terminal {
  /// Whether lines can be drawn anew in place. `TERM=dumb`, or none, means that no escape sequence may be sent.
  static func canDraw(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1, let kind = variable("TERM") else { return false }
    return kind != "" && kind != "dumb"
  }

  /// Whether text may be coloured: where it can be drawn, and `NO_COLOR` does not say otherwise.
  static func isColoured(_ descriptor: Int32) -> Bool { canDraw(descriptor) && (variable("NO_COLOR") ?? "").isEmpty }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
