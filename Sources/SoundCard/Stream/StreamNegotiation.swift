import CALSA
import EMGUnits
import Glibc

/// Finds the format of a stream: every demand met exactly, everything else chosen to fit.
struct StreamNegotiation {
  let device: String
  let direction: Direction
  let request: StreamRequest
  let pcm: OpaquePointer

  /// 24 bits and more first, whole numbers before floats.
  private static let preferredFormats: [SampleFormat] = [.s32, .s24, .s24packed, .s16, .float]
  private static let preferredRates = [
    48_000, 44_100, 96_000, 88_200, 192_000, 176_400, 32_000, 24_000, 22_050, 16_000,
  ]
  /// What `RecordingLimits` and the core allow.
  private static let rates = 500...192_000
  private static let mostChannels = 16

  /// Sets the device and tells what it was set to.
  func install() throws(SoundCardError) -> StreamFormat {
    let set = try HardwareParameters(pcm, device: device, direction)
    let channels = try channels(set)
    try set.check(
      "snd_pcm_hw_params_set_channels", snd_pcm_hw_params_set_channels(pcm, set.pointer, UInt32(channels)))
    let format = try format(set)
    try set.check("snd_pcm_hw_params_set_format", snd_pcm_hw_params_set_format(pcm, set.pointer, format.code))
    let rate = try rate(set)
    try set.check("snd_pcm_hw_params_set_rate", snd_pcm_hw_params_set_rate(pcm, set.pointer, UInt32(rate), 0))
    let period = try period(set, rate: rate)
    let buffer = try buffer(set, rate: rate)
    try set.check("snd_pcm_hw_params", snd_pcm_hw_params(pcm, set.pointer))
    return StreamFormat(rate: rate, channels: channels, format: format, periodFrames: period, bufferFrames: buffer)
  }

  private func channels(_ set: HardwareParameters) throws(SoundCardError) -> Int {
    let range = set.channels
    if let wanted = request.channels {
      guard set.allows(channels: wanted) else {
        throw refused(channelWords(wanted...wanted), channelWords(range))
      }
      return wanted
    }
    let least = request.leastChannels
    let choices = Array(max(least, request.preferredChannels)...max(least, Self.mostChannels)) + [least]
    if let count = choices.first(where: { set.allows(channels: $0) }) { return count }
    throw refused(
      "\(least) channels or more, up to \(Self.mostChannels)", channelWords(range))
  }

  private func format(_ set: HardwareParameters) throws(SoundCardError) -> SampleFormat {
    let found = set.formats
    let offers = found.isEmpty ? "none of the formats known here" : found.map(\.rawValue).joined(separator: ", ")
    if let wanted = request.format {
      guard found.contains(wanted) else { throw refused("\(wanted.rawValue) samples", offers) }
      return wanted
    }
    guard let best = Self.preferredFormats.first(where: found.contains) else {
      throw refused(Self.preferredFormats.map(\.rawValue).joined(separator: ", ") + " samples", offers)
    }
    return best
  }

  private func rate(_ set: HardwareParameters) throws(SoundCardError) -> Int {
    if let wanted = request.rate {
      guard let whole = Int(exactly: wanted.value), whole > 0, set.allows(rate: whole) else {
        throw refused("at \(wanted)", rateWords(set))
      }
      return whole
    }
    if let usual = Self.preferredRates.first(where: { set.allows(rate: $0) }) { return usual }
    let range = set.rates.clamped(to: Self.rates)
    var nearest = UInt32(min(max(48_000, range.lowerBound), range.upperBound))
    snd_pcm_hw_params_set_rate_near(pcm, set.pointer, &nearest, nil)
    guard Self.rates.contains(Int(nearest)) else { throw refused("at 500 Hz to 192 kHz", rateWords(set)) }
    return Int(nearest)
  }

  private func period(_ set: HardwareParameters, rate: Int) throws(SoundCardError) -> Int {
    let range = set.periodFrames
    let seconds = request.periodSeconds ?? StreamRequest.usualPeriodSeconds
    var frames = snd_pcm_uframes_t((seconds * Double(rate)).rounded())
    let wanted = Int(frames)
    try set.check(
      "snd_pcm_hw_params_set_period_size_near",
      snd_pcm_hw_params_set_period_size_near(pcm, set.pointer, &frames, nil))
    if request.periodSeconds != nil, abs(Int(frames) - wanted) > 1 {
      throw refused(
        "in periods of \(duration(wanted, rate))",
        "\(durations(range, rate)), the nearest being \(duration(Int(frames), rate))")
    }
    return Int(frames)
  }

