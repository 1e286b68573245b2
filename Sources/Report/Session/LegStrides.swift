import Biofeedback
import EMGUnits

/// The strides of one leg as a report needs them: some 30 bytes each.
package struct LegStrides: Sendable {
  /// The leg, when the channel map says which.
  package let leg: Side?
  /// Medians of the minutes.
  package private(set) var fatigue = FatigueTrends()
  private var collected = Column<DrawnStride>()
  // one entry a muscle, in the order of `Muscle.allCases`; the glute's are empty
  private var firing = Muscle.allCases.map { _ in Column<Float>() }
  private var failing = Muscle.allCases.map { _ in Column<Float>() }

  /// Starts with nothing.
  package init(leg: Side?) { self.leg = leg }

  /// Takes the next stride.
  package mutating func add(_ stride: StrideRecord) {
    collected.append(DrawnStride(stride))
    fatigue.add(stride)
    guard stride.isJudged else { return }
    for (place, muscle) in Muscle.allCases.enumerated() where muscle != .gluteusMaximus && !stride.hides(muscle) {
      guard let activation = stride[muscle]?.activation else { continue }
      if stride.isFailing {
        failing[place].append(activation)
      } else {
        firing[place].append(activation)
      }
    }
  }

  /// In order of time. An array of its own: ask once.
  package var strides: [DrawnStride] { collected.map(\.self) }

  /// How hard a muscle worked in judged strides, in % of its reference; failing ones are those in which the glute was
  /// silent or weak.
  package func percents(of muscle: Muscle, whileFailing: Bool) -> [Double] {
    guard let place = Muscle.allCases.firstIndex(of: muscle) else { return [] }
    return (whileFailing ? failing : firing)[place].map { 100 * Double($0) }
  }
}
