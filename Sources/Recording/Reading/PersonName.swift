import EMGUnits

/// Name or code of whom a recording is of. Private: it stands in files that only their owner can read, and in no export.
public struct PersonName: Sendable, Hashable {
  /// Without spaces around it.
  public let text: String

  /// More is no name.
  public static let mostCharacters = 100

  /// What may be given, for messages.
  public static let allowed =
    "a name or code of 1 to \(mostCharacters) characters without control characters, such as \"A. Runner\" or P07"

  /// Nil for what is no name: nothing, too much, or characters that a terminal would obey.
  public init?(_ text: String) {
    let inner = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    let name = String(inner)
    guard (1...Self.mostCharacters).contains(name.count), name == name.visible(keepsLines: false) else { return nil }
    self.text = name
  }
}
