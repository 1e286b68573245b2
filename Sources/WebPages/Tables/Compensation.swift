import Biofeedback
import EMGUnits
import SessionResults

/// How hard the other muscles worked while the glute failed, against while it fired.
struct Compensation {
  /// Fewer strides on either side say nothing.
  private static let leastStrides = 3
  /// Of the standard normal distribution, on both sides of 95 %.
  private static let normalQuantile = 1.96

  /// Whose.
  let muscle: Muscle
  /// Activation in % of the reference while the glute fired.
  let firing: Spread
  /// The same while it was silent or weak.
  let failing: Spread

  /// Every recorded muscle but the glute of which there is enough to compare.
  static func all(_ strides: LegStrides) -> [Compensation] {
    Muscle.allCases.compactMap { muscle in
      guard muscle != .gluteusMaximus else { return nil }
      guard let firing = Spread(strides.percents(of: muscle, whileFailing: false)),
        let failing = Spread(strides.percents(of: muscle, whileFailing: true)),
        min(firing.count, failing.count) >= leastStrides
      else { return nil }
      return Compensation(muscle: muscle, firing: firing, failing: failing)
    }
  }

  /// Failing less firing, in % of the reference.
  var difference: Double { failing.median - firing.median }

  /// 95 % interval of the difference, from the middle halves (McGill et al. 1978, Am Stat 32:12). Neighbouring strides
  /// resemble each other, so that the true one is somewhat wider.
  var interval: ClosedRange<Double> {
    let error = { (spread: Spread) in
      1.253 * (spread.upperQuartile - spread.lowerQuartile) / 1.349 / Double(spread.count).squareRoot()
    }
    let both = (error(firing) * error(firing) + error(failing) * error(failing)).squareRoot()
    return difference - Self.normalQuantile * both...difference + Self.normalQuantile * both
  }

  /// As the chart shows it: lower quartile, median, upper quartile in % of the reference.
  var chart: ChartValue {
    let quartiles = { (spread: Spread) in
      ChartValue.numbers([spread.lowerQuartile, spread.median, spread.upperQuartile])
    }
    return .object([
      ("failing", quartiles(failing)), ("firing", quartiles(firing)), ("muscle", .text(muscle.rawValue)),
    ])
  }
}

/// What the other muscles did while the glute failed, in numbers.
enum CompensationTable {
  /// Nil when there is nothing to compare.
  static func table(_ strides: LegStrides, against: String) -> PageTable? {
    let muscles = Compensation.all(strides)
    guard !muscles.isEmpty else { return nil }
    return PageTable(
      caption: "Activation in % of \(against): median (middle 50 %)",
      head: ["", "Glute fired", "Glute silent or weak", "Difference", "95 % interval"],
      rows: muscles.map { muscle in
        let signed = { (value: Double) in NumberText.signed(value, 0) }
        return PageTable.Row(
          name: MuscleWords.name(muscle.muscle.rawValue),
          cells: [
            NumberText.spread(muscle.firing, 0), NumberText.spread(muscle.failing, 0), signed(muscle.difference),
            NumberText.range(signed(muscle.interval.lowerBound), signed(muscle.interval.upperBound)),
          ])
      })
  }
}
