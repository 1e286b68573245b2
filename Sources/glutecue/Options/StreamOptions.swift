import ArgumentParser
import EMGUnits
import Streams

/// Which other programs a session is sent to while it runs.
struct StreamOptions: ParsableArguments {
  /// What the names of LSL streams begin with, where nobody says.
  static let usualName = "GluteCue"

  @Option(
    help: ArgumentHelp(
      "Send strides, cues and states as OSC messages to this port, of this computer or another.",
      discussion: "docs/streams.md tells addresses and arguments.", valueName: "[host:]port"))
  var osc: String?
  @Option(
    name: .long, defaultAsFlag: StreamOptions.usualName, parsing: .next,
    help: ArgumentHelp(
      "Offer strides, cues, states and envelopes as LSL streams whose names begin with this. (default: GluteCue)",
      discussion:
        "Needs liblsl, as pylsl and mne-lsl bring it; GLUTECUE_LSL=PATH says where it is in an unusual place.",
      valueName: "name"))
  var lsl: String?

  /// What is wanted.
  func wish() throws(ConfigurationError) -> LiveStreams.Wish {
    if let lsl, lsl.isEmpty || lsl.count > 60 {
      throw ConfigurationError("--lsl “\(lsl)” is not a name of 1 to 60 characters. Example: --lsl GluteCue.")
    }
    return LiveStreams.Wish(
      osc: try osc.map { (text) throws(ConfigurationError) in try OSCAddress(parsing: text) }, lsl: lsl)
  }
}
