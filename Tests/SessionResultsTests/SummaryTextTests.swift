import Foundation
import SessionResults
import Testing

/// Summaries as `summary.json` holds them, and the whole text that a person reads. Each is `Fixtures/NAME.json` with
/// `Fixtures/NAME.txt`.
@Suite struct SummaryTextTests {
  private func file(_ name: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private func summary(_ name: String) throws -> SessionSummary {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(SessionSummary.self, from: Data(try file(name + ".json").utf8))
  }

  @Test(arguments: ["steady", "tiring", "refused"]) func readsAsExpected(_ name: String) throws {
    #expect(try SummaryText(summary(name)).text + "\n" == file(name + ".txt"))
  }

  @Test(arguments: ["steady", "tiring", "refused"]) func theFileKeepsEverything(_ name: String) throws {
    let object = { (bytes: Data) in try JSONSerialization.jsonObject(with: bytes) as? NSDictionary }
    let written = try object(Data(summary(name).json()))
    #expect(written != nil)
    #expect(try written == object(Data(file(name + ".json").utf8)))
  }

  /// The text of `tiring` with its leg changed.
  private func text(_ change: (inout SessionSummary.Leg) throws -> Void) throws -> String {
    var summary = try summary("tiring")
    try change(&summary.legs[0])
    return SummaryText(summary).text
  }

  @Test func failuresSpreadEvenlyAreNotPlaced() throws {
    let even = try text { leg in
      var thirds = try #require(leg.thirds)
      for (index, failing) in [16, 14, 17].enumerated() { thirds[index].failingStrides = failing }
      leg.thirds = thirds
    }
    #expect(!even.contains("third of the session"))
  }

  @Test(arguments: [
    (0, "All 6 weak or silent strides came in the first third of the session, before 9:15."),
    (1, "All 6 weak or silent strides came in the middle third of the session, from 9:15 to 18:20."),
  ])
  func failuresInOneThirdArePlaced(_ index: Int, _ sentence: String) throws {
    let placed = try text { leg in
      var thirds = try #require(leg.thirds)
      for other in thirds.indices { thirds[other].failingStrides = other == index ? 6 : 0 }
      leg.thirds = thirds
    }
    #expect(placed.contains(sentence))
  }

  @Test func oneRecoveryHasNoSpread() throws {
    let one = try text {
      $0.recovery = .init(
        firstCues: 1, recovered: 1, lostBefore: 0, endedBefore: 0, seconds: Spread([1.5]), strides: Spread([1]))
    }
    #expect(one.contains("\nFrom the first beep until the glute fired again: 1 stride, 1.5 s.\n"))
  }

  @Test func noRecoveryIsSaid() throws {
    let none = try text {
      $0.recovery = .init(firstCues: 3, recovered: 0, lostBefore: 2, endedBefore: 1, seconds: nil, strides: nil)
    }
    #expect(
      none.contains(
        "The glute did not fire again after a beep: 2 runs were cut off by a pause or a lost signal; the last run lasted "
          + "to the end of the session."))
  }

  @Test func trendsOfLessThanTenMinutesAreNotShown() throws {
    let short = try text { leg in
      for index in leg.fatigue.indices {
        leg.fatigue[index].medianFrequencyHz?.minutes = 9
        leg.fatigue[index].activationPercent?.minutes = 9
      }
    }
    #expect(!short.contains("per 10 minutes"))
  }
}
