import Files
import Recording

/// Which sessions may be compared with each other: one leg, one band, one kind of reference, a similar cadence.
struct Comparability {
  /// What the sessions have in common.
  struct Conditions: Hashable {
    let bandLowHz: Double?
    let bandHighHz: Double?
    let reference: String?

    init(_ point: TrendPoint, comparesReference: Bool) {
      bandLowHz = point.bandLowHz
      bandHighHz = point.bandHighHz
      reference = comparesReference ? point.reference : nil
    }
  }

  /// What most sessions on both sides of the moment have in common.
  let conditions: Conditions
  /// The middle cadence of those; nil when none is known.
  let cadence: Double?
  private let comparesReference: Bool

  /// Levels and timing change with speed; within this part they hardly do.
  static let cadenceTolerance = 0.05
  /// Fewer judged strides say too little about a session.
  static let fewestStrides = 50

  /// Nil when there is nothing to compare. The conditions are those with the most sessions on the poorer side.
  ///
  /// - Parameters:
  ///   - split: nil for a trend, which has no sides.
  ///   - comparesReference: whether what is compared depends on the reference.
  init?(_ points: [TrendPoint], split: HistorySplit?, comparesReference: Bool = true) {
    self.comparesReference = comparesReference
    let usable = points.filter { $0.judged >= Self.fewestStrides }
    let groups = Dictionary(grouping: usable) { Conditions($0, comparesReference: comparesReference) }
    let rank = { (group: [TrendPoint]) -> (Int, Int, Int64) in
      let before = split.map { split in group.filter { split.isAfter($0.startedAt) }.count } ?? 0
      return (min(before, group.count - before), group.count, group.map(\.number).max() ?? 0)
    }
    guard let best = groups.max(by: { rank($0.value) < rank($1.value) }) else { return nil }
    conditions = best.key
    let cadences = best.value.compactMap(\.cadenceStridesPerMin).sorted()
    cadence = cadences.isEmpty ? nil : cadences[cadences.count / 2]
  }

  /// Why a session is left out; nil when it is not.
  func objection(to point: TrendPoint) -> String? {
    guard point.judged >= Self.fewestStrides else {
      return "only \(point.judged) strides judged, \(Self.fewestStrides) are needed"
    }
    let other = Conditions(point, comparesReference: comparesReference)
    if other.bandLowHz != conditions.bandLowHz || other.bandHighHz != conditions.bandHighHz {
      return "band \(Self.band(other)) instead of \(Self.band(conditions))"
    }
    if other.reference != conditions.reference {
      return "reference “\(other.reference ?? "unknown")” instead of “\(conditions.reference ?? "unknown")”"
    }
    if let cadence, let own = point.cadenceStridesPerMin, abs(own - cadence) > Self.cadenceTolerance * cadence {
      return "cadence \(own.decimals(1)), more than 5 % from \(cadence.decimals(1)) strides/min"
    }
    return nil
  }

  private static func band(_ conditions: Conditions) -> String {
    guard let low = conditions.bandLowHz, let high = conditions.bandHighHz else { return "unknown" }
    return "\(low.decimals(0))–\(high.decimals(0)) Hz"
  }
}

/// What divides before from after.
public struct HistorySplit: Sendable, Hashable {
  /// Sessions from here on are “after”.
  public var moment: Moment
  /// The log entry, if it is one.
  public var event: String?
  /// Whether it is a date, which means that of the place where a session was recorded.
  private var isDate = false

  /// Whether something happened before.
  func isAfter(_ other: Moment) -> Bool {
    isDate ? other.wallSeconds < moment.wallSeconds : other < moment
  }

  /// The first log entry that notes work; nil when none does.
  public init?(firstWorkIn log: [LogEntry]) {
    guard let entry = log.first(where: { !$0.text.isEmpty }) else { return nil }
    moment = entry.at
    event = entry.text
  }

  /// A date, or words that the first log entry in question holds, in upper or lower case; nil when none does.
  public init?(_ text: String, in log: [LogEntry]) {
    if let moment = Moment(text) {
      self.moment = moment
      isDate = true
      return
    }
    let wanted = text.lowercased()
    guard let entry = log.first(where: { $0.text.lowercased().contains(wanted) }) else { return nil }
    moment = entry.at
    event = entry.text
  }
}
