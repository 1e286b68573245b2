import Report

/// The signal of one stride and of the one before, thinned so that every peak is kept.
struct ExcerptData: Encodable {
  /// Pairs of lowest and highest value: more no chart shows.
  private static let mostPairs = 500

  let from: Double
  let contact: Double
  let end: Double
  let unit: String
  let traces: [Trace]

  /// A muscle's signal; values alternate between the lowest and the highest of a stretch, `step` seconds each.
  struct Trace: Encodable {
    let muscle: String
    let step: Double
    let raw: String
    let band: String
  }

  /// The good stride first, for comparison, then the three lowest.
  static func excerpts(_ gallery: LegGallery?) -> [SignalExcerpt] {
    guard let excerpts = gallery?.excerpts else { return [] }
    return (excerpts.typical.map { [$0] } ?? []) + excerpts.worst
  }

  init(_ excerpt: SignalExcerpt, _ summary: SessionSummary) {
    let microvolts = summary.settings.fullScaleMv.map { $0 * 1000 }
    unit = microvolts == nil ? "% of full scale" : "µV"
    from = excerpt.from
    contact = excerpt.stride.contact
    end = excerpt.stride.end
    traces = excerpt.traces.map { trace in
      let length = max(1, (trace.band.count + Self.mostPairs - 1) / Self.mostPairs)
      let text = { (values: [Float]) in
        NumberRow.text(
          Self.pairs(values, length).map { Double($0) * (microvolts ?? 100) }, decimals: microvolts == nil ? 3 : 0)
      }
      return Trace(
        muscle: trace.muscle.rawValue, step: excerpt.step * Double(length) / 2, raw: text(trace.raw),
        band: text(trace.band))
    }
  }

  /// Lowest and highest of each stretch, in the order in which they come.
  private static func pairs(_ values: [Float], _ length: Int) -> [Float] {
    Swift.stride(from: 0, to: values.count, by: length).flatMap { first -> [Float] in
      let stretch = values[first..<min(first + length, values.count)]
      guard let low = stretch.indices.min(by: { stretch[$0] < stretch[$1] }),
        let high = stretch.indices.max(by: { stretch[$0] < stretch[$1] })
      else { return [] }
      return low < high ? [stretch[low], stretch[high]] : [stretch[high], stretch[low]]
    }
  }
}
