import Biofeedback

/// What is wrong with a signal, in words for the person who can do something about it.
enum FaultWords {
  private static let faults: [(fault: ChannelFaults, words: String)] = [
    (.off, "electrode off the skin"), (.dead, "no signal"), (.invalid, "no usable numbers"), (.clipped, "clipped"),
    (.noisy, "noise between the bursts"),
  ]

  /// `glute: electrode off the skin; hamstring: clipped`.
  static func words(_ flags: StrideFlags, isLate: Bool) -> String {
    if flags.gap { return isLate ? "the input loses too much to judge a stride" : "the input delivers nothing" }
    let parts = [part("glute", flags.glute), part("hamstring", flags.hamstring)].compactMap(\.self)
    if !parts.isEmpty { return parts.joined(separator: "; ") }
    return isLate ? "the muscles work, but no stride can be judged" : "this stride cannot be judged"
  }

  private static func part(_ muscle: String, _ found: ChannelFaults) -> String? {
    let words = faults.filter { found.contains($0.fault) }.map(\.words)
    return words.isEmpty ? nil : "\(muscle): \(words.joined(separator: ", "))"
  }
}
