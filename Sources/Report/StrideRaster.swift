import Biofeedback

/// Every stride as a row of amplitudes, for a picture in which the eye sees the glute vanish.
///
/// Memory is bounded: beyond `limit` rows, of every two neighbouring strides one is kept, a failing one rather than
/// another, and so on whenever the limit is reached again.
package struct StrideRaster: Sendable {
  /// What a row shows.
  package struct Row: Sendable {
    /// The stride's number on its leg.
    package let stride: Int
    /// Its contact, in seconds.
    package let contact: Double
    /// What was decided.
    package let verdict: Verdict
  }

  /// The rows, in order of time.
  package private(set) var rows: [Row] = []
  /// `StrideGrid.columns` amplitudes a row, units of full scale.
  package private(set) var amplitudes: [Float] = []
  /// How many strides a row stands for.
  package private(set) var stridesPerRow = 1
  private var sinceKept = 0
  private let limit: Int

  /// Keeps at most `limit` rows.
  package init(limit: Int) { self.limit = max(2, limit) }

  /// Takes a stride and its envelope, as amplitude at the points of the grid.
  package mutating func add(_ stride: StrideRecord, _ profile: [Float]) {
    let row = Row(stride: stride.number, contact: stride.contact, verdict: stride.verdict)
    if sinceKept == 0 {
      if rows.count == limit { thin() }
      rows.append(row)
      amplitudes.append(contentsOf: Self.columns(profile))
    } else if stride.isFailing, let last = rows.indices.last, !Self.isFailing(rows[last]) {
      rows[last] = row
      amplitudes.replaceSubrange(
        last * StrideGrid.columns..<(last + 1) * StrideGrid.columns, with: Self.columns(profile))
    }
    sinceKept = (sinceKept + 1) % stridesPerRow
  }

  private mutating func thin() {
    let kept = stride(from: 0, to: rows.count, by: 2).map { first in
      first + 1 < rows.count && !Self.isFailing(rows[first]) && Self.isFailing(rows[first + 1]) ? first + 1 : first
    }
    amplitudes = kept.flatMap { amplitudes[$0 * StrideGrid.columns..<($0 + 1) * StrideGrid.columns] }
    rows = kept.map { rows[$0] }
    stridesPerRow *= 2
  }

  private static func isFailing(_ row: Row) -> Bool { row.verdict == .silent || row.verdict == .weak }

  private static func columns(_ profile: [Float]) -> [Float] {
    (0..<StrideGrid.columns).map { (profile[2 * $0] + profile[2 * $0 + 1]) / 2 }
  }
}
