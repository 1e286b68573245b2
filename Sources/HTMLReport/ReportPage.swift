import Foundation
import Mustache
import Report

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

  /// The page, as UTF-8.
  public func html() throws(OutputError) -> [UInt8] {
    do {
      let library = try PageTemplates.library()
      let content = PageContent(session, charts: charts, data: try data(), nonce: Self.nonce())
      guard let page = library.render(content, withTemplate: "page") else {
        throw OutputError.write(path: "report.html", reason: "the template is missing")
      }
      return Array(page.utf8)
    } catch let error as OutputError {
      throw error
    } catch {
      throw .write(path: "report.html", reason: "\(error)")
    }
  }

  /// What the charts draw; nothing without charts.
  private func data() throws -> String { charts == nil ? "" : try ChartData(session).json() }

  /// Known to nobody before the page is made, so that no text from a file can pass for one of its scripts.
  private static func nonce() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in String(generator.next() as UInt64, radix: 36) }.joined()
  }
}
