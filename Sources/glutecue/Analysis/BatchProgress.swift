/// How far several recordings are, as one line.
struct BatchProgress {
  private let lengths: [Double]
  private var parts: [Double]
  private var line: ProgressLine

  /// One length a recording, in any unit.
  init(_ lengths: [Double]) {
    self.lengths = lengths
    parts = [Double](repeating: 0, count: lengths.count)
    line = ProgressLine("Analysing \(lengths.count) recordings")
  }

  /// Recording number `index` is done to `part`, 0…1.
  mutating func update(_ index: Int, _ part: Double) {
    parts[index] = part
    let done = zip(parts, lengths).reduce(0) { $0 + $1.0 * $1.1 }
    line.update(done / max(1, lengths.reduce(0, +)))
  }

  /// Takes the line away.
  mutating func clear() { line.clear() }
}
