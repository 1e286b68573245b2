import Files
import SessionResults
import WebPages

/// `glutecue bids … group`: one table and one page over everything that `participant` has found.
struct GroupLevel {
  let study: StudyFolder
  let results: StudyResults

  /// What `group` writes.
  static let files = ["group_emg.tsv", "group_emg.json", "group_emg.html"]

  /// How many recordings lie before the lowest are shown.
  private static let lowestRows = 10

  /// Writes all three; the results are in the order of the recordings.
  func run(_ recordings: [StudyRecording]) throws -> [StudyResult] {
    let found = recordings.map { StudyResult($0, in: results) }
    let table = GroupTable(found)
    try results.write(Self.files[0], table.tsv)
    try results.write(Self.files[1], try table.explanation())
    try results.write(Self.files[2], Array(try page(found, table).html().utf8))
    // nobody is at work any more
    if found.allSatisfy({ $0.outcome != nil }) { results.clear() }
    return found
  }

  private func page(_ found: [StudyResult], _ table: GroupTable) -> GroupPage {
    let people = Set(found.map(\.recording.participant)).count
    let done = found.count { $0.summary != nil }
    return GroupPage(
      heading: study.name ?? "Glute and hamstring over a study",
      facts: ["\(people) \(people == 1 ? "person" : "people"),", "\(done) of \(found.count) recordings with results."],
      cautions: Self.cautions(found), measures: Self.measures(table.legs.map(\.leg)), lowest: Self.lowest(table),
      all: Self.all(table), tableName: Self.files[0])
  }

  /// What is missing, and what cannot be compared, in whole sentences.
  static func cautions(_ found: [StudyResult]) -> [String] {
    let missing = found.filter { $0.outcome == nil }.map(\.recording.stem)
    let failed = found.filter { $0.outcome?.isFinished == false }.map(\.recording.stem)
    let summaries = found.compactMap(\.summary)
    let bands = Set(summaries.map { $0.settings.bandHz.map(\.short).joined(separator: "–") }).sorted()
    let software = Set(summaries.map(\.software)).sorted()
    let kinds = Set(summaries.map { $0.settings.profile == nil })
    return [
      sentence(missing, "not analysed yet"), sentence(failed, "could not be read; the table says why"),
      bands.count > 1 ? "Results of several EMG bands (\(bands.joined(separator: ", ")) Hz) cannot be compared." : nil,
      software.count > 1 ? "Results were made by several programs: \(software.joined(separator: ", "))." : nil,
      kinds.count > 1
        ? "Some people have a profile and others none: ratio and share of the two kinds cannot be compared." : nil,
    ].compactMap(\.self)
  }

  private static func sentence(_ stems: [String], _ words: String) -> String? {
    guard !stems.isEmpty else { return nil }
    let shown = stems.prefix(lowestRows).joined(separator: ", ") + (stems.count > lowestRows ? ", …" : "")
    return "\(stems.count) \(stems.count == 1 ? "recording" : "recordings") \(words): \(shown)."
  }

  private static func measures(_ legs: [SessionSummary.Leg]) -> [GroupPage.Measure] {
    [
      GroupPage.Measure(
        name: "Glute against hamstring, dB",
        meaning: "Needs no reference of the session's own, so a glute that never works lies far to the left.",
        decimals: 1,
        values: legs.compactMap(\.gluteAgainstHamstringDb)),
      GroupPage.Measure(
        name: "Glute, percent of its maximum",
        meaning: "Only of people with a profile that holds maximal contractions.",
        decimals: 1, values: legs.compactMap { $0.gluteOfMaximum.map { 100 * $0 } }),
      GroupPage.Measure(
        name: "Glute, µV", meaning: "Depends on electrodes, skin and fat as much as on the muscle.", decimals: 1,
        values: legs.compactMap { $0.gluteRmsUv?.median }),
      GroupPage.Measure(
        name: "Silent strides per 1,000", meaning: "Against the reference that each recording has.", decimals: 1,
        values: legs.filter { $0.strides > 0 }.map { 1000 * Double($0.verdicts["silent"] ?? 0) / Double($0.strides) }),
    ]
  }

  private static func lowest(_ table: GroupTable) -> GroupPage.Table {
    let known = table.legs.filter { $0.leg.gluteAgainstHamstringDb != nil }
      .sorted { ($0.leg.gluteAgainstHamstringDb ?? 0, $0.name) < ($1.leg.gluteAgainstHamstringDb ?? 0, $1.name) }
    return GroupPage.Table(
      caption: "The lowest \(min(lowestRows, known.count)), by level of the glute against the hamstring", head: head,
      rows: known.prefix(lowestRows).map(row))
  }

  private static func all(_ table: GroupTable) -> GroupPage.Table {
    GroupPage.Table(caption: "Medians over the strides of each recording", head: head, rows: table.legs.map(row))
  }

  private static let head = [
    "Recording", "Strides", "Strides/min", "Glute : hamstring, dB", "Glute, % of max.", "Hamstring, % of max.",
    "Glute, µV",
    "Hamstring, µV", "Ratio", "Silent", "Weak", "Aim met",
  ]

  private static func row(_ entry: (name: String, leg: SessionSummary.Leg)) -> [String] {
    let leg = entry.leg
    let number = { (value: Double?, decimals: Int) in value.map { SummaryText.number($0, decimals) } ?? "–" }
    let met = leg.aim.map { "\($0.metStrides) of \($0.judgedStrides)" }
    return [
      entry.name, "\(leg.strides)", number(leg.cadenceStridesPerMin, 1), number(leg.gluteAgainstHamstringDb, 1),
      number(leg.gluteOfMaximum.map { 100 * $0 }, 1), number(leg.hamstringOfMaximum.map { 100 * $0 }, 1),
      number(leg.gluteRmsUv?.median, 1), number(leg.hamstringRmsUv?.median, 1), number(leg.ratio?.median, 2),
      "\(leg.verdicts["silent"] ?? 0)", "\(leg.verdicts["weak"] ?? 0)", met ?? "–",
    ]
  }
}
