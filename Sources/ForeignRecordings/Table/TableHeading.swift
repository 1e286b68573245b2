/// The name of a column taken apart: what it is, and in which unit.
struct TableHeading: Hashable {
  /// Without the unit, where that stands in brackets or behind a comma.
  let name: String
  /// The unit's word; empty for none.
  let unit: String
  /// What the column is for.
  let purpose: Purpose

  enum Purpose: Hashable {
    /// A channel.
    case values
    /// Seconds of the value 1; nil where no unit stands there.
    case time(Double?)
    /// A count of rows.
    case counter
  }

  /// Units that are no voltage, in small letters.
  static let otherUnits: Set<String> = [
    "s", "sec", "ms", "us", "µs", "g", "m/s^2", "m/s²", "deg/s", "°/s", "dps", "rad/s", "deg", "°", "n", "nm", "%",
    "hz", "ut", "µt",
    "-", "n/a", "a.u.", "au", "adc", "counts", "raw", "bool", "ohm", "kohm",
  ]
  private static let timeNames: Set<String> = [
    "time", "t", "timestamp", "timestamps", "elapsed time", "elapsed", "zeit", "temps", "tiempo", "tempo", "tijd",
    "seconds", "sec",
    "time axis", "relative time",
  ]
  private static let counters: Set<String> = [
    "index", "sample", "samples", "sample index", "samplenumber", "sample number", "sampleindex", "nseq", "frame",
    "frames", "#", "counter",
    "row", "nr", "no", "n", "package num", "packagenum",
  ]

  /// - Parameter below: what a row of units has in this column; empty for none.
  init(_ cell: String, unit below: String) {
    let (name, own) = Self.parts(cell)
    let unit = below.isEmpty ? own : below.trimmedOfBrackets
    (self.name, self.unit) = (name, unit)
    purpose = Self.purpose(name.lowercased(), unit.lowercased())
  }

  /// `L GMAX [V]`, `L GMAX (mV)`, `L GMAX, uV`, `left_glute_uv`, `time_s` → name and unit.
  private static func parts(_ cell: String) -> (name: String, unit: String) {
    let cell = cell.trimmingSpaces
    for (open, close) in [("[", "]"), ("(", ")")] where cell.hasSuffix(close) {
      guard let start = cell.lastIndex(of: Character(open)) else { continue }
      let unit = String(cell[cell.index(after: start)...].dropLast()).trimmingSpaces
      if isUnit(unit) { return (String(cell[..<start]).trimmingSpaces, unit) }
    }
    for separator in [",", "_", " "] as [Character] {
      guard let place = cell.lastIndex(of: separator), place != cell.startIndex else { continue }
      let unit = String(cell[cell.index(after: place)...]).trimmingSpaces
      let isSure = separator == "," ? isUnit(unit) : isVoltageOrTime(unit)
      if isSure { return (separator == "_" ? cell : String(cell[..<place]).trimmingSpaces, unit) }
    }
    return (cell, "")
  }

  private static func isUnit(_ word: String) -> Bool {
    ForeignUnit.isVoltage(word) || otherUnits.contains(word.lowercased())
  }

  /// Without brackets only what nobody takes for a part of a name; `V` alone could be one.
  private static func isVoltageOrTime(_ word: String) -> Bool {
    let word = word.lowercased()
    return word != "v" && ForeignUnit.isVoltage(word) || ["s", "ms", "us"].contains(word)
  }

  private static func purpose(_ name: String, _ unit: String) -> Purpose {
    let seconds: Double? =
      switch unit {
      case "s", "sec": 1
      case "ms": 1e-3
      case "us", "µs": 1e-6
      default: nil
      }
    let bare = name.split(separator: ":").last.map { String($0).trimmingSpaces } ?? name
    // a second column of the same name, as pandas numbers it
    let plain = bare.replacing(/\.\d+$/, with: "")
    let isTime =
      timeNames.contains(plain) || plain.hasSuffix("time series") || ["time_s", "time_ms", "time_us"].contains(plain)
    if isTime || (plain == "x" && seconds != nil) {
      return .time(seconds)
    }
    return counters.contains(plain) ? .counter : .values
  }
}

extension String {
  /// Without spaces around it.
  var trimmingSpaces: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
