import EMGUnits
import Simulation

/// Reads `off:hamstring@12-15,hum=5:1@30`: a kind of fault, with `=` how strong; the channel, by its role or number;
/// and from when to when in seconds (left out: from the start, to the end).
struct FaultNotation {
  /// Clips any muscle at the usual full scale.
  private static let usualGain = 50.0
  /// Buries the EMG.
  private static let usualHum = 5.0

  let text: OptionText
  let map: ChannelMap
  let durationSeconds: Double

  /// The faults, in the order given.
  func faults() throws(ConfigurationError) -> [ElectrodeFault] {
    var faults: [ElectrodeFault] = []
    for item in text.items { faults.append(try fault(item)) }
    return faults
  }

  private func fault(_ item: String) throws(ConfigurationError) -> ElectrodeFault {
    let words = item.split(separator: ":", omittingEmptySubsequences: false)
    guard words.count == 2 else { throw text.refused("“\(item)” is not KIND:CHANNEL.") }
    let place = words[1].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    var fault = ElectrodeFault(try kind(words[0]), channel: try channel(place[0]))
    guard place.count == 2 else { return fault }
    if place[1].contains("-") {
      let span = try text.span(place[1])
      (fault.startSeconds, fault.seconds) = (span.lowerBound, span.upperBound - span.lowerBound)
    } else {
      fault.startSeconds = try text.number(place[1])
    }
    guard fault.startSeconds < durationSeconds else {
      throw text.refused("The recording is over after \(durationSeconds.short) s.")
    }
    return fault
  }

  private func kind(_ word: Substring) throws(ConfigurationError) -> ElectrodeFault.Kind {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let strength = parts.count == 2 ? try text.number(parts[1]) : nil
    switch (parts[0], strength) {
    case ("off", nil): return .off
    case ("dead", nil): return .dead
    case ("muted", nil): return .muted
    case ("clipping", _): return .clipping(gain: strength ?? Self.usualGain)
    case ("hum", _): return .hum(level: strength ?? Self.usualHum)
    case ("off", _), ("dead", _), ("muted", _): throw text.refused("“\(parts[0])” has no strength.")
    default: throw text.refused("“\(parts[0])” is not a fault. Faults: off, dead, muted, clipping, hum.")
    }
  }

  private func channel(_ word: Substring) throws(ConfigurationError) -> Int {
    if let number = Int(word) { return number }
    guard let role = ChannelRole(word), let channel = map.channel(of: role) else {
      throw text.refused("“\(word)” is neither a channel number nor a role in the channel map \(map).")
    }
    return channel
  }
}
