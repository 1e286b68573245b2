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

/// Compares the beginning, the middle and the end of a session. Keeps 12 bytes a stride.
package struct SessionThirds {
  // of judged strides
  private var contacts = Column<Double>()
  // not a number when unknown; negative for a failing stride
  private var shares = Column<Float>()
  private var end = 0.0
  /// Fewer strides cannot fill three thirds.
  private static let leastStrides = 3

  /// Starts with nothing.
  package init() {}

  /// Takes the next stride.
  package mutating func add(_ stride: StrideRecord) {
    guard stride.isJudged else { return }
    let share = stride.gluteShare ?? .nan
    contacts.append(stride.contact)
    shares.append(stride.isFailing ? -share : share)
    end = stride.end
  }

  /// Three entries; nil when fewer than three strides were judged.
  package var summary: [SessionSummary.Third]? {
    guard contacts.count >= Self.leastStrides, let start = contacts.first, end > start else { return nil }
    let length = (end - start) / 3
    return (0..<3).map { index in
      let from = start + Double(index) * length
      let to = index == 2 ? end : start + Double(index + 1) * length
      let first = contacts.firstIndex { $0 >= from } ?? contacts.count
      let next = contacts[first...].firstIndex { $0 >= to && index < 2 } ?? contacts.count
      return third(from: from, to: to, shares[first..<next])
    }
  }

  private func third(from: Double, to: Double, _ shares: Slice<Column<Float>>) -> SessionSummary.Third {
    let failing = shares.count { $0.sign == .minus }
    return SessionSummary.Third(
      fromSeconds: from, toSeconds: to, judgedStrides: shares.count, failingStrides: failing,
      failingShare: shares.isEmpty ? nil : Double(failing) / Double(shares.count),
      gluteShare: Spread(shares.lazy.filter(\.isFinite).map(\.magnitude))?.median)
  }
}
