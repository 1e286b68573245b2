import Glibc
import RealtimeSupport
import SoundCard
import TestSupport
import Testing

/// An open stream: the card's own frames, and no call that does not come back.
@Suite struct PCMStreamTests {
  /// A call that waits 50 ms, on a busy machine.
  private static let mostNanoseconds = 1_000_000_000

  private func signal(channels: Int) -> RawSignal {
    .float(SeededNoise.uniform(seed: 5, count: 4800 * channels))
  }

  /// Reads so many frames as bytes, or up to an error.
  private func read(_ stream: borrowing PCMStream, frames: Int) -> (bytes: [UInt8], code: Int) {
    var bytes: [UInt8] = []
    let frameBytes = stream.format.frameBytes
    var piece = [UInt8](repeating: 0, count: 240 * frameBytes)
    while bytes.count < frames * frameBytes {
      let ready = stream.wait(milliseconds: 50)
      if ready < 0 { return (bytes, Int(ready)) }
      let most = min(240, frames - bytes.count / frameBytes)
      let count = piece.withUnsafeMutableBytes { raw in
        raw.baseAddress.map { stream.read(into: $0, frames: most) } ?? 0
      }
      if count < 0 && count != -Int(EAGAIN) { return (bytes, count) }
      bytes += piece.prefix(max(0, count) * frameBytes)
    }
    return (bytes, 0)
  }

  @Test(arguments: DeviceFormat.allCases, [1, 2, 8])
  func readsBitForBit(format: DeviceFormat, channels: Int) throws {
    var device = VirtualDevice(input: signal(channels: channels))
    device.format = format
    device.channels = channels
    let card = try VirtualSoundCard(device)
    defer { withExtendedLifetime(card) {} }
    let stream = try PCMStream(card.name, .capture)
    try stream.prepare()
    try stream.start()
    let result = read(stream, frames: 2400)
    #expect(result.code == 0)
    #expect(result.bytes == Array(format.bytes(of: signal(channels: channels)).prefix(result.bytes.count)))
  }

  @Test func beforeTheStartThereIsNothingToRead() throws {
    let card = try VirtualSoundCard(VirtualDevice())
    defer { withExtendedLifetime(card) {} }
    let stream = try PCMStream(card.name, .capture)
    #expect(stream.wait(milliseconds: 5) == 0 && stream.available() == 0)
  }

  @Test func itTellsWhenItWasStarted() throws {
    let card = try VirtualSoundCard(VirtualDevice())
    defer { withExtendedLifetime(card) {} }
    let stream = try PCMStream(card.name, .capture)
    try stream.prepare()
    let before = MonotonicClock.now()
    try stream.start()
    let after = MonotonicClock.now()
    // a device that does not tell is no error
    if let told = stream.startedAt { #expect(before <= told && told <= after) }
  }

  /// The device stands still for a second without any error: `wait` comes back all the same.
  @Test func waitNeverHangsInAStall() throws {
    var device = VirtualDevice(input: signal(channels: 2))
    device.faults = [VirtualFault(at: 0.05, .stall(seconds: 0.5))]
    let card = try VirtualSoundCard(device)
    defer { withExtendedLifetime(card) {} }
    let stream = try PCMStream(card.name, .capture)
    try stream.prepare()
    try stream.start()
    var (empty, longest, frames) = (0, 0, 0)
    var piece = [UInt8](repeating: 0, count: 4800 * stream.format.frameBytes)
    while frames < 7200 {
      let before = MonotonicClock.now()
      let ready = stream.wait(milliseconds: 50)
      longest = max(longest, MonotonicClock.now() - before)
      try #require(ready >= 0)
      if ready == 0 { empty += 1 }
      let count = piece.withUnsafeMutableBytes { raw in raw.baseAddress.map { stream.read(into: $0, frames: 4800) } ?? 0
      }
      frames += max(0, count)
    }
    #expect(empty >= 5 && longest < Self.mostNanoseconds)
  }

  @Test(arguments: [
    (VirtualFault.Kind.xrun, EPIPE), (.suspend(seconds: 10), ESTRPIPE), (.unplug(seconds: nil), ENODEV),
  ])
  func whatGoesWrongHasItsCode(fault: VirtualFault.Kind, code: Int32) throws {
    var device = VirtualDevice(input: signal(channels: 2))
    device.faults = [VirtualFault(at: 0.03, fault)]
    let card = try VirtualSoundCard(device)
    defer { withExtendedLifetime(card) {} }
    let stream = try PCMStream(card.name, .capture)
    try stream.prepare()
    try stream.start()
    let result = read(stream, frames: 48_000)
    #expect(result.code == -Int(code))
    let before = MonotonicClock.now()
    // after an xrun this device does not wake who waits
    #expect([-code, code == EPIPE ? 0 : -code].contains(stream.wait(milliseconds: 50)))
    #expect(MonotonicClock.now() - before < Self.mostNanoseconds)
  }

  @Test func afterAnXrunItIsStartedAnew() throws {
    var device = VirtualDevice(input: signal(channels: 2))
    device.faults = [VirtualFault(at: 0.03, .xrun)]
    let card = try VirtualSoundCard(device)
    defer { withExtendedLifetime(card) {} }
    let stream = try PCMStream(card.name, .capture)
    try stream.prepare()
    try stream.start()
    #expect(read(stream, frames: 48_000).code == -Int(EPIPE))
    try stream.prepare()
    try stream.start()
    let result = read(stream, frames: 480)
    let resumed = try #require(card.events.last { $0.kind == .start }).frame
    #expect(resumed > 0 && result.code == 0)
    let bytes = DeviceFormat.s32.bytes(of: signal(channels: 2))
    let first = resumed % 4800 * 8
    #expect(result.bytes == Array((bytes + bytes)[first..<first + 480 * 8]))
  }

  @Test func aMissingDeviceIsNamed() throws {
    for (direction, noun) in [(Direction.capture, "input"), (.playback, "output")] {
      let error = #expect(throws: SoundCardError.self) { _ = try PCMStream("emgsim_none", direction) }
      #expect(
        error?.description == "alsa:emgsim_none: there is no such \(noun) device. `glutecue devices` lists what is "
          + "there; is the card plugged in?")
    }
  }

  @Test func aBusyDeviceIsToldAsSuch() throws {
    let card = try VirtualSoundCard(VirtualDevice())
    defer { withExtendedLifetime(card) {} }
    card.occupy()
    let error = #expect(throws: SoundCardError.self) { _ = try PCMStream(card.name, .capture) }
    #expect(
      error?.description == "alsa:\(card.name) is in use by another program. End that program, or choose another "
        + "device (`glutecue devices` lists them).")
    card.release()
    _ = try PCMStream(card.name, .capture)
  }

  @Test func whoMayNotUseItIsToldWhatToDo() {
    #expect(
      SoundCardError.notPermitted(device: "hw:1").description
        == "alsa:hw:1: you have no permission to use it. Add yourself to the group audio "
        + "(sudo usermod -aG audio \"$USER\"), then log in again.")
  }

  @Test func aDeviceComesBackAsItWasOrNotAtAll() throws {
    var device = VirtualDevice()
    device.rates = [48_000, 96_000]
    let card = try VirtualSoundCard(device)
    defer { withExtendedLifetime(card) {} }
    var request = StreamRequest()
    request.rate = 96_000
    let stream = try PCMStream(card.name, .capture, request)
    let reopening = StreamReopening(stream)
    card.pull()
    #expect(throws: SoundCardError.missing(device: card.name, .capture)) { _ = try reopening.open() }
    card.plugIn()
    #expect(try reopening.open().format == stream.format)
  }
}
