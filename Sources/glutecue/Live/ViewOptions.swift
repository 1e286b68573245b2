import ArgumentParser
import Dashboard
import EMGUnits

/// Where a session is looked at while it runs.
struct ViewOptions: ParsableArguments {
  @Option(
    name: .long, defaultAsFlag: DashboardAddress.usual, parsing: .next,
    help: ArgumentHelp(
      "Serve a live page, for a phone say, at this address. (default: 127.0.0.1:8080, this computer only)",
      discussion: """
        0.0.0.0:8080 serves it to every network the computer is in; then only those who know the printed address with \
        its token see it. Port 0 takes any that is free.
        """, valueName: "address:port"))
  var dashboard: String?
  @Flag(help: "Wait for Start on the live page, or for the space bar, before the session begins.") var wait = false
  @Flag(help: "Show nothing while the session runs; only the summary at its end.") var quiet = false

  /// The address of the live page; nil for none.
  func address() throws(ConfigurationError) -> DashboardAddress? {
    guard let dashboard else { return nil }
    return try DashboardAddress(parsing: dashboard)
  }

  /// Refuses to wait for someone who cannot be heard.
  func checkWait(hasKeys: Bool) throws(ConfigurationError) {
    guard wait, dashboard == nil, !hasKeys else { return }
    throw ConfigurationError(
      "--wait needs a terminal with keys, or a live page with its Start button. Example: --wait --dashboard.")
  }
}
