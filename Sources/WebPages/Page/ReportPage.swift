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
