import Biofeedback
import EMGUnits
import Files
import Foundation

/// What to tell the user about a channel that is not as it should be, and what to do about it.
public enum ChannelRemark {
  /// Sentences; none for a good channel.
  public static func remarks(on channel: ChannelAssessment) -> [String] {
    if case .contact = channel.role.signal, channel.state == .usable { return [] }
    let name = "Channel \(channel.channel) (\(channel.role))"
    let described = state(of: channel, name).map { [$0 + " " + (remedy(for: channel.state) ?? "")] } ?? []
    return described + invalid(channel, name) + filtered(channel, name)
  }

  /// What to do about a channel; nil for a good one.
  static func remedy(for state: ChannelAssessment.State) -> String? {
    switch state {
    case .usable: nil
    case .dead: "Check that the cable and the electrodes are connected."
    case .clipped: "Turn the gain down, and check for a loose electrode."
    case .hum: "Check the reference electrode, and keep away from mains cables."
    case .flat: "Check that its electrodes sit on the muscle."
    case .quiet:
      "Squeeze the glute while you run `glutecue check`: that tells a muscle at rest from a loose cable."
    case .copied: "Use a device with an input for each muscle, without plughw, a Y cable or a mono microphone."
    case .invalid: "Record or export it again."
    }
  }

  private static func state(of channel: ChannelAssessment, _ name: String) -> String? {
    switch channel.state {
    case .usable:
      return nil
    case .dead:
      return "\(name) is dead: no muscle signal."
    case .clipped:
      return
        "\(name) is clipped: \(number(100 * channel.clippedShare, 1)) % of the samples are at the end of the input's "
        + "range, so its amplitudes are wrong."
    case .hum:
      return hum(channel, name)
    case .flat:
      return
        "\(name) never rises and falls as a working muscle does: \(number(channel.swing, 1)) times between rest and "
        + "effort, at least 2 expected."
    case .quiet:
      return
        "\(name) never rises above its own noise while the other muscle works: the muscle rested, or its cable is loose."
    case .copied:
      return
        "\(name) carries the same signal as channel \(channel.copyOf.map(String.init) ?? "?"): one electrode on two channels, "
        + "so glute and hamstring cannot be compared."
    case .invalid:
      return "\(name) holds hardly any usable numbers: most of its samples are NaN, infinite or absurdly large."
    }
  }

  private static func hum(_ channel: ChannelAssessment, _ name: String) -> String {
    guard let hertz = channel.mainsHertz else {
      let level = number(20 * log10(max(channel.noiseFloor, 1e-9)), 0)
      return "\(name) is full of hum or other interference, which never falls below \(level) dBFS"
        + (channel.isUsable ? "; the channel could be used." : " and hides the muscle signal.")
    }
    let rest =
      channel.isUsable
      ? "It was removed, and the channel could be used."
      : "It hides the muscle signal even after removal, so the channel could not be used."
    return "\(name) has mains hum at \(Int(bounded: hertz)) Hz. \(rest)"
  }

  private static func invalid(_ channel: ChannelAssessment, _ name: String) -> [String] {
    guard channel.state != .invalid, channel.invalidSamples > 0, let first = channel.firstInvalidSeconds else {
      return []
    }
    return [
      "\(name) holds samples that are not usable numbers (NaN, infinite or absurdly large), the first at "
        + "\(number(first, 3)) s. They count as 0, and strides that they touch are not judged."
    ]
  }

  private static func filtered(_ channel: ChannelAssessment, _ name: String) -> [String] {
    guard channel.bandShare < ChannelAssessment.leastBandShare, channel.state != .dead, channel.state != .invalid else {
      return []
    }
    return [
      "\(name) has only \(number(100 * channel.bandShare, 0)) % of its power where muscle signals are. Either the input "
        + "filters them away, or motion artefact or hum is stronger. Fasten electrodes and cables, and compare with "
        + "another input."
    ]
  }

  private static func number(_ value: Double, _ decimals: Int) -> String {
    value.fixed(decimals).replacing("-", with: "−")
  }
}

extension SessionSummary.Channel {
  /// `Channel 2 (hamstring) is dead. Check …`; nil for a channel that could be used.
  public var complaint: String? {
    guard !usable, let state = ChannelAssessment.State(rawValue: state) else { return nil }
    let words =
      switch state {
      case .usable: "cannot be used"
      case .dead: "is dead"
      case .clipped: "is clipped"
      case .hum: "is full of hum"
      case .flat: "is flat"
      case .invalid: "holds hardly any usable numbers"
      case .quiet: "never rises above its own noise"
      case .copied: "carries the signal of another channel"
      }
    return "Channel \(channel) (\(role)) \(words)." + (ChannelRemark.remedy(for: state).map { " " + $0 } ?? "")
  }
}
