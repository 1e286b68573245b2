import Biofeedback

/// Every stride as a row of amplitudes, for a picture in which the eye sees the glute vanish.
///
/// Memory is bounded: beyond `limit` rows, of every two neighbouring strides one is kept, a failing one rather than
/// another, and so on whenever the limit is reached again. A row takes 81 bytes: its amplitudes are kept in 255 steps of
/// its highest, no coarser than what is drawn.
package struct StrideRaster: Sendable {
  /// What a row shows.
  package struct Row: Sendable {
    /// Its contact, in seconds.
    package let contact: Double
    /// Of its amplitudes, units of full scale.
    package let highest: Float
    private let tag: StrideTag

    fileprivate init(_ stride: StrideRecord, highest: Float) {
      contact = stride.contact
      self.highest = highest
      tag = StrideTag(stride)
    }

    /// The stride's number on its leg.
    package var stride: Int { tag.number }

    /// What was decided.
    package var verdict: Verdict { tag.verdict }
  }

  /// The rows, in order of time.
  package private(set) var rows: [Row] = []
  /// How many strides a row stands for.
  package private(set) var stridesPerRow = 1
  // `StrideGrid.columns` a row, in 255 steps of the row's highest amplitude
  private var steps: [UInt8] = []
  private var sinceKept = 0
  private let limit: Int

  /// Keeps at most `limit` rows.
  package init(limit: Int) {
    self.limit = max(2, limit)
    // at once, so that nothing is copied as it grows; memory that is not written to costs nothing
    steps.reserveCapacity(self.limit * StrideGrid.columns)
    rows.reserveCapacity(self.limit)
  }

  /// Takes a stride and its envelope, as amplitude at the points of the grid.
  package mutating func add(_ stride: StrideRecord, _ profile: [Float]) {
    if sinceKept == 0 {
      if rows.count == limit { thin() }
      rows.append(Row(stride, highest: Self.highest(profile)))
      for _ in 0..<StrideGrid.columns { steps.append(0) }
      draw(profile, in: rows.count - 1)
    } else if stride.isFailing, let last = rows.indices.last, !rows[last].verdict.isFailing {
      rows[last] = Row(stride, highest: Self.highest(profile))
      draw(profile, in: last)
    }
    sinceKept = (sinceKept + 1) % stridesPerRow
  }

  /// The amplitude in a column of a row, in units of full scale.
  package func amplitude(_ row: Int, _ column: Int) -> Float {
    Float(steps[row * StrideGrid.columns + column]) / 255 * rows[row].highest
  }

  /// Appends a row's levels: 0 is no signal, 255 is `brightest` or more.
  package func addLevels(of row: Int, brightest: Float, to levels: inout [UInt8]) {
    let scale = rows[row].highest / brightest
    let first = row * StrideGrid.columns
    for step in steps[first..<first + StrideGrid.columns] { levels.append(UInt8(min(255, Float(step) * scale))) }
  }

  private mutating func draw(_ profile: [Float], in row: Int) {
    let scale = rows[row].highest > 0 ? 255 / rows[row].highest : 0
    for column in 0..<StrideGrid.columns {
      let step = (Self.amplitude(profile, column) * scale).rounded()
      steps[row * StrideGrid.columns + column] = step < 255 ? UInt8(max(0, step)) : 255
    }
  }

  private mutating func thin() {
    var kept = 0
    for first in stride(from: 0, to: rows.count, by: 2) {
      let isSecond = first + 1 < rows.count && !rows[first].verdict.isFailing && rows[first + 1].verdict.isFailing
      move(isSecond ? first + 1 : first, to: kept)
      kept += 1
    }
    rows.removeLast(rows.count - kept)
    steps.removeLast(steps.count - kept * StrideGrid.columns)
    stridesPerRow *= 2
  }

  /// Within the same memory.
  private mutating func move(_ row: Int, to place: Int) {
    rows[place] = rows[row]
    for column in 0..<StrideGrid.columns {
      steps[place * StrideGrid.columns + column] = steps[row * StrideGrid.columns + column]
    }
  }

  private static func highest(_ profile: [Float]) -> Float {
    var highest: Float = 0
    for column in 0..<StrideGrid.columns { highest = max(highest, amplitude(profile, column)) }
    return highest
  }

  private static func amplitude(_ profile: [Float], _ column: Int) -> Float {
    (profile[2 * column] + profile[2 * column + 1]) / 2
  }
}

/// The points at which a stride's envelope is kept for pictures: from 30 % of the stride before initial contact, so that
/// the hamstring's burst before contact is seen whole, to the next contact, 1 % apart.
package enum StrideGrid {
  /// Points.
  package static let count = 131
  /// The first point, in % of the stride after contact.
  package static let firstPercent = -30
  /// Columns of the raster, two points each.
  package static let columns = 65
}

/// A stride's number and verdict in four bytes.
struct StrideTag: Sendable, BitwiseCopyable {
  private static let mostNumber = Int(UInt32.max >> 3)

  // in the lowest three bits the verdict
  private let bits: UInt32

  /// Takes both from the record; numbers are from 0 to half a billion.
  init(_ stride: StrideRecord) {
    let verdict: UInt32 =
      switch stride.verdict {
      case .firing: 0
      case .weak: 1
      case .silent: 2
      case .unusable: 3
      case .baseline: 4
      }
    bits = UInt32(Swift.max(0, Swift.min(stride.number, Self.mostNumber))) << 3 | verdict
  }

  /// The stride's number on its leg, from 1.
  var number: Int { Int(bits >> 3) }

  /// What the glute did.
  var verdict: Verdict {
    switch bits & 7 {
    case 0: .firing
    case 1: .weak
    case 2: .silent
    case 3: .unusable
    default: .baseline
    }
  }
}
