import Biofeedback

extension SessionSummary {
  /// One third of the time from the first to the last judged stride.
  public struct Third: Codable, Sendable, Hashable {
    /// Its beginning.
    public var fromSeconds: Double
    /// Its end.
    public var toSeconds: Double
    /// Strides with a verdict whose contact lies in it.
    public var judgedStrides: Int
    /// Those of them that were silent or weak.
    public var failingStrides: Int
    /// Failing among judged strides, 0–1; left out when none was judged.
    public var failingShare: Double?
    /// Median glute share of the judged strides, 0–1.
    public var gluteShare: Double?
  }
}

/// Compares the beginning, the middle and the end of a session. Keeps 16 bytes a stride.
package struct SessionThirds {
  private struct Judged {
    let contact: Double
    /// Not a number when unknown.
    let share: Float
    let isFailing: Bool
  }

  private var judged: [Judged] = []
  private var end = 0.0
  /// Fewer strides cannot fill three thirds.
  private static let leastStrides = 3

  /// Starts with nothing.
  package init() {}

  /// Takes the next stride.
  package mutating func add(_ stride: StrideRecord) {
    guard stride.isJudged else { return }
    judged.append(
      Judged(contact: stride.contact, share: stride.gluteShare ?? .nan, isFailing: stride.isFailing))
    end = stride.end
  }

  /// Three entries; nil when fewer than three strides were judged.
  package var summary: [SessionSummary.Third]? {
    guard judged.count >= Self.leastStrides, let start = judged.first?.contact, end > start else { return nil }
    let length = (end - start) / 3
    return (0..<3).map { index in
      let from = start + Double(index) * length
      let to = index == 2 ? end : start + Double(index + 1) * length
      return third(from: from, to: to, judged.filter { $0.contact >= from && ($0.contact < to || index == 2) })
    }
  }

  private func third(from: Double, to: Double, _ strides: [Judged]) -> SessionSummary.Third {
    let failing = strides.count(where: \.isFailing)
    return SessionSummary.Third(
      fromSeconds: from, toSeconds: to, judgedStrides: strides.count, failingStrides: failing,
      failingShare: strides.isEmpty ? nil : Double(failing) / Double(strides.count),
      gluteShare: Spread(strides.map { Double($0.share) }.filter(\.isFinite))?.median)
  }
}
