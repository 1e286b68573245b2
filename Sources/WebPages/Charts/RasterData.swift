import EMGUnits
import Foundation
import SessionResults

/// Every stride as a row of bytes: 0 is no signal, 255 is `top` % or more.
enum RasterData {
  /// The level that one amplitude in a hundred exceeds is the brightest.
  private static let brightest = 0.99
  /// Rows that are encoded at a time: a multiple of three, so that Base64 pads only the last.
  private static let rowsAtATime = 384

  /// Nil when there is no row.
  static func chart(_ gallery: LegGallery, _ levels: ReferenceLevels) -> ChartValue? {
    let raster = gallery.raster
    guard let muscle = gallery.rasterMuscle, !raster.rows.isEmpty else { return nil }
    let brightest = Self.highest(raster)
    // never brighter than the reference allows: a glute that does nothing is pale
    let hundred = levels.hundredPercent(muscle, highest: Double(brightest))
    let highest = max(brightest, Float(hundred))
    return .object([
      ("bytes", .row { page throws(OutputError) in try writeBytes(raster, highest, to: &page) }),
      ("columns", .whole(StrideGrid.columns)),
      (
        "contact",
        .row { page throws(OutputError) in
          try page.add(row: raster.rows.count, decimals: 1) { raster.rows[$0].contact }
        }
      ),
      ("muscle", .text(muscle.rawValue)),
      (
        "number",
        .row { page throws(OutputError) in
          try page.add(row: raster.rows.count, decimals: 0) { Double(raster.rows[$0].stride) }
        }
      ),
      ("top", .number(100 * Double(highest) / hundred)),
      ("unit", .text(levels.unit)),
      (
        "verdict",
        .row { page throws(OutputError) in
          try page.add(bytes: raster.rows.count) { raster.rows[$0].verdict.letter }
        }
      ),
    ])
  }

  /// The lowest of the highest hundredth, which is kept in rising order while all are looked at.
  private static func highest(_ raster: StrideRaster) -> Float {
    let count = raster.rows.count * StrideGrid.columns
    let every = max(1, count / 20_000)
    let looked = (count + every - 1) / every
    var top: [Float] = []
    let most = looked - Int(bounded: brightest * Double(looked - 1))
    for place in Swift.stride(from: 0, to: count, by: every) {
      let amplitude = raster.amplitude(place / StrideGrid.columns, place % StrideGrid.columns)
      if top.count == most, amplitude <= top[0] { continue }
      if top.count == most { top.removeFirst() }
      top.insert(amplitude, at: top.firstIndex { $0 >= amplitude } ?? top.count)
    }
    return max(top[0], 1e-12)
  }

  private static func writeBytes(
    _ raster: StrideRaster, _ highest: Float, to page: inout PageStream
  ) throws(OutputError) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rowsAtATime * StrideGrid.columns)
    for first in Swift.stride(from: 0, to: raster.rows.count, by: rowsAtATime) {
      bytes.removeAll(keepingCapacity: true)
      for row in first..<min(first + rowsAtATime, raster.rows.count) {
        raster.addLevels(of: row, brightest: highest, to: &bytes)
      }
      try page.add([UInt8](Data(bytes).base64EncodedData()))
    }
  }
}
