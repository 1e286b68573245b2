import EMGUnits
import GaitAnalysis
import Report

/// A muscle's average envelope.
struct AverageData: Encodable {
  let muscle: String
  /// `firing` or `failing`.
  let group: String
  let strides: Int
  let mean: String
  let deviation: String
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
  static func all(_ gallery: LegGallery, _ levels: ReferenceLevels) -> [AverageData] {
    guard let gait = gait(of: gallery) else { return [] }
    return Muscle.allCases.flatMap { muscle in
      let firing = gallery.averages[.init(gait, .firing, muscle)]
      let highest = firing?.mean.max() ?? 0
      return LegGallery.Group.allCases.compactMap { group -> AverageData? in
        guard let average = gallery.averages[.init(gait, group, muscle)], average.count >= leastStrides else {
          return nil
        }
        let hundred = levels.hundredPercent(muscle, highest: highest)
        let percent = { (values: [Double]) in NumberRow.text(values.map { 100 * $0 / hundred }, decimals: 1) }
        return AverageData(
          muscle: muscle.rawValue, group: group.rawValue, strides: average.count, mean: percent(average.mean),
          deviation: percent(average.deviation))
      }
    }
  }
}
