import SessionResults

/// `report.html`: one session as a person looks at it. One file without any other: style, scripts and data are within it,
/// and a content security policy forbids it to load anything.
public struct ReportPage {
  private let session: ReportedSession
  private let charts: ChartLibrary?

  /// Without `charts` the page has tables and words only, and says why.
  public init(_ session: ReportedSession, charts: ChartLibrary?) {
    self.session = session
    self.charts = charts
  }

  /// Hands the page on as UTF-8, in parts of any length and in order: as a whole it would be the largest thing in memory.
  public func write(_ take: @escaping ([UInt8]) throws(OutputError) -> Void) throws(OutputError) {
    var page = PageStream(take)
    try PageTemplates().write("report", PageContent.value(session, charts: charts, policy: ContentPolicy()), to: &page)
    try page.finish()
  }
}

/// What the page's template shows.
enum PageContent {
  /// The values of the template `page`.
  static func value(_ session: ReportedSession, charts: ChartLibrary?, policy: ContentPolicy) -> TemplateValue {
    let summary = session.summary
    let legs = summary.legs.enumerated().map {
      LegContent.value($1, index: $0, session, isOnly: summary.legs.count == 1)
    }
    let symmetry = SymmetryTable.table(session)
    var values = TemplateValue.file(policy, title: "\(summary.input.name) – GluteCue report", charts: charts)
    let own: [String: TemplateValue] = [
      "name": .text(summary.input.name), "facts": .texts(facts(session)),
      "legs": .list(legs), "hasSymmetry": .flag(symmetry != nil),
      "symmetryNote": .text("Electrode placement, skin and fat alone can make such differences."),
      "channels": ChannelTable.table(summary).value, "warnings": .texts(summary.warnings),
      "hasWarnings": .flag(!summary.warnings.isEmpty), "settings": SettingsTable.table(session).value,
    ]
    values.merge(own) { _, new in new }
    values["symmetry"] = symmetry?.value
    values["marks"] = MarkTable.table(summary)?.value
    values["notes"] = summary.notes.flatMap { $0.isEmpty ? nil : .text($0) }
    values["command"] = session.command.map { .text($0) }
    if charts != nil {
      values["data"] = .writer { page throws(OutputError) in try ChartData.write(session, to: &page) }
      values["script"] = .scripts(PageTemplates.reportScripts)
    }
    return .object(values)
  }

  private static func facts(_ session: ReportedSession) -> [String] {
    let input = session.summary.input
    let kind = session.summary.kind == "live" ? "live session with cues" : "recording, analysed afterwards"
    let legs = session.summary.legs.compactMap(\.leg).map { "\($0) leg" }.joined(separator: ", ")
    return [session.summary.person, session.date, NumberText.length(input.seconds), legs.isEmpty ? nil : legs, kind]
      .compactMap(\.self)
  }
}
