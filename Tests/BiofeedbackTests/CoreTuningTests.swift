import Biofeedback
import EMGUnits
import Testing

@Suite struct CoreTuningTests {
  private let rows = CoreTuning().rows

  @Test func everyValueLiesInItsRange() {
    #expect(rows.count > 60)
    for row in rows { #expect(row.range.contains(row.value), "\(row.name)") }
  }

  @Test func namesAreUnique() { #expect(Set(rows.map(\.name)).count == rows.count) }

  @Test func everyThresholdHasUnitReasonAndSource() {
    for row in rows {
      #expect(!row.unit.isEmpty && row.reason.count > 10 && row.source.count > 5, "\(row.name)")
      #expect(row.range.lowerBound < row.range.upperBound, "\(row.name)")
    }
  }

  /// Each name sets the value that its row shows, and no other.
  @Test func eachThresholdIsSetByItsOwnName() throws {
    for (index, row) in rows.enumerated() {
      let value = row.value == row.range.upperBound ? row.range.lowerBound : row.range.upperBound
      var tuning = CoreTuning()
      try tuning.set(row.name, to: value)
      let changed = zip(tuning.rows, rows).enumerated().filter { $1.0.value != $1.1.value }.map(\.offset)
      #expect(changed == [index], "\(row.name)")
      #expect(tuning.rows[index].value == value, "\(row.name)")
    }
  }

  @Test func everyStageIsThereOnce() {
    let prefixes = Set(rows.compactMap { $0.name.split(separator: ".").first.map(String.init) })
    #expect(
      CoreTuning.stages.map(\.name) == [
        "signal", "rhythm", "tracker", "window", "evidence", "activity", "decision", "watch", "profile", "aim",
      ])
    #expect(prefixes == Set(CoreTuning.stages.map(\.name)))
    #expect(CoreTuning.stages.allSatisfy { !$0.purpose.isEmpty })
  }

  @Test(arguments: [
    ("decision.silent", ""), ("silent-deviations", ""), ("", ""), ("decision.", ""),
    ("Decision.sum-limit", " Did you mean decision.sum-limit?"),
  ])
  func anUnknownNameIsRefused(name: String, question: String) {
    var tuning = CoreTuning()
    let error = #expect(throws: ConfigurationError.self) { try tuning.set(name, to: 1) }
    #expect(error?.message == "There is no threshold “\(name)”.\(question) `glutecue config --tuning` lists them all.")
    #expect(tuning == CoreTuning())
  }

  @Test func aValueOutsideItsRangeIsRefused() {
    var tuning = CoreTuning()
    let error = #expect(throws: ConfigurationError.self) { try tuning.set("decision.slowing-above", to: 3) }
    #expect(
      error?.message == "Threshold decision.slowing-above is 3.0. Expected: 1.02 to 1.5 (× stride time).")
    #expect(throws: ConfigurationError.self) { try tuning.set("evidence.faint-level", to: .nan) }
    #expect(throws: ConfigurationError.self) { try tuning.set("tracker.lessons", to: -.infinity) }
    #expect(tuning == CoreTuning())
  }
}
