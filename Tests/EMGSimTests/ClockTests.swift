import CALSA
import EMGUnits
import Glibc
import TestSupport
import Testing

/// How fast the device's clock runs.
@Suite struct ClockTests {
  /// The position is in steps of a frame here, and read within microseconds of the clock; the rest is a busy machine.
  private static let relativeTolerance = 0.02

  @Test func runsAtItsRate() throws { try expectRate(VirtualDevice(), factor: 1) }

  @Test func runsAtAnotherRateThanItWasSetTo() throws {
    var device = VirtualDevice()
    device.lie = -0.5
    try expectRate(device, factor: 0.5)
  }

  @Test func runsAheadByItsClockError() throws {
    var device = VirtualDevice()
    device.clockErrorPPM = 100_000
    try expectRate(device, factor: 1.1)
  }

  @Test func runsManyTimesAsFast() throws {
    var device = VirtualDevice()
    device.speed = 10
    try expectRate(device, factor: 10)
  }

  /// Lets the clock run and compares how far it came with the clock on the wall, at the best of some looks.
  private func expectRate(_ device: VirtualDevice, factor: Double) throws {
    var device = device
    device.grain = 1
    let card = try VirtualSoundCard(device)
    let capture = try OpenDevice(card, periodFrames: 48_000)
    #expect(capture.start() == 0)
    let begin = try #require(card.events.first).seconds
    let errors = (0..<5).map { _ in
      usleep(30_000)
      let before = seconds()
      let frames = Double(capture.available)
      let elapsed = (before + seconds()) / 2 - begin
      return abs(frames / elapsed / 48_000 / factor - 1)
    }
    #expect(errors.min() ?? 1 < Self.relativeTolerance)
  }

  private func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
