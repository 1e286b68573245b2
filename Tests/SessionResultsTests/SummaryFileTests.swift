import Foundation
import SessionResults
import Testing

/// A summary of any version is read, and what is none is told.
@Suite struct SummaryFileTests {
  /// What every version wrote.
  private static let least = "\"input\": {\"sample_rate_hz\": 1000, \"channel_count\": 2, \"seconds\": 60}"

  private func read(_ text: String) throws(SessionReadingError) -> SessionSummary {
    try SessionSummary(Array(text.utf8), path: "s/summary.json")
  }

  private func reason(_ text: String) -> String? {
    do throws(SessionReadingError) { _ = try read(text) } catch {
      if case .summary("s/summary.json", let reason) = error { return reason }
      return "\(error)"
    }
    return nil
  }

  @Test func whatOlderVersionsDidNotWriteIsEmpty() throws {
    let summary = try read(
      "{\(Self.least), \"channels\": [{\"channel\": 2}], \"legs\": [{\"strides\": 3, \"ratio\": {\"median\": 0.5}}]}")
    #expect(summary.version == 0 && summary.kind == "" && summary.software == "" && summary.input.name == "")
    #expect(summary.settings.map == "" && summary.settings.bandHz == [] && summary.warnings == [])
    #expect(summary.channels[0].usable && summary.channels[0].role == "" && summary.channels[0].invalidSamples == 0)
    let leg = try #require(summary.legs.first)
    #expect(leg.verdicts == [:] && leg.flags.isEmpty && leg.references.isEmpty && leg.silentRuns.isEmpty)
    #expect(leg.ratio?.lowerQuartile == 0.5 && leg.ratio?.upperQuartile == 0.5 && leg.gluteOfMaximum == nil)
    // and all of it can be told
    #expect(SummaryText(summary).text.contains("3 strides"))
  }

  @Test func aMiddleValueMayBeANumberOrASpread() throws {
    let leg = "\"strides\": 3, \"level_db\": -12.5, \"glute_of_maximum\": {\"median\": 0.08, \"count\": 3}"
    let summary = try read("{\(Self.least), \"legs\": [{\(leg)}]}")
    #expect(summary.legs[0].levelDb == -12.5 && summary.legs[0].gluteOfMaximum == 0.08)
    let text = String(decoding: try summary.json(), as: UTF8.self)
    #expect(text.contains("\"glute_of_maximum\" : 0.08") && !text.contains("maximum_share"))
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/steady.json")
    let bytes = try SessionSummary.read(url.path).json()
    #expect(try SessionSummary(bytes, path: "again").json() == bytes)
  }

  @Test func whatCannotBeUsedIsNamed() {
    #expect(reason("{\"legs\": []}") == "input is missing")
    #expect(reason("{\(Self.least)}") == "legs is missing")
    #expect(reason("no") == "it is not JSON")
    #expect(reason("{\(Self.least), \"legs\": 3}") == "legs is of the wrong kind")
    #expect(reason("{\(Self.least), \"kind\": 3, \"legs\": []}") == "kind is of the wrong kind")
  }

  @Test func aLaterLayoutIsRefusedByWhoShowsAllOfIt() throws {
    let summary = try read("{\"version\": 2, \(Self.least), \"legs\": []}")
    #expect(
      throws: SessionReadingError.summary(path: "s", reason: "it is of layout 2, from a newer GluteCue")
    ) { try summary.checkLayout(path: "s") }
  }
}
