import SoundCard

/// The sound cards as a list to read.
struct DeviceListing {
  private let devices: [DeviceDescription]

  private let channels: Int

  /// `channels` are those that a session needs.
  init(_ devices: [DeviceDescription], channels: Int) { (self.devices, self.channels) = (devices, channels) }

  /// Lines, each with its end; inputs first.
  var text: String {
    guard !devices.isEmpty else { return "" }
    let inputs = section("Inputs, for the EMG (glutecue live --input alsa:NAME):", "capture")
    let outputs = section("Outputs, for the tones (glutecue live --tone alsa:NAME):", "playback")
    return [inputs, outputs].compactMap(\.self).joined(separator: "\n") + "\n→ the likely choice\n"
  }

  private func section(_ heading: String, _ direction: String) -> String? {
    let chosen = devices.filter { $0.direction == direction }
    guard !chosen.isEmpty else { return "\(heading)\n  none\n" }
    let hasLikely = chosen.contains(where: \.isLikely) || direction != "capture"
    let warning =
      hasLikely
      ? ""
      : "  None has \(channels) channels of its own, one for each muscle. A plug that copies one into both shows the same signal "
        + "twice.\n"
    return heading + "\n" + chosen.map(entry).joined() + warning
  }

  private func entry(_ device: DeviceDescription) -> String {
    let mark = device.isLikely ? "→" : " "
    var lines = "\(mark) \(device.name)  \(device.title)\n"
    if let abilities = device.abilities { lines += "    \(words(abilities))\n" }
    if let trouble = device.trouble { lines += "    \(trouble)\n" }
    return lines
  }

  private func words(_ abilities: DeviceAbilities) -> String {
    let channels = Self.range((abilities.ownChannels ?? abilities.channels).map(String.init))
    let rates =
      abilities.ratesHz.isEmpty || abilities.ratesHz.count > 8
      ? Self.range(abilities.rateRangeHz.map(String.init))
      : abilities.ratesHz.map(String.init).joined(separator: ", ")
    return "\(channels) channel\((abilities.ownChannels ?? abilities.channels).last == 1 ? "" : "s")"
      + (abilities.ownChannels == nil ? "" : " of the card, others are copies") + "; \(rates) Hz; "
      + "\(abilities.formats.joined(separator: ", ")); periods \(Self.range(abilities.periodMs.map(\.short))) ms"
  }

  private static func range(_ ends: [String]) -> String {
    guard let first = ends.first, let last = ends.last else { return "" }
    return first == last ? first : "\(first)–\(last)"
  }
}
