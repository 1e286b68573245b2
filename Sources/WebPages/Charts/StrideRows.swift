import Biofeedback
import Files
import EMGUnits
import SessionResults

/// One value a stride.
enum StrideRows {
  /// Every stride; verdicts are one letter each: f, w, s, u or b.
  static func chart(_ strides: [DrawnStride]) -> ChartValue {
    let row = { (decimals: Int, value: @escaping (DrawnStride) -> Double?) in
      ChartValue.row { page throws(OutputError) in
        try page.add(row: strides.count, decimals: decimals) { value(strides[$0]) }
      }
    }
    return .object([
      ("cadence", row(1) { $0.cadence }), ("contact", row(2) { $0.contact }), ("number", row(0) { Double($0.number) }),
      ("ratio", row(2) { $0.ratio }), ("share", row(1) { $0.sharePercent }),
      (
        "verdict",
        .row { page throws(OutputError) in
          try page.add(bytes: strides.count) { strides[$0].verdict.letter }
        }
      ),
    ])
  }
}

/// One value a sound.
enum CueRows {
  /// Every sound.
  static func chart(_ cues: [RecordedCue]) -> ChartValue {
    .object([
      ("kind", .text(cues.map(\.kind.rawValue).joined(separator: ","))),
      ("seconds", .text(NumberRow.text(cues.map(\.seconds), decimals: 2))),
    ])
  }
}

/// The course of a session: medians of strides in a row, with a gap where the strides have one.
struct MedianRows {
  /// A median of so many strides scatters by a third of what a stride does.
  private static let usual = 15
  /// In a short session fewer, so that a row of failing strides is seen: the median of five.
  private static let least = 5
  private static let shortPoints = 12
  /// More points than this no screen shows.
  private static let mostPoints = 240

  private var contacts: [Double?] = []
  private var shares: [Double?] = []
  private var ratios: [Double?] = []
  private var cadences: [Double?] = []

  /// As the charts show it.
  static func chart(_ strides: [DrawnStride]) -> ChartValue {
    let usable = strides.indices.filter { strides[$0].verdict != .unusable }
    let length = max(min(usual, max(least, usable.count / shortPoints)), usable.count / mostPoints)
    var rows = MedianRows()
    for first in Swift.stride(from: 0, to: usable.count, by: length) {
      let group = usable[first..<min(first + length, usable.count)]
      if 2 * group.count >= length { rows.add(group.map { strides[$0] }) }
    }
    let text = { (values: [Double?], decimals: Int) in ChartValue.text(NumberRow.text(values, decimals: decimals)) }
    return .object([
      ("cadence", text(rows.cadences, 1)), ("contact", text(rows.contacts, 1)), ("ratio", text(rows.ratios, 3)),
      ("share", text(rows.shares, 1)),
    ])
  }

  private mutating func add(_ group: [DrawnStride]) {
    contacts.append(Spread(group.map(\.contact))?.median)
    shares.append(Spread(group.compactMap(\.sharePercent))?.median)
    ratios.append(Spread(group.compactMap(\.ratio))?.median)
    cadences.append(Spread(group.map(\.cadence))?.median)
  }
}

/// How the ratio is distributed, by verdict.
struct Histogram {
  private static let bins = 40
  /// What lies above is counted in the last bin.
  private static let shown = 0.995

  /// Width of a bin; the first begins at 0, the last holds everything above.
  let step: Double
  private var counts: [Verdict: [Int]] = [:]
  let median: Double
  let lowerQuartile: Double
  let upperQuartile: Double

  /// Nil when no stride has a ratio.
  init?(_ strides: [DrawnStride]) {
    let ratios = strides.compactMap { $0.verdict == .unusable ? nil : $0.ratio }.sorted()
    guard let spread = Spread(sorted: ratios) else { return nil }
    let highest = ratios[Int(bounded: Self.shown * Double(ratios.count - 1))]
    let steps = [0.02, 0.025, 0.05, 0.1, 0.2, 0.25, 0.5, 1]
    step = steps.first { Double(Self.bins) * $0 >= highest } ?? 2
    median = spread.median
    lowerQuartile = spread.lowerQuartile
    upperQuartile = spread.upperQuartile
    for verdict in [Verdict.firing, .weak, .silent, .baseline] { counts[verdict] = count(strides, verdict) }
  }

  private func count(_ strides: [DrawnStride], _ verdict: Verdict) -> [Int] {
    var counts = [Int](repeating: 0, count: Self.bins)
    for stride in strides where stride.verdict == verdict {
      guard let ratio = stride.ratio else { continue }
      counts[max(0, min(Self.bins - 1, Int(bounded: min(ratio / step, 1e6))))] += 1
    }
    return counts
  }

  /// As the chart shows it.
  var chart: ChartValue {
    let row = { (verdict: Verdict) in ChartValue.list((counts[verdict] ?? []).map(ChartValue.whole)) }
    return .object([
      ("baseline", row(.baseline)), ("firing", row(.firing)), ("lowerQuartile", .number(lowerQuartile)),
      ("median", .number(median)), ("silent", row(.silent)), ("step", .number(step)),
      ("upperQuartile", .number(upperQuartile)), ("weak", row(.weak)),
    ])
  }
}

extension Verdict {
  /// As the page's scripts know it.
  var letter: UInt8 {
    switch self {
    case .firing: UInt8(ascii: "f")
    case .weak: UInt8(ascii: "w")
    case .silent: UInt8(ascii: "s")
    case .unusable: UInt8(ascii: "u")
    case .baseline: UInt8(ascii: "b")
    }
  }
}

/// A row of numbers as text, separated by commas; an unknown one is empty.
enum NumberRow {
  /// With a fixed number of decimals.
  static func text(_ values: some Sequence<Double?>, decimals: Int) -> String {
    var line = TextLine(capacity: 8192)
    for (index, value) in values.enumerated() {
      if index > 0 { line.comma() }
      line.add(value, decimals: decimals)
    }
    return String(decoding: line.bytes, as: UTF8.self)
  }
}
