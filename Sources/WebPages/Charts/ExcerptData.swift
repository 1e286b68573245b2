import SessionResults

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
