import EMGUnits
import Files

/// A time column gone through row by row: how many rows a second, and where it jumps.
///
/// The first rows tell the usual step; a step of more than one and a half of it is a gap. Times that are rounded so coarsely
/// that rows share one are taken for evenly spaced.
struct TableClock {
  /// A step from the row before that is too long.
  struct Jump: Hashable {
    let row: Int
    let seconds: Double
  }

  /// What makes the column useless.
  enum Trouble: Hashable {
    case backwards(line: Int, from: Double, to: Double)
    case jump(line: Int, seconds: Double)
    case irregular(shortest: Double, longest: Double)
    case tooManyGaps
  }

  private(set) var jumps: [Jump] = []
  private(set) var trouble: Trouble?
  /// Digits behind the point, the most that were seen.
  private var decimals = 0
  private let unit: Double
  private var first: [(time: Double, row: Int, line: Int)] = []
  private var step = 0.0
  private var previous = 0.0
  /// Rows in a row with the same time as the one before.
  private var repeats = 0
  private var regular: (seconds: Double, steps: Int) = (0, 0)

  private static let learnedRows = 400
  private static let mostJumps = 100_000

  /// - Parameter seconds: of the value 1.
  init(seconds: Double) { unit = seconds }

  /// Rows a second; nil where too few rows or no even steps tell it.
  var rate: Double? {
    guard regular.seconds > 0 else { return nil }
    let rate = Double(regular.steps) / regular.seconds
    // what rounding of the times leaves open
    let open = rate * (2 * quantum / regular.seconds + 1e-7)
    for digits in [1.0, 10, 1000] where abs((rate * digits).rounded() / digits - rate) <= max(open, 2e-6 * rate) {
      return (rate * digits).rounded() / digits
    }
    return rate
  }

  /// The smallest difference that the column can show, in seconds.
  private var quantum: Double {
    var value = unit
    for _ in 0..<min(decimals, 9) { value /= 10 }
    return value
  }

  mutating func take(_ value: Double, _ decimals: Int, row: Int, line: Int) {
    guard trouble == nil else { return }
    let time = value * unit
    if first.count < Self.learnedRows {
      self.decimals = max(self.decimals, decimals)
      first.append((time, row, line))
      if first.count == Self.learnedRows { learn() }
      return
    }
    check(time, row, line)
  }

  /// To be called behind the last row.
  mutating func finish() { if step == 0 { learn() } }

  /// Finds the usual step, then checks the first rows by it.
  private mutating func learn() {
    guard first.count > 2 else { return }
    var steps = zip(first, first.dropFirst()).map { $1.time - $0.time }
    steps.sort()
    let median = steps[steps.count / 2]
    // where rounding makes a step, the mean tells more than any one of them
    let usual = steps.filter { $0.magnitude <= 2 * median + 2.02 * quantum }
    step = median > 4 * quantum ? median : usual.reduce(0, +) / Double(max(1, usual.count))
    guard step > 0 else {
      if let back = zip(first, first.dropFirst()).first(where: { $1.time < $0.time }) {
        trouble = .backwards(line: back.1.line, from: back.0.time, to: back.1.time)
      } else {
        trouble = .irregular(shortest: steps[0], longest: steps[steps.count - 1])
      }
      return
    }
    let isEven = steps.count { abs($0 - step) <= 0.35 * step + 1.01 * quantum }
    guard isEven * 10 >= steps.count * 9 else {
      trouble = .irregular(shortest: steps[0], longest: steps[steps.count - 1])
      return
    }
    previous = first[0].time
    for entry in first.dropFirst() where trouble == nil { check(entry.time, entry.row, entry.line) }
  }

  private mutating func check(_ time: Double, _ row: Int, _ line: Int) {
    let difference = time - previous
    repeats = difference == 0 ? repeats + 1 : 0
    if difference < 0 || Double(repeats) > quantum / step + 1.5 {
      trouble = .backwards(line: line, from: previous, to: time)
      return
    }
    if difference - 1.01 * quantum > 1.5 * step {
      if difference > ForeignLimits.longestGapSeconds {
        trouble = .jump(line: line, seconds: difference)
        return
      }
      guard jumps.count < Self.mostJumps else {
        trouble = .tooManyGaps
        return
      }
      jumps.append(Jump(row: row, seconds: difference))
    } else {
      regular.seconds += difference
      regular.steps += 1
    }
    previous = time
  }
}

extension TableClock.Trouble {
  /// What is wrong with the column, as a part of a sentence.
  func words(_ name: String) -> String {
    switch self {
    case .backwards(let line, let from, let to) where from == to:
      "the time column “\(name)” stands still at line \(line) (\(to.plain) s)"
    case .backwards(let line, let from, let to):
      "the time column “\(name)” goes backwards at line \(line), from \(from.plain) to \(to.plain) s"
    case .jump(let line, let seconds):
      "the time column “\(name)” jumps by \(seconds.significant) s at line \(line), more than the hour that a gap may last"
    case .irregular(let shortest, let longest):
      "the time column “\(name)” has uneven steps, from \((1000 * shortest).significant) to \((1000 * longest).significant) ms"
    case .tooManyGaps:
      "the time column “\(name)” jumps more than 100,000 times"
    }
  }
}
