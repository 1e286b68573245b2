import Biofeedback
import Foundation

/// What to tell the user about a channel that is not as it should be, and what to do about it.
public enum ChannelRemark {
  /// Sentences; none for a good channel.
  public static func remarks(on channel: ChannelAssessment) -> [String] {
    if case .contact = channel.role.signal, channel.state == .usable { return [] }
    let name = "Channel \(channel.channel) (\(channel.role))"
    return state(of: channel, name) + invalid(channel, name) + filtered(channel, name)
  }

  private static func state(of channel: ChannelAssessment, _ name: String) -> [String] {
    let percent = { (share: Double) in String(format: "%.1f %%", 100 * share) }
    switch channel.state {
    case .usable, .invalid:
      return []
    case .dead:
      return ["\(name) is dead: no muscle signal on it at all. Check that the cable and the electrodes are connected."]
    case .clipped:
      return [
        "\(name) is clipped: \(percent(channel.clippedShare)) of the samples are at the end of the input's range, so "
          + "its amplitudes are wrong. Turn the gain down, and check for a loose electrode."
      ]
    case .hum:
      let hertz = Int(channel.mainsHertz ?? 50)
      let rest =
        channel.isUsable
        ? "It was removed, and the channel could be used. "
        : "It drowns the muscle signal even after removal, so the channel could not be used. "
      return [
        "\(name) has mains hum at \(hertz) Hz. \(rest)Check the reference electrode, and keep away from mains cables."
      ]
    case .flat:
      return [
        "\(name) never rises and falls as a working muscle does: \(String(format: "%.1f", channel.swing)) times "
          + "between rest and effort, at least 2 expected. Check that its electrodes sit on the muscle."
      ]
    }
  }

  private static func invalid(_ channel: ChannelAssessment, _ name: String) -> [String] {
    guard channel.invalidSamples > 0, let first = channel.firstInvalidSeconds else { return [] }
    return [
      "\(name) holds samples that are not usable numbers (NaN, infinite or absurdly large), the first at "
        + "\(String(format: "%.3f", first)) s. They count as 0, and strides that they touch are not judged."
    ]
  }

  private static func filtered(_ channel: ChannelAssessment, _ name: String) -> [String] {
    guard channel.bandShare < ChannelAssessment.leastBandShare, channel.state != .dead, channel.state != .invalid else {
      return []
    }
    return [
      "\(name) has only \(String(format: "%.0f", 100 * channel.bandShare)) % of its power where muscle signals lie. "
        + "Either the input filters them away, or motion artefact drowns them."
    ]
  }
}
