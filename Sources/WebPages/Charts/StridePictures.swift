import EMGUnits
import Foundation
import GaitAnalysis
import SessionResults

/// The muscles' average envelopes.
enum AverageData {
  /// Fewer strides are no average.
  private static let leastStrides = 3

  /// The gait of most strides; nil when there are none.
  static func gait(of gallery: LegGallery) -> Gait? {
    let count = { (gait: Gait) in
      gallery.averages.filter { $0.key.gait == gait }.map(\.value.count).max() ?? 0
    }
    guard count(.running) + count(.walking) > 0 else { return nil }
    return count(.walking) > count(.running) ? .walking : .running
  }

  /// Of the gait of most strides, in the order of muscles, firing before failing.
  static func all(_ gallery: LegGallery, _ levels: ReferenceLevels) -> [ChartValue] {
    guard let gait = gait(of: gallery) else { return [] }
    return Muscle.allCases.flatMap { muscle in
      let firing = gallery.averages[.init(gait, .firing, muscle)]
      let highest = firing?.mean.max() ?? 0
      return LegGallery.Group.allCases.compactMap { group -> ChartValue? in
        guard let average = gallery.averages[.init(gait, group, muscle)], average.count >= leastStrides else {
          return nil
        }
        let hundred = levels.hundredPercent(muscle, highest: highest)
        let percent = { (values: [Double]) in
          ChartValue.text(NumberRow.text(values.lazy.map { 100 * $0 / hundred }, decimals: 1))
        }
        return .object([
          ("deviation", percent(average.deviation)), ("group", .text(group.rawValue)), ("mean", percent(average.mean)),
          ("muscle", .text(muscle.rawValue)), ("strides", .whole(average.count)),
        ])
      }
    }
  }
}

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

/// The signal of one stride and of the one before, thinned so that every peak is kept.
enum ExcerptData {
  /// Pairs of lowest and highest value: more no chart shows.
  private static let mostPairs = 500

  /// The good stride first, for comparison, then the three lowest.
  static func excerpts(_ gallery: LegGallery?) -> [SignalExcerpt] {
    guard let excerpts = gallery?.excerpts else { return [] }
    return (excerpts.typical.map { [$0] } ?? []) + excerpts.worst
  }

  /// As the scripts read it. A trace's values alternate between the lowest and the highest of a stretch, `step` seconds each.
  static func chart(_ excerpt: SignalExcerpt, _ summary: SessionSummary) -> ChartValue {
    let microvolts = summary.settings.fullScaleMv.map { $0 * 1000 }
    let traces = excerpt.traces.map { trace in
      let length = max(1, (trace.band.count + mostPairs - 1) / mostPairs)
      let row = { (values: [Float]) in
        ChartValue.row { page throws(OutputError) in
          let pairs = pairs(values, length)
          try page.add(row: pairs.count, decimals: microvolts == nil ? 3 : 0) {
            Double(pairs[$0]) * (microvolts ?? 100)
          }
        }
      }
      return ChartValue.object([
        ("band", row(trace.band)), ("muscle", .text(trace.muscle.rawValue)), ("raw", row(trace.raw)),
        ("step", .number(excerpt.step * Double(length) / 2)),
      ])
    }
    return .object([
      ("contact", .number(excerpt.stride.contact)), ("end", .number(excerpt.stride.end)),
      ("from", .number(excerpt.from)), ("traces", .list(traces)),
      ("unit", .text(microvolts == nil ? "% of full scale" : "µV")),
    ])
  }

  /// Lowest and highest of each stretch, in the order in which they come.
  private static func pairs(_ values: [Float], _ length: Int) -> [Float] {
    var pairs: [Float] = []
    pairs.reserveCapacity(2 * (values.count / length + 1))
    for first in Swift.stride(from: 0, to: values.count, by: length) {
      var (low, high) = (first, first)
      for place in first..<min(first + length, values.count) {
        if values[place] < values[low] { low = place }
        if values[place] > values[high] { high = place }
      }
      pairs.append(values[min(low, high)])
      pairs.append(values[max(low, high)])
    }
    return pairs
  }
}