  private func buffer(_ set: HardwareParameters, rate: Int) throws(SoundCardError) -> Int {
    let range = set.bufferFrames
    let usual =
      direction == .capture ? StreamRequest.usualCaptureBufferSeconds : StreamRequest.usualPlaybackBufferSeconds
    let seconds = request.bufferSeconds ?? usual
    var frames = snd_pcm_uframes_t((seconds * Double(rate)).rounded())
    let wanted = Int(frames)
    try set.check(
      "snd_pcm_hw_params_set_buffer_size_near",
      snd_pcm_hw_params_set_buffer_size_near(pcm, set.pointer, &frames))
    // buffers are whole numbers of periods, or powers of two
    if request.bufferSeconds != nil, 10 * abs(Int(frames) - wanted) > wanted {
      throw refused(
        "with a buffer of \(duration(wanted, rate))",
        "\(durations(range, rate)), the nearest being \(duration(Int(frames), rate))")
    }
    return Int(frames)
  }

  private func refused(_ wish: String, _ offers: String) -> SoundCardError {
    .unsupported(device: device, direction, wish: wish, offers: offers)
  }

  private func channelWords(_ range: ClosedRange<Int>) -> String {
    range.count == 1
      ? (range.lowerBound == 1 ? "1 channel" : "\(range.lowerBound) channels")
      : "\(range.lowerBound) to \(range.upperBound) channels"
  }

  private func rateWords(_ set: HardwareParameters) -> String {
    let usual = set.usualRates
    let range = set.rates
    if range.count == 1 { return "\(range.lowerBound) Hz" }
    return usual.isEmpty
      ? "\(range.lowerBound) to \(range.upperBound) Hz" : usual.map(String.init).joined(separator: ", ") + " Hz"
  }

  private func durations(_ frames: ClosedRange<Int>, _ rate: Int) -> String {
    "\(duration(frames.lowerBound, rate)) to \(duration(frames.upperBound, rate))"
  }

  /// `5 ms (240 frames)`.
  private func duration(_ frames: Int, _ rate: Int) -> String {
    let hundredths = (100_000 * frames + rate / 2) / rate
    var text = "\(hundredths / 100)"
    if hundredths % 100 != 0 {
      text +=
        hundredths % 10 == 0 ? ".\(hundredths % 100 / 10)" : ".\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
    return "\(text) ms (\(frames) frames)"
  }
}

/// Why a sound card cannot be used. `device` is the name as the user gave it.
public enum SoundCardError: Error, Sendable, Hashable {
  /// No device of that name (ENOENT, ENODEV, ENXIO).
  case missing(device: String, Direction)
  /// Another program holds it (EBUSY); `owner` names it when the system tells.
  case busy(device: String, owner: String?)
  /// EACCES, EPERM: the user is not in the group `audio`.
  case notPermitted(device: String)
  /// A wish that the device cannot meet; `wish` and `offers` are parts of a sentence: `48 kHz`, `44.1 kHz only`.
  case unsupported(device: String, Direction, wish: String, offers: String)
  /// It was there and is gone (ENODEV, EIO, ECONNREFUSED while running).
  case gone(device: String)
  /// A call failed for another reason; `code` is ALSA's, negative.
  case failed(device: String, call: String, code: Int32)

  /// The error of a call that returned `code`.
  init(_ device: String, _ direction: Direction, _ call: String, _ code: Int32) {
    switch -code {
    case ENOENT, ENODEV, ENXIO: self = .missing(device: device, direction)
    case EBUSY, EAGAIN: self = .busy(device: device, owner: DeviceOwner.name(device, direction))
    case EACCES, EPERM: self = .notPermitted(device: device)
    default: self = .failed(device: device, call: call, code: code)
    }
  }
}

extension SoundCardError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .missing(let device, let direction):
      "alsa:\(device): there is no such \(direction.noun) device. `glutecue devices` lists what is there; is the card plugged in?"
    case .busy(let device, let owner):
      "alsa:\(device) is in use by \(owner ?? "another program"). End that program, or choose another device "
        + "(`glutecue devices` lists them)."
    case .notPermitted(let device):
      "alsa:\(device): you have no permission to use it. Add yourself to the group audio "
        + "(sudo usermod -aG audio \"$USER\"), then log in again."
    case .unsupported(let device, let direction, let wish, let offers):
      "alsa:\(device) cannot \(direction.verb) \(wish); it offers \(offers)."
    case .gone(let device):
      "alsa:\(device) is gone: unplugged, or its sound server has ended."
    case .failed(let device, let call, let code):
      "alsa:\(device): \(call) failed, as the system says: \(String(cString: snd_strerror(code)))."
    }
  }
}
