import Report

/// What the page's template shows.
enum PageContent {
  /// The values of the template `page`.
  static func value(_ session: ReportedSession, charts: ChartLibrary?, nonce: String) -> TemplateValue {
    let summary = session.summary
    let legs = summary.legs.enumerated().map {
      LegContent.value($1, index: $0, session, isOnly: summary.legs.count == 1)
    }
    let symmetry = SymmetryTable.table(session)
    var values: [String: TemplateValue] = [
      "nonce": .text(nonce), "style": .markup(PageTemplates.style), "hasCharts": .flag(charts != nil),
      "remedy": .text(ChartLibrary.remedy), "name": .text(summary.input.name), "facts": .texts(facts(session)),
      "legs": .list(legs), "hasSymmetry": .flag(symmetry != nil),
      "symmetryNote": .text("Electrode placement, skin and fat alone can make such differences."),
      "channels": ChannelTable.table(summary).value, "warnings": .texts(summary.warnings),
      "hasWarnings": .flag(!summary.warnings.isEmpty), "settings": SettingsTable.table(session).value,
    ]
    values["symmetry"] = symmetry?.value
    values["marks"] = MarkTable.table(summary)?.value
    values["notes"] = summary.notes.flatMap { $0.isEmpty ? nil : .text($0) }
    values["command"] = session.command.map { .text($0) }
    if let charts {
      values["charts"] = .markup(charts.script)
      values["data"] = .writer { page throws(OutputError) in try ChartData.write(session, to: &page) }
      values["script"] = .writer { page throws(OutputError) in try PageTemplates.writeScript(&page) }
    }
    return .object(values)
  }

  private static func facts(_ session: ReportedSession) -> [String] {
    let input = session.summary.input
    let kind = session.summary.kind == "live" ? "live session with cues" : "recording, analysed afterwards"
    return [session.summary.person, session.date, NumberText.length(input.seconds), kind].compactMap(\.self)
  }
}
