/// What a device that runs at another rate than it was set to does to the results, for the summary.
///
/// The results count frames and take the rate for true. So a device that delivers fewer frames than it says makes every
/// time too short, and every cadence and frequency too high.
package struct RateRemark {
  /// Two sentences.
  package let text: String

  /// `measured` and `nominal` are in frames a second.
  package init(measured: Double, nominal: Double) {
    let share = measured / nominal
    let isSlow = share < 1
    text =
      "The sound card delivered \(Int(measured.rounded())) frames a second instead of \(Int(nominal)), by the clock of the computer. "
      + "So all times here are too \(isSlow ? "short" : "long") (the true ones are \(Self.number(1 / share)) times as long), and "
      + "cadence and frequencies too \(isSlow ? "high" : "low") (the true ones are \(Self.number(share)) times those told); ratios "
      + "and verdicts hardly change. Try another --rate."
  }

  /// Three decimals.
  private static func number(_ value: Double) -> String {
    let thousandths = Int((1000 * min(max(value, 0), 1000)).rounded())
    let decimals = "\(thousandths % 1000)"
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - decimals.count) + decimals
  }
}
