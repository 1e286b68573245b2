import Report

/// What the page's template shows.
struct PageContent {
  let nonce: String
  let style = PageTemplates.style
  let charts: String
  let data: String
  let script: String
  let hasCharts: Bool
  let remedy = ChartLibrary.remedy
  let name: String
  let facts: [String]
  let legs: [LegContent]
  let hasSymmetry: Bool
  let symmetry: PageTable?
  let symmetryNote = "Electrode placement, skin and fat alone can make such differences."
  let channels: PageTable
  let warnings: [String]
  let hasWarnings: Bool
  let settings: PageTable
  let command: String?

  init(_ session: ReportedSession, charts: ChartLibrary?, data: String, nonce: String) {
    let summary = session.summary
    self.nonce = nonce
    hasCharts = charts != nil
    self.charts = charts?.script ?? ""
    self.data = data
    script = charts == nil ? "" : PageTemplates.script
    name = summary.input.name
    facts = Self.facts(session)
    legs = summary.legs.enumerated().map { LegContent($1, index: $0, session, isOnly: summary.legs.count == 1) }
    symmetry = SymmetryTable.table(session)
    hasSymmetry = symmetry != nil
    channels = ChannelTable.table(summary)
    warnings = summary.warnings
    hasWarnings = !warnings.isEmpty
    settings = SettingsTable.table(session)
    command = session.command
  }

  private static func facts(_ session: ReportedSession) -> [String] {
    let input = session.summary.input
    let kind = session.summary.kind == "live" ? "live session with cues" : "recording, analysed afterwards"
    return [session.date, NumberText.length(input.seconds), kind].compactMap(\.self)
  }
}
