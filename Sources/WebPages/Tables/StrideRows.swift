import Biofeedback
import Files
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
