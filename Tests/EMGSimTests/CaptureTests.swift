import CALSA
import EMGUnits
import TestSupport
import Testing

/// What is captured is the input, frame for frame.
@Suite struct CaptureTests {
  @Test(arguments: DeviceFormat.allCases, [1, 2, 8])
  func capturesTheInputBitForBitAndBeginsItAnew(format: DeviceFormat, channels: Int) throws {
    var device = VirtualDevice(input: noise(frames: 1000, channels: channels, seed: 1))
    device.format = format
    device.channels = channels
    let capture = try OpenDevice(VirtualSoundCard(device))
    #expect(capture.start() == 0)
    let captured = try capture.capture(2500)
    #expect(captured == device.frames(0..<2500))
  }

  @Test(arguments: [96, 240, 960])
  func capturesInPeriodsOf2To20Milliseconds(periodFrames: Int) throws {
    let device = VirtualDevice(input: noise(frames: 5000, channels: 2, seed: 2))
    let capture = try OpenDevice(VirtualSoundCard(device), periodFrames: UInt(periodFrames))
    #expect(capture.start() == 0)
    #expect(try capture.capture(4800) == device.frames(0..<4800))
  }

  @Test func twoCardsDeliverWhatIsTheirs() throws {
    let devices = [3, 4].map { VirtualDevice(input: noise(frames: 3000, channels: 2, seed: $0)) }
    let captures = try devices.map { try OpenDevice(VirtualSoundCard($0)) }
    for capture in captures { #expect(capture.start() == 0) }
    for _ in 0..<5 {
      for capture in captures { _ = capture.wait(milliseconds: 1000) }
    }
    for (capture, device) in zip(captures, devices) {
      #expect(try capture.capture(480) == device.frames(0..<480))
    }
  }

  @Test func playsBitForBit() throws {
    let device = VirtualDevice()
    let frames = device.format.bytes(of: noise(frames: 4800, channels: 2, seed: 5))
    let card = try VirtualSoundCard(device)
    let playback = try OpenDevice(card, SND_PCM_STREAM_PLAYBACK)
    var written = 0
    while written < 4800 {
      let count = playback.write(frames[(written * 8)...])
      if count < 0 { _ = playback.wait(milliseconds: 1000) } else { written += count }
    }
    #expect(playback.drain() == 0)
    #expect(device.format.bytes(of: card.played) == frames)
  }

  @Test func refusesWhatTheDeviceCannot() throws {
    var device = VirtualDevice()
    device.rates = [44_100, 96_000]
    let card = try VirtualSoundCard(device)
    var handle: OpaquePointer?
    #expect(snd_pcm_open(&handle, card.name, SND_PCM_STREAM_CAPTURE, 0) == 0)
    defer { snd_pcm_close(handle) }
    var params: OpaquePointer?
    snd_pcm_hw_params_malloc(&params)
    defer { snd_pcm_hw_params_free(params) }
    #expect(snd_pcm_hw_params_any(handle, params) >= 0)
    #expect(snd_pcm_hw_params_test_rate(handle, params, 48_000, 0) < 0)
    #expect(snd_pcm_hw_params_test_rate(handle, params, 96_000, 0) == 0)
    #expect(snd_pcm_hw_params_test_channels(handle, params, 3) < 0)
    #expect(snd_pcm_hw_params_test_format(handle, params, SND_PCM_FORMAT_S16_LE) < 0)
    #expect(snd_pcm_hw_params_test_format(handle, params, SND_PCM_FORMAT_S32_LE) == 0)
  }
}

/// Full-scale noise, interleaved.
func noise(frames: Int, channels: Int, seed: Int) -> RawSignal {
  .float(SeededNoise.uniform(seed: UInt64(seed), count: frames * channels))
}

extension VirtualDevice {
  /// The bytes of these frames of the endlessly repeated input.
  func frames(_ range: Range<Int>) -> [UInt8] {
    guard let input else { return [] }
    let bytes = format.bytes(of: input)
    let size = format.byteCount * channels
    return range.flatMap { frame -> ArraySlice<UInt8> in
      let start = frame % (bytes.count / size) * size
      return bytes[start..<start + size]
    }
  }
}
