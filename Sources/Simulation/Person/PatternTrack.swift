import EMGUnits

/// A muscle's activity by a person's patterns, stride for stride. A stride's piece reaches from the middle of the swing
/// before its contact to the middle of the swing after; neighbours are faded into each other.
struct PatternTrack {
  private struct Piece {
    var contact: Double
    /// Length of the stride before and after the contact, seconds.
    var before: Double
    var after: Double
    /// Later by this part of the stride.
    var shift: Double
    var peak: Double
    var gait: Gait
    var bout: Int

    var start: Double { contact + (PatternTrack.first - PatternTrack.fade) * before }
    var end: Double { contact + (PatternTrack.first + 1 + PatternTrack.fade) * after }

    func place(at time: Double) -> Double { (time - contact) / (time < contact ? before : after) }

    /// 1 in the piece, down to 0 beyond its ends; with its neighbours' the sum is 1.
    func weight(at place: Double) -> Double {
      let rise = (place - PatternTrack.first + PatternTrack.fade) / (2 * PatternTrack.fade)
      let fall = (PatternTrack.first + 1 + PatternTrack.fade - place) / (2 * PatternTrack.fade)
      return min(max(min(rise, fall), 0), 1)
    }
  }

  /// Where a piece begins, in strides from contact: both muscles of runners are quiet there.
  private static let first = -0.45
  /// Half of the time over which one piece becomes the next, in strides.
  private static let fade = 0.03

  private let tables: [Gait: [Double]]
  /// Levels against the gait of the plan's amplitudes.
  private let levels: [Gait: Double]
  private var active: [Piece] = []

  init(_ style: RunnerStyle, _ muscle: Muscle) {
    tables = style.patterns.compactMapValues { $0.table(of: muscle) }
    levels = Dictionary(uniqueKeysWithValues: tables.keys.map { ($0, style.level(of: muscle, in: $0)) })
  }

  /// Whether strides of a gait go by a pattern.
  func has(_ gait: Gait) -> Bool { tables[gait] != nil }

  /// Takes in a stride, later by `shift` seconds.
  mutating func admit(_ stride: LegStride, _ muscle: Muscle, shift: Double) {
    active.append(
      Piece(
        contact: stride.contact, before: stride.previousDuration, after: stride.duration,
        shift: shift / stride.duration, peak: stride.drive[muscle] * (levels[stride.gait] ?? 1), gait: stride.gait,
        bout: stride.bout))
  }

  /// Adds to a chunk that starts at a time.
  mutating func add(to output: inout [Double], _ start: Double, _ bouts: [Course.Bout]) {
    for piece in active {
      let first = max(0, Int((piece.start - start) * BaseRate.hertz))
      let last = min(output.count, Int((piece.end - start) * BaseRate.hertz) + 1)
      guard first < last, piece.end > start, let table = tables[piece.gait] else { continue }
      for index in first..<last {
        let time = start + BaseRate.time(index)
        let place = piece.place(at: time)
        output[index] +=
          piece.peak * piece.weight(at: place) * ActivityPattern.value(of: table, at: place - piece.shift)
          * bouts[piece.bout].gate(time)
      }
    }
    let end = start + BaseRate.time(output.count)
    active.removeAll { $0.end < end }
  }
}
