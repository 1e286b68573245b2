/// What a channel carries: a muscle, or a foot contact signal.
public enum Signal: Sendable, Hashable {
  /// Surface EMG of a muscle.
  case muscle(Muscle)
  /// Foot switch or accelerometer: high while the foot is on the ground, or a spike at contact.
  case contact
}

/// A signal and the leg it belongs to; `side` is nil when the user did not say which leg carries the electrodes.
public struct ChannelRole: Sendable, Hashable {
  /// What is measured.
  public let signal: Signal
  /// On which leg.
  public let side: Side?

  /// Joins a signal and a leg.
  public init(_ signal: Signal, side: Side? = nil) {
    self.signal = signal
    self.side = side
  }

  /// Every role that `--map` accepts without a side, in the order in which they are listed to the user.
  public static let names = Muscle.allCases.map(\.rawValue) + ["contact"]

  /// Reads `glute`, `left-hamstring`, `contact`, …; nil for anything else.
  public init?(_ name: some StringProtocol) {
    var rest = String(name)
    var side: Side?
    for candidate in Side.allCases where rest.hasPrefix(candidate.rawValue + "-") {
      side = candidate
      rest.removeFirst(candidate.rawValue.count + 1)
      break
    }
    if rest == "contact" {
      self.init(.contact, side: side)
    } else if let muscle = Muscle(rawValue: rest) {
      self.init(.muscle(muscle), side: side)
    } else {
      return nil
    }
  }
}

extension ChannelRole: CustomStringConvertible {
  /// The word used in `--map`.
  public var description: String {
    let name =
      switch signal {
      case .muscle(let muscle): muscle.rawValue
      case .contact: "contact"
      }
    return side.map { "\($0.rawValue)-\(name)" } ?? name
  }
}

/// Which channel carries what, 1-based as sound people count: `glute=1,hamstring=2`.
public struct ChannelMap: Sendable, Hashable {
  /// One channel's role.
  public struct Entry: Sendable, Hashable {
    /// What the channel carries.
    public let role: ChannelRole
    /// The channel's number, from 1.
    public let channel: Int

    /// Joins a role and a 1-based channel.
    public init(_ role: ChannelRole, channel: Int) {
      self.role = role
      self.channel = channel
    }
  }

  /// The entries, in the order given.
  public let entries: [Entry]

  /// Checks that no role and no channel is used twice.
  public init(_ entries: [Entry]) throws(ConfigurationError) {
    guard !entries.isEmpty else {
      throw ConfigurationError("The channel map is empty. Example: glute=1,hamstring=2.")
    }
    for (index, entry) in entries.enumerated() {
      guard entry.channel >= 1 else {
        throw ConfigurationError(
          "Channel \(entry.channel) for \(entry.role) is not a channel number: channels count from 1.")
      }
      if let other = entries[..<index].first(where: { $0.channel == entry.channel }) {
        throw ConfigurationError(
          "Channel \(entry.channel) is given twice, as \(other.role) and as \(entry.role). Each channel carries one role."
        )
      }
      if entries[..<index].contains(where: { $0.role == entry.role }) {
        throw ConfigurationError("The role \(entry.role) is given twice. Use left- and right- for two legs.")
      }
    }
    self.entries = entries
  }

  /// Reads the form used on the command line.
  public init(parsing text: String) throws(ConfigurationError) {
    var entries: [Entry] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "=", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
      guard words.count == 2 else {
        throw ConfigurationError("“\(part)” in the channel map is not ROLE=CHANNEL. Example: glute=1,hamstring=2.")
      }
      let role = try Self.role(words[0])
      guard let channel = Int(words[1]) else {
        throw ConfigurationError("“\(words[1])” for \(role) is not a channel number. Channels count from 1.")
      }
      entries.append(Entry(role, channel: channel))
    }
    try self.init(entries)
  }

  /// Reads a role as `--map` has it.
  static func role(_ word: String) throws(ConfigurationError) -> ChannelRole {
    guard let role = ChannelRole(word) else {
      throw ConfigurationError(
        "“\(word)” is not a role.\(NearestName(among: ChannelRole.names).question(word)) Roles: "
          + "\(ChannelRole.names.joined(separator: ", ")); "
          + "with left- or right- in front for two legs.")
    }
    return role
  }

  /// Checks that every channel is there.
  public func validated(channelCount: Int) throws(ConfigurationError) -> ChannelMap {
    for entry in entries where entry.channel > channelCount {
      let there = channelCount == 1 ? "only channel 1" : "channels 1 to \(channelCount)"
      throw ConfigurationError("The map puts \(entry.role) on channel \(entry.channel), but the input has \(there).")
    }
    return self
  }

  /// Checks that there is a muscle to find strides by.
  public func withGluteOrHamstring() throws(ConfigurationError) -> ChannelMap {
    let needed = [Signal.muscle(.gluteusMaximus), .muscle(.hamstrings)]
    guard entries.contains(where: { needed.contains($0.role.signal) }) else {
      throw ConfigurationError("The map \(self) has neither a glute nor a hamstring. Example: glute=1,hamstring=2.")
    }
    return self
  }

  /// The place among `entries` of what carries a signal of a leg; a role without a side belongs to every leg. Nil when
  /// nothing carries it.
  public func place(of signal: Signal, leg: Side?) -> Int? {
    entries.firstIndex { $0.role.signal == signal && $0.role.side == leg }
      ?? entries.firstIndex { $0.role.signal == signal && $0.role.side == nil }
  }

  /// The channel of a role, from 1; nil when it is not mapped.
  public func channel(of role: ChannelRole) -> Int? {
    entries.first { $0.role == role }?.channel
  }
}

extension ChannelMap: CustomStringConvertible {
  /// The form used on the command line.
  public var description: String {
    entries.map { "\($0.role)=\($0.channel)" }.joined(separator: ",")
  }
}
