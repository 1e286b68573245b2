import Biofeedback
import EMGUnits
import Foundation
import Report

/// Every stride as a row of bytes: 0 is no signal, 255 is `top` % or more.
struct RasterData: Encodable {
  let muscle: String
  let columns: Int
  let top: Double
  let bytes: String
  let number: String
  let contact: String
  let verdict: String
  /// The level that one amplitude in a hundred exceeds is the brightest.
  private static let brightest = 0.99

  /// Nil when there is no row.
  init?(_ gallery: LegGallery, _ levels: ReferenceLevels) {
    let raster = gallery.raster
    guard let muscle = gallery.rasterMuscle, !raster.rows.isEmpty else { return nil }
    let every = max(1, raster.amplitudes.count / 20_000)
    let some = Swift.stride(from: 0, to: raster.amplitudes.count, by: every).map { raster.amplitudes[$0] }.sorted()
    let highest = max(some[Int(Self.brightest * Double(some.count - 1))], 1e-12)
    self.muscle = muscle.rawValue
    columns = StrideGrid.columns
    top = 100 * Double(highest) / levels.hundredPercent(muscle, highest: Double(highest))
    bytes = Data(raster.amplitudes.map { UInt8(max(0, min(255, 255 * $0 / highest))) }).base64EncodedString()
    number = NumberRow.text(raster.rows.map(\.stride))
    contact = NumberRow.text(raster.rows.map(\.contact), decimals: 1)
    verdict = String(raster.rows.compactMap(\.verdict.rawValue.first))
  }
}
