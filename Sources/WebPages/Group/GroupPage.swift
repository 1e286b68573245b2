import Files
import SessionResults

/// The page over all recordings of a study: how levels are spread, who is lowest, and a table of everybody. The same study
/// gives the same bytes.
public struct GroupPage {
  /// One number of each recording and leg, for a picture of how it is spread.
  public struct Measure: Sendable {
    /// `Glute against hamstring, dB`.
    public let name: String
    /// What it can tell, in a sentence.
    public let meaning: String
    /// Digits behind the point.
    public let decimals: Int
    /// Those that are known.
    public let values: [Double]

    /// Joins the parts.
    public init(name: String, meaning: String, decimals: Int, values: [Double]) {
      self.name = name
      self.meaning = meaning
      self.decimals = decimals
      self.values = values
    }
  }

  /// A table: its head and its rows, the name of a row first.
  public struct Table: Sendable {
    let caption: String
    let head: [String]
    let rows: [[String]]

    /// Joins the parts.
    public init(caption: String, head: [String], rows: [[String]]) {
      self.caption = caption
      self.head = head
      self.rows = rows
    }

    fileprivate var value: TemplateValue {
      PageTable(
        caption: caption, head: head,
        rows: rows.map { PageTable.Row(name: $0.first ?? "", cells: Array($0.dropFirst())) }
      ).value
    }
  }

  /// A page with more rows is slow to open.
  public static let mostRows = 1000

  private let heading: String
  private let facts: [String]
  private let cautions: [String]
  private let measures: [Measure]
  private let lowest: Table
  private let all: Table
  private let tableName: String

  /// - Parameters:
  ///   - facts: how many people and recordings, in whole sentences.
  ///   - cautions: what is missing, or was made in another way, in whole sentences.
  ///   - tableName: where every row is, should the page not hold them all.
  public init(
    heading: String, facts: [String], cautions: [String], measures: [Measure], lowest: Table, all: Table,
    tableName: String
  ) {
    self.heading = heading
    self.facts = facts
    self.cautions = cautions
    self.measures = measures
    self.lowest = lowest
    self.all = all
    self.tableName = tableName
  }

  /// The page.
  public func html() throws(OutputError) -> String {
    let more = all.rows.count - Self.mostRows
    let shown = Table(caption: all.caption, head: all.head, rows: Array(all.rows.prefix(Self.mostRows)))
    // one number that only this page's own style carries
    let nonce = ContentHash.of(([heading] + all.rows.flatMap(\.self)).joined(separator: "\t"))
    var values = ContentPolicy(nonce: nonce, hasScripts: false).head(title: "\(heading) – GluteCue")
    values.merge(
      [
        "heading": .text(heading), "facts": .texts(facts), "cautions": .texts(cautions),
        "hasCautions": .flag(!cautions.isEmpty), "measures": .list(measures.compactMap { GroupHistogram($0)?.value }),
        "lowest": .list(lowest.rows.isEmpty ? [] : [lowest.value]), "table": .list([shown.value]),
        "rest": .texts(more > 0 ? ["The first \(Self.mostRows) rows; \(tableName) holds all \(all.rows.count)."] : []),
      ]
    ) { $1 }
    return try PageTemplates().page("group", .object(values))
  }
}

/// How the values of a measure are spread, as bars.
private struct GroupHistogram {
  private static let bins = 30
  private static let width = 1000.0
  private static let height = 120.0

  private let measure: GroupPage.Measure
  private let spread: Spread
  private let sorted: [Double]

  /// Nil without values.
  init?(_ measure: GroupPage.Measure) {
    sorted = measure.values.sorted()
    guard let spread = Spread(sorted: sorted) else { return nil }
    self.spread = spread
    self.measure = measure
  }

  private var least: Double { sorted.first ?? 0 }
  private var most: Double { sorted.last ?? 0 }

  /// How many lie in each part between the least and the most.
  private var counts: [Int] {
    var counts = [Int](repeating: 0, count: Self.bins)
    let step = (most - least) / Double(Self.bins)
    for value in sorted { counts[step > 0 ? min(Self.bins - 1, Int((value - least) / step)) : Self.bins / 2] += 1 }
    return counts
  }

  private var bars: String {
    let highest = Double(counts.max() ?? 1)
    let step = Self.width / Double(Self.bins)
    return counts.enumerated().filter { $0.1 > 0 }.map { place, count in
      let length = Self.height * Double(count) / highest
      return "<rect class=\"bar\" x=\"\(SummaryText.number(Double(place) * step + 1, 1))\" "
        + "y=\"\(SummaryText.number(Self.height - length, 1))\" width=\"\(SummaryText.number(step - 2, 1))\" "
        + "height=\"\(SummaryText.number(length, 1))\"/>"
    }.joined()
  }

  /// For the template.
  var value: TemplateValue {
    let number = { (value: Double) in NumberText.number(value, measure.decimals) }
    return .object([
      "name": .text(measure.name),
      "words": .text(
        "Median \(number(spread.median)), middle 50 % \(NumberText.range(number(spread.lowerQuartile), number(spread.upperQuartile))), "
          + "of \(NumberText.grouped(sorted.count))."),
      "bars": .markup(Array(bars.utf8)), "least": .text(number(least)), "most": .text(number(most)),
      "bins": .text("\(Self.bins)"), "meaning": .text(measure.meaning),
    ])
  }
}
