import EMGUnits
import SoundCard
import TestSupport
import Testing

/// What is demanded is met exactly or refused with the device's own ranges; what is free is chosen to fit.
@Suite struct StreamNegotiationTests {
  private func format(
    _ card: VirtualSoundCard, _ direction: Direction = .capture, _ adjust: (inout StreamRequest) -> Void = { _ in }
  ) throws -> StreamFormat {
    var request = StreamRequest()
    adjust(&request)
    defer { withExtendedLifetime(card) {} }
    return try PCMStream(card.name, direction, request).format
  }

  @Test(arguments: DeviceFormat.allCases, [1, 2, 8])
  func aCardWithOneFormatIsTakenAsItIs(device format: DeviceFormat, channels: Int) throws {
    for rate in [8000, 44_100, 48_000, 96_000, 192_000] {
      var device = VirtualDevice()
      device.format = format
      device.channels = channels
      device.rates = [rate]
      let found = try self.format(VirtualSoundCard(device))
      #expect(found.rate == rate && found.channels == channels && found.format == SampleFormat(format))
      #expect(found.periodFrames == Int((0.005 * Double(rate)).rounded()))
      // half a second in whole periods
      #expect(abs(found.bufferFrames - rate / 2) < found.periodFrames)
    }
  }

  @Test func wholeNumbersWithTheMostBitsArePreferred() throws {
    var device = VirtualDevice()
    device.format = .float
    for (further, chosen) in [
      ([.s16, .s24Packed, .s24, .s32], .s32), ([.s16, .s24Packed, .s24], .s24), ([.s16, .s24Packed], .s24packed),
      ([.s16], .s16), ([], .float),
    ] as [([DeviceFormat], SampleFormat)] {
      device.furtherFormats = further
      #expect(try format(VirtualSoundCard(device)).format == chosen)
    }
  }

  @Test(arguments: [
    ([8000, 44_100, 48_000, 96_000], 48_000), ([192_000, 96_000, 44_100], 44_100), ([192_000, 96_000, 8000], 96_000),
    ([22_050, 16_000, 32_000], 32_000), ([1000], 1000), ([50_000, 700], 50_000),
  ])
  func theUsualRateIsPreferred(rates: [Int], chosen: Int) throws {
    var device = VirtualDevice()
    device.rates = rates
    #expect(try format(VirtualSoundCard(device)).rate == chosen)
  }

  @Test(arguments: [(1, 2), (2, 2), (3, 8), (8, 8)])
  func asFewChannelsAsNeededAndRatherTwo(least: Int, chosen: Int) throws {
    var device = VirtualDevice()
    device.channels = 8
    device.furtherChannels = [1, 2]
    #expect(try format(VirtualSoundCard(device)) { $0.leastChannels = least }.channels == chosen)
  }

  @Test func aPlaybackBufferIsShort() throws {
    let found = try format(VirtualSoundCard(VirtualDevice()), .playback)
    #expect(found.periodFrames == 240 && found.bufferFrames == 960)
    #expect("\(found)" == "48000 Hz, 2 channels, 32-bit integer, period 5 ms, buffer 20 ms")
  }

  @Test func demandsAreMet() throws {
    var device = VirtualDevice()
    device.rates = [44_100, 48_000, 96_000]
    device.furtherFormats = [.s16]
    device.furtherChannels = [1, 4]
    let found = try format(VirtualSoundCard(device)) {
      ($0.rate, $0.channels, $0.format, $0.periodSeconds, $0.bufferSeconds) = (96_000, 4, .s16, 0.0025, 0.05)
    }
    #expect(found.rate == 96_000 && found.channels == 4 && found.format == .s16)
    #expect(found.periodFrames == 240 && found.bufferFrames == 4800)
  }

  /// A demand, and what the refusal says of it.
  struct Demand: Sendable, CustomTestStringConvertible {
    let request: StreamRequest
    let wish: String
    let offers: String
    var testDescription: String { wish }

    init(_ wish: String, _ offers: String, _ adjust: (inout StreamRequest) -> Void) {
      var request = StreamRequest()
      adjust(&request)
      self.request = request
      self.wish = wish
      self.offers = offers
    }
  }

  private static let demands = [
    Demand("at 44100 Hz", "48000 Hz") { $0.rate = 44_100 },
    Demand("at 48000.5 Hz", "48000 Hz") { $0.rate = 48_000.5 },
    Demand("4 channels", "2 channels") { $0.channels = 4 },
    Demand("1 channel", "2 channels") { $0.channels = 1 },
    Demand("3 channels or more, up to 16", "2 channels") { $0.leastChannels = 3 },
    Demand("FLOAT samples", "S32") { $0.format = .float },
    Demand(
      "in periods of 4000 ms (192000 frames)",
      "0.08 ms (4 frames) to 2730.67 ms (131072 frames), the nearest being 2730.67 ms (131072 frames)"
    ) { $0.periodSeconds = 4 },
    Demand(
      "with a buffer of 200000 ms (9600000 frames)",
      "10 ms (480 frames) to 174760 ms (8388480 frames), the nearest being 174760 ms (8388480 frames)"
    ) { $0.bufferSeconds = 200 },
  ]

  @Test(arguments: demands)
  func whatTheDeviceCannotIsRefused(demand: Demand) throws {
    let card = try VirtualSoundCard(VirtualDevice())
    defer { withExtendedLifetime(card) {} }
    for (direction, verb) in [(Direction.capture, "capture"), (.playback, "play")] {
      let error = #expect(throws: SoundCardError.self) { _ = try PCMStream(card.name, direction, demand.request) }
      #expect(error?.description == "alsa:\(card.name) cannot \(verb) \(demand.wish); it offers \(demand.offers).")
    }
  }

  @Test func severalRatesAreListed() throws {
    var device = VirtualDevice()
    device.rates = [44_100, 48_000]
    let card = try VirtualSoundCard(device)
    let error = #expect(throws: SoundCardError.self) { try format(card) { $0.rate = 96_000 } }
    #expect(
      error?.description == "alsa:\(card.name) cannot capture at 96000 Hz; it offers 44100, 48000 Hz.")
  }

  @Test func aRateBeyondAllUseIsRefused() throws {
    var device = VirtualDevice()
    device.rates = [400_000]
    let card = try VirtualSoundCard(device)
    let error = #expect(throws: SoundCardError.self) { try format(card) }
    #expect(
      error?.description == "alsa:\(card.name) cannot capture at 500 Hz to 192 kHz; it offers 400000 Hz.")
  }
}

extension SampleFormat {
  init(_ format: DeviceFormat) {
    switch format {
    case .s16: self = .s16
    case .s24: self = .s24
    case .s24Packed: self = .s24packed
    case .s32: self = .s32
    case .float: self = .float
    }
  }
}
