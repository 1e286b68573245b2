import CalibrationProtocol
import EMGUnits
import Foundation
import Rehearsal
import Testing

/// What goes wrong in a calibration is told as what it is.
@Suite struct BadCalibrationTests {
  /// Eight people of each kind, so that the suite stays short; with `CALIBRATION_PEOPLE=50` in the environment fifty, as for
  /// the figures in docs/decisions.md.
  static let seeds: ClosedRange<UInt64> =
    1...(ProcessInfo.processInfo.environment["CALIBRATION_PEOPLE"].flatMap(UInt64.init) ?? 8)

  @Test(arguments: seeds)
  func swappedChannelsAreToldInTheSqueezeTest(seed: UInt64) throws {
    let done = try RehearsedCalibration(seed: seed, fault: .swapped, stopsWhenGivenUp: true)
    #expect(done.refusals.contains(.swapped), "\(done.refusals)")
    #expect(done.profile.maxima.isEmpty && done.profile.legs.isEmpty)
  }

  @Test(arguments: seeds)
  func aDeadHamstringIsToldInTheSqueezeTest(seed: UInt64) throws {
    let done = try RehearsedCalibration(seed: seed, fault: .dead, stopsWhenGivenUp: true)
    #expect(done.refusals.contains(.dead(role: "hamstring")), "\(done.refusals)")
    #expect(done.profile.maxima.isEmpty && done.profile.legs.isEmpty)
  }

  @Test(arguments: seeds)
  func anElectrodeThatComesOffIsToldAndGivesNoReference(seed: UInt64) throws {
    let done = try RehearsedCalibration(seed: seed, fault: .loose)
    #expect(done.refusals.contains(.loose(role: "glute")), "\(done.refusals)")
    #expect(!done.profile.maxima.contains { $0.role.description == "glute" })
    #expect(done.profile.legs.isEmpty)
    #expect(done.profile.maxima.map(\.role.description) == ["hamstring"], "the good channel keeps its reference")
  }

  @Test(arguments: seeds)
  func clippedContractionsAreToldAndGiveNoReference(seed: UInt64) throws {
    let done = try RehearsedCalibration(seed: seed, fault: .clipped)
    let isTold = done.refusals.contains { if case .clipped(role: "glute", _) = $0 { true } else { false } }
    #expect(isTold, "\(done.refusals)")
    #expect(!done.profile.maxima.contains { $0.role.description == "glute" })
  }

  @Test(arguments: seeds)
  func maximaThatWereNoneAreToldAfterTheRun(seed: UInt64) throws {
    let done = try RehearsedCalibration(seed: seed, fault: .lazy)
    for role in ["glute", "hamstring"] {
      let isTold = done.refusals.contains { if case .lazyMaximum(role, _) = $0 { true } else { false } }
      #expect(isTold, "\(role): \(done.refusals)")
    }
    #expect(done.profile.maxima.isEmpty)
    #expect(done.profile.legs.count == 1, "the run is good")
  }
}
