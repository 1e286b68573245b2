import CALSA
import EMGUnits
import Glibc
import TestSupport
import Testing

/// What a program sees of each fault, as the README of `EMGSim` has it.
@Suite struct FaultTests {
  /// Half a second of input is enough: the device repeats it.
  private var device: VirtualDevice { VirtualDevice(input: noise(frames: 24_000, channels: 2, seed: 9)) }

  private func starts(_ card: VirtualSoundCard) -> [Int] {
    card.events.filter { $0.kind == .start && $0.direction == .capture }.map(\.frame)
  }

  /// After a fault the data go on with the frame that the log names.
  private func expectGap(after frames: Int, _ capture: OpenDevice) throws {
    let resumed = try #require(starts(capture.card).last)
    #expect(resumed > frames)
    #expect(try capture.capture(480) == capture.card.device.frames(resumed..<resumed + 480))
  }

  @Test func anXrunIsAnErrorAndAGap() throws {
    var device = device
    device.faults = [VirtualFault(at: 0.1, .xrun)]
    let capture = try OpenDevice(VirtualSoundCard(device))
    #expect(capture.start() == 0)
    let (frames, code) = capture.captureUntilFailure()
    #expect(code == -EPIPE)
    #expect(capture.prepare() == 0)
    #expect(capture.start() == 0)
    try expectGap(after: frames, capture)
  }

  @Test func aReaderThatIsTooSlowLosesFrames() throws {
    let capture = try OpenDevice(VirtualSoundCard(device))
    #expect(capture.start() == 0)
    while capture.available >= 0 { usleep(1000) }
    #expect(capture.read(240) == .failure(OpenDevice.Failure(code: -EPIPE)))
    #expect(capture.card.events.map(\.kind) == [.start, .xrun])
    #expect(capture.prepare() == 0)
    #expect(capture.start() == 0)
    try expectGap(after: 0, capture)
  }

  @Test func playbackRunsDry() throws {
    let playback = try OpenDevice(VirtualSoundCard(device), SND_PCM_STREAM_PLAYBACK)
    let silence = [UInt8](repeating: 0, count: 480 * 8)
    #expect(playback.write(silence[...]) == 480)
    // Writing has started it.
    while playback.available >= 0 { usleep(1000) }
    #expect(playback.write(silence[...]) == -Int(EPIPE))
    #expect(playback.prepare() == 0)
    #expect(playback.write(silence[...]) == 480)
  }

  @Test func aStallIsNoErrorAndNoGap() throws {
    var device = device
    device.faults = [VirtualFault(at: 0.05, .stall(seconds: 0.3))]
    let capture = try OpenDevice(VirtualSoundCard(device))
    #expect(capture.start() == 0)
    var (bytes, timeouts) = ([UInt8](), 0)
    while bytes.count < 4800 * 8 {
      let woken = capture.wait(milliseconds: 50)
      #expect(woken >= 0)
      if woken == 0 { timeouts += 1 }
      bytes += try capture.read(240).get()
    }
    #expect(timeouts >= 1)
    #expect(bytes == device.frames(0..<bytes.count / 8))
  }

  @Test func aSuspendedDeviceWakesUpAndHasAGap() throws {
    var device = device
    device.faults = [VirtualFault(at: 0.1, .suspend(seconds: 0.1))]
    let capture = try OpenDevice(VirtualSoundCard(device))
    #expect(capture.start() == 0)
    let (frames, code) = capture.captureUntilFailure()
    #expect(code == -ESTRPIPE)
    #expect(capture.resume() == 0)
    #expect(capture.start() == 0)
    try expectGap(after: frames + 4800, capture)
  }

  @Test func anUnpluggedDeviceIsGoneUntilItIsBack() throws {
    var device = device
    device.faults = [VirtualFault(at: 0.1, .unplug(seconds: 0.2))]
    let card = try VirtualSoundCard(device)
    let frames = try expectGone(card)
    var back = try? OpenDevice(card)
    while back == nil {
      usleep(1000)
      back = try? OpenDevice(card)
    }
    let capture = try #require(back)
    #expect(capture.start() == 0)
    // 0.2 s at 48 kHz, less the one step that the last read may have been ahead of the plug.
    try expectGap(after: frames + 9600 - 240, capture)
  }

  /// Captures until the plug is out; nothing works then.
  private func expectGone(_ card: VirtualSoundCard) throws -> Int {
    let capture = try OpenDevice(card)
    #expect(capture.start() == 0)
    let (frames, code) = capture.captureUntilFailure()
    #expect(code == -ENODEV)
    #expect(capture.wait(milliseconds: 100) == -ENODEV)
    #expect(capture.prepare() == -ENODEV)
    #expect(throws: OpenDevice.Failure(code: -ENODEV)) { try OpenDevice(card) }
    return frames
  }

  @Test(arguments: [1.0, 20.0])
  func aPlugPulledByHandComesBack(speed: Double) throws {
    var device = device
    device.speed = speed
    let card = try VirtualSoundCard(device)
    let capture = try OpenDevice(card, periodFrames: 4800)
    #expect(capture.start() == 0)
    _ = try capture.capture(4800)
    card.pull()
    #expect(capture.captureUntilFailure().code == -ENODEV)
    #expect(throws: OpenDevice.Failure(code: -ENODEV)) { try OpenDevice(card) }
    card.plugIn()
    let again = try OpenDevice(card, periodFrames: 4800)
    #expect(again.start() == 0)
    let resumed = try #require(starts(card).last)
    #expect(try again.capture(480) == device.frames(resumed..<resumed + 480))
  }

  @Test func eachDirectionHasAPlugOfItsOwn() throws {
    let card = try VirtualSoundCard(device)
    let capture = try OpenDevice(card)
    #expect(capture.start() == 0)
    card.pull(.playback)
    #expect(throws: OpenDevice.Failure(code: -ENODEV)) { try OpenDevice(card, SND_PCM_STREAM_PLAYBACK) }
    #expect(try capture.capture(960).count == 960 * 8)
    card.plugIn(.playback)
    let playback = try OpenDevice(card, SND_PCM_STREAM_PLAYBACK)
    card.pull(.capture)
    #expect(capture.captureUntilFailure().code == -ENODEV)
    #expect(playback.write([UInt8](repeating: 0, count: 240 * 8)[...]) == 240)
  }

  @Test func anotherProgramHoldsTheDevice() throws {
    let card = try VirtualSoundCard(device)
    card.occupy()
    #expect(throws: OpenDevice.Failure(code: -EBUSY)) { try OpenDevice(card) }
    card.release()
    _ = try OpenDevice(card)
  }
}
