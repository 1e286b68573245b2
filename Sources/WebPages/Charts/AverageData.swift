import EMGUnits
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
