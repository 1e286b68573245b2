import Foundation
import WebPages
import Testing

@Suite struct ChartLibraryTests {
  private func library(_ text: String) throws -> ChartLibrary? {
    let path = FileManager.default.temporaryDirectory.appending(path: "chart-\(UUID().uuidString).js").path
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return ChartLibrary(paths: ["/nowhere/chart.js", path])
  }

  @Test(arguments: ["3.9.1", "4.4.1"]) func takesVersionsThatThePageIsWrittenFor(_ version: String) throws {
    #expect(try library("/*!\n * Chart.js v\(version)\n */\nvar Chart;") != nil)
  }

  @Test(arguments: ["/*!\n * Chart.js v2.9.4\n */", "/*! jQuery v3.6.1 */", ""])
  func takesNothingElse(_ text: String) throws {
    #expect(try library(text) == nil)
  }

  @Test func isNotThereWhereNothingIs() { #expect(ChartLibrary(paths: []) == nil) }
}
