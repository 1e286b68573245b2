/// A channel map as somebody wrote it: by number, or by the names that a recording gives its channels.
///
///     glute=1,hamstring=2
///     glute=R GMAX,hamstring="BF, right"
///
/// A name in double quotes may hold commas and be a number.
public struct WrittenChannelMap: Sendable, Hashable {
  /// Where a role is.
  public enum Place: Sendable, Hashable {
    /// The channel's number, from 1.
    case number(Int)
    /// The channel's name, or the part of it that no other channel has.
    case name(String)
  }

  /// A role and where it is.
  public struct Entry: Sendable, Hashable {
    /// What the channel carries.
    public let role: ChannelRole
    /// Which channel it is.
    public let place: Place
  }

  /// In the order given.
  public let entries: [Entry]

  /// A map of numbers.
  public init(_ map: ChannelMap) {
    entries = map.entries.map { Entry(role: $0.role, place: .number($0.channel)) }
  }

  /// Reads the form used on the command line.
  public init(parsing text: String) throws(ConfigurationError) {
    var entries: [Entry] = []
    for part in Self.parts(of: text) {
      guard let sign = part.firstIndex(of: "=") else {
        throw ConfigurationError("“\(part)” in the channel map is not ROLE=CHANNEL. Example: glute=1,hamstring=2.")
      }
      let value = Self.trimmed(part[part.index(after: sign)...])
      let role = try ChannelMap.role(String(part[..<sign].filter { $0 != " " }))
      if let other = entries.first(where: { $0.role == role }) {
        throw ConfigurationError("The role \(other.role) is given twice. Use left- and right- for two legs.")
      }
      entries.append(Entry(role: role, place: try Self.place(value, role)))
    }
    self.entries = entries
    if let numbered { _ = try ChannelMap(numbered) }
  }

  /// The map, where it names no channel; nil where it does.
  public var numbers: ChannelMap? { numbered.flatMap { try? ChannelMap($0) } }

  private var numbered: [ChannelMap.Entry]? {
    var found: [ChannelMap.Entry] = []
    for entry in entries {
      guard case .number(let channel) = entry.place else { return nil }
      found.append(ChannelMap.Entry(entry.role, channel: channel))
    }
    return found
  }

  /// The map in numbers, with the names looked up.
  ///
  /// A name stands for the channel that is called so; else for the one that is called so but for capitals; else for the only
  /// one whose name holds it.
  ///
  /// - Parameters:
  ///   - names: of the channels, in order.
  ///   - path: of the recording, for messages.
  /// - Throws: for a name that no channel has, or more than one; the message lists the channels.
  public func resolved(among names: [String], of path: String) throws(ConfigurationError) -> ChannelMap {
    if let numbers { return numbers }
    var found: [ChannelMap.Entry] = []
    for entry in entries {
      switch entry.place {
      case .number(let channel): found.append(ChannelMap.Entry(entry.role, channel: channel))
      case .name(let name):
        found.append(ChannelMap.Entry(entry.role, channel: try Self.channel(name, entry.role, names, path)))
      }
    }
    return try ChannelMap(found)
  }

  /// Checks that there is a muscle to find strides by.
  public func withGluteOrHamstring() throws(ConfigurationError) -> WrittenChannelMap {
    let needed = [Signal.muscle(.gluteusMaximus), .muscle(.hamstrings)]
    guard entries.contains(where: { needed.contains($0.role.signal) }) else {
      throw ConfigurationError("The map \(self) has neither a glute nor a hamstring. Example: glute=1,hamstring=2.")
    }
    return self
  }

  private static func channel(
    _ name: String, _ role: ChannelRole, _ names: [String], _ path: String
  ) throws(ConfigurationError) -> Int {
    guard names.contains(where: { !$0.isEmpty }) else {
      throw ConfigurationError(
        "\(path): its channels have no names, so “\(name)” cannot be found. Give the number for \(role), as in \(role)=1."
      )
    }
    let wanted = name.lowercased()
    let ways: [(String) -> Bool] = [
      { $0 == name }, { $0.lowercased() == wanted }, { $0.lowercased().contains(wanted) },
    ]
    for isMeant in ways {
      let hits = names.indices.filter { isMeant(names[$0]) }
      if hits.count == 1 { return hits[0] + 1 }
      if hits.count > 1 {
        throw ConfigurationError(
          "\(path): “\(name)” for \(role) could be \(list(hits, names)). Give more of the name, or the number.")
      }
    }
    throw ConfigurationError(
      "\(path): no channel is called “\(name)”.\(NearestName(among: names).question(name)) Its channels: "
        + "\(list(Array(names.indices), names)).")
  }

  /// `1 “R GMAX”, 2 “R BF”`, of many the first ones.
  private static func list(_ places: [Int], _ names: [String]) -> String {
    let most = 40
    let shown = places.prefix(most).map { "\($0 + 1) “\(names[$0].visible(keepsLines: false))”" }
    return shown.joined(separator: ", ") + (places.count > most ? " and \(places.count - most) more" : "")
  }

  private static func place(_ value: String, _ role: ChannelRole) throws(ConfigurationError) -> Place {
    if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
      let name = trimmed(value.dropFirst().dropLast())
      if !name.isEmpty { return .name(name) }
    } else if let number = Int(value.filter { $0 != " " }) {
      return .number(number)
    } else if !value.isEmpty {
      return .name(value)
    }
    throw ConfigurationError(
      "“\(value)” for \(role) is neither a channel's number nor its name. Channels count from 1.")
  }

  /// What stands between the commas that are outside of quotes.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension WrittenChannelMap: CustomStringConvertible {
  /// The form used on the command line.
  public var description: String {
    entries.map { entry in
      switch entry.place {
      case .number(let channel): "\(entry.role)=\(channel)"
      case .name(let name):
        name.contains(",") || name.contains("=") || Int(name) != nil
          ? "\(entry.role)=\"\(name)\"" : "\(entry.role)=\(name)"
      }
    }.joined(separator: ",")
  }
}
