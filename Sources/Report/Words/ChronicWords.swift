import Biofeedback

/// The easy run beside the maximum: what a glute does against what it can, beside published figures. Measurement, never a
/// diagnosis; the next step is one command.
public struct ChronicWords {
  private let glute: Double
  private let hamstring: Double?
  private let drill: Double?

  /// A glute whose part of its maximum is below this part of the hamstring's stands out (chosen). Of twelve simulated healthy
  /// people the lowest is at 0.6.
  private static let standsOutBelow = 0.5

  /// Amplitudes in the easy run against the maximum; `drill` against the easy run.
  public init(glute: Double, hamstring: Double?, drill: Double?) {
    self.glute = glute
    self.hamstring = hamstring
    self.drill = drill
  }

  /// What a profile says of a leg; nil where it holds no maximum of the glute, or no easy run.
  init?(_ leg: SessionSummary.Leg) {
    guard let calibrated = leg.calibrated, let glute = calibrated.gluteOfMaximum else { return nil }
    self.init(glute: glute, hamstring: calibrated.hamstringOfMaximum, drill: calibrated.drillOfEasyRun)
  }

  /// The glute does much less of what it can than the hamstring.
  public var standsOut: Bool { hamstring.map { glute < Self.standsOutBelow * $0 } ?? false }

  /// `In your easy run your glute works at 6.0 % of what it can, your hamstring at 28 %.`
  public var measured: String {
    let other = hamstring.map { ", your hamstring at \(AgainstWords.percent($0))" } ?? ""
    return "In your easy run your glute works at \(AgainstWords.percent(glute)) of what it can\(other)."
  }

  /// That the electrode is not the reason.
  public var proof: String {
    "The same electrode measured the squeeze that counts as 100 %, so the electrode is not the reason."
  }

  /// What the drill reached.
  public var drillWords: String? {
    guard let drill else { return nil }
    let percent = SummaryText.number(100 * drill, 0)
    return drill > 1
      ? "With the pelvis tucked and the glute squeezed at push-off it reached \(percent) % of the easy run: that much is within "
        + "reach now."
      : "In the drill it reached \(percent) % of the easy run, no more than without: do the drill again with more squeeze."
  }

  /// Published figures with spread and source.
  public static let published =
    "Published: in three strength exercises the glute measured 40–66 % and the hamstring 24–40 % of their maxima (McCurdy et al. "
    + "2018); at high running speed both exceed 100 % (17 elite runners, Kyröläinen et al. 2005); for easy running no "
    + "figure is known to us. From day to day one person's level varies by a CV of 41 % (Colyer & McGuigan 2018). That "
    + "is what was measured; it names no cause."

  /// The aim that follows: what the drill allows, else one that grows.
  public var aim: String { (drill ?? 0) > 1.05 ? "drill:50%" : "grow" }
}
