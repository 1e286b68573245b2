/// What a history shows of one person, where it holds several.
public struct PersonalHistory: Sendable {
  /// Whose sessions a history holds.
  public struct Person: Sendable, Hashable {
    /// Name or code; nil for those of whom nobody said.
    public var name: String?
    /// How many sessions.
    public var sessions: Int
    /// When the last of them was, as a date.
    public var last: String
  }

  /// Everybody with a session, in order of name; those without a name last.
  public static func people(_ points: [TrendPoint]) -> [Person] {
    let groups = Dictionary(grouping: points, by: \.person)
    return groups.map { name, own in
      Person(name: name, sessions: Set(own.map(\.number)).count, last: own.last?.startedAt.date ?? "")
    }.sorted { ($0.name == nil ? 1 : 0, $0.name ?? "") < ($1.name == nil ? 1 : 0, $1.name ?? "") }
  }

  /// Sessions, notes and calibrations of this person.
  public let content: HistoryStore.Content

  /// - Parameter name: nil for what is of nobody by name. Notes without a name belong to whoever is the only one.
  public init(_ content: HistoryStore.Content, of name: String?) {
    let isOnly = Self.people(content.points).count < 2
    var own = content
    own.points = content.points.filter { $0.person == name }
    own.log = content.log.filter { $0.person == name || isOnly && $0.person == nil }
    own.calibrations = content.calibrations.filter { $0.person == name || isOnly && $0.person == nil }
    self.content = own
  }
}
