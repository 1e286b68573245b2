import LiveSession
import Report

/// What was repaired, in a line.
struct RepairWords {
  /// The line.
  let text: String

  /// Words for a step.
  init(_ step: RepairStep) {
    text =
      switch step {
      case .recording(let path, let frames, let declared, let seconds, let kept):
        "\(path): set to the last whole frame: \(frames) frames, \(SummaryText.clock(seconds)) (the header said \(declared)); "
          + "the file as it was is now \(kept)."
      case .halfLine(let path):
        "\(path): half a line at its end removed."
      case .table(let path, let before, let after) where before == after:
        "\(path): \(Self.lines(after)), all confirmed by the replay."
      case .table(let path, before: 0, let after):
        "\(path): \(Self.lines(after)), from the recording."
      case .table(let path, let before, let after):
        "\(path): \(Self.lines(before)) confirmed by the replay, \(after - before) added from the recording."
      case .replaced(let path, let old) where path.hasSuffix(".json"):
        "\(path): cannot be read, so it is made anew; the old one is now \(old)."
      case .replaced(let path, let old):
        "\(path): made anew from the recording, as the replay gives other lines; the old table is now \(old)."
      case .summary(let path):
        "\(path): made from the recording."
      case .leftover(let path):
        "\(path): removed, an unfinished write had left it."
      }
  }

  private static func lines(_ count: Int) -> String { count == 1 ? "1 line" : "\(count) lines" }
}
