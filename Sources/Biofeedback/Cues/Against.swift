/// What a glute is measured against. One word and one sentence each, the same on every screen and page.
public enum Against: String, Sendable, Hashable, CaseIterable, BitwiseCopyable, Codable {
  /// The first good strides of the session itself.
  case start
  /// The easy run of the profile.
  case easyRun = "easy-run"
  /// The muscle's own maximal contraction in the profile.
  case maximum
  /// The other leg in the same session.
  case otherLeg = "other-leg"
  /// The best of one's own sessions.
  case best

  /// The setting that leaves the choice to what is known.
  public static let automatic = "auto"
}
