import DelimitedTables
import Glibc
import SessionReading

/// The level of the glute against the hamstring's of each leg of a session: what its summary says, else the median over the
/// RMS columns of its stride table, which is read when it is needed.
struct StrideLevels {
  private let saved: SavedSession
  private var levels: [String: [Double]]?

  /// Of a session folder.
  init(_ saved: SavedSession) { self.saved = saved }

  /// In dB; nil where nothing tells.
  mutating func middle(_ leg: SavedSummary.Leg) -> Double? {
    if let said = leg.levelDb?.median ?? leg.gluteAgainstHamstringDb { return said }
    let known = levels ?? read()
    levels = known
    let sorted = (known[leg.leg ?? ""] ?? []).sorted()
    guard !sorted.isEmpty else { return nil }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// By leg, of every stride that could be used.
  private func read() -> [String: [Double]] {
    guard let bytes = try? saved.bytes("strides.csv") else { return [:] }
    var table = DelimitedTable(bytes)
    var levels: [String: [Double]] = [:]
    while table.advance(), !table.isCutOff {
      guard table.text(table.column("verdict")) != "unusable", let level = level(table) else { continue }
      levels[table.text(table.column("leg")), default: []].append(level)
    }
    return levels
  }

  private func level(_ table: DelimitedTable) -> Double? {
    let number = { (name: String) -> Double? in
      guard let place = table.column(name), case .known(let value) = table.number(place) else { return nil }
      return value
    }
    if let glute = number("glute_rms_dbfs"), let hamstring = number("hamstring_rms_dbfs") { return glute - hamstring }
    guard let glute = number("glute_rms_uv"), let hamstring = number("hamstring_rms_uv"), glute > 0, hamstring > 0
    else {
      return nil
    }
    return 20 * log10(glute / hamstring)
  }
}
