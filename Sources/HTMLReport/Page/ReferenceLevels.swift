import EMGUnits
import Foundation
import GaitAnalysis
import Report

/// What envelopes are drawn against: each muscle's reference of one gait, or where there is none, its own height.
struct ReferenceLevels {
  /// When a muscle's main burst lies, in % of the stride after contact.
  struct Window {
    let muscle: String
    let on: Double
    let off: Double

    /// As the scripts read it.
    var chart: ChartValue { .object([("muscle", .text(muscle)), ("off", .number(off)), ("on", .number(on))]) }
  }

  /// As the axis names it.
  let unit: String
  /// The muscles' windows.
  let windows: [Window]
  private let amplitudes: [Muscle: Double]

  init(_ leg: SessionSummary.Leg, gait: Gait?) {
    let reference = leg.references.first { $0.gait == gait?.rawValue }
    let muscles = reference?.muscles ?? []
    amplitudes = Dictionary(
      muscles.compactMap { entry in
        guard let muscle = Muscle(rawValue: entry.muscle), let level = entry.amplitudeDbfs else { return nil }
        return (muscle, pow(10, level / 20))
      }, uniquingKeysWith: { first, _ in first })
    windows = muscles.filter { $0.windowPct.count == 2 }
      .map { Window(muscle: $0.muscle, on: $0.windowPct[0], off: $0.windowPct[1]) }
    unit = amplitudes.isEmpty ? "% of its highest average" : "% of its reference"
  }

  /// What is 100 % for a muscle; `highest` serves where there is no reference.
  func hundredPercent(_ muscle: Muscle, highest: Double) -> Double { amplitudes[muscle] ?? max(highest, 1e-12) }
}
