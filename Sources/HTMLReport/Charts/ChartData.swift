import Report

/// Everything that the page's scripts draw, as JSON. Long rows of numbers are one text each, which is smaller and faster
/// to write and to read than an array.
enum ChartData {
  /// Writes it as it may stand within a `script` element.
  static func write(_ session: ReportedSession, to page: inout PageStream) throws(OutputError) {
    try page.add("{\"legs\":[")
    for (place, leg) in session.summary.legs.enumerated() {
      if place > 0 { try page.add(",") }
      try LegChartData.value(leg, session).write(to: &page)
    }
    try page.add("]}")
  }
}
