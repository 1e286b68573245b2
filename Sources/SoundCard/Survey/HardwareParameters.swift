import CALSA
import EMGUnits

/// A set of what a device can still do (`snd_pcm_hw_params_t`); every setting narrows it.
final class HardwareParameters {
  let pointer: OpaquePointer
  private let device: String
  private let direction: Direction
  private let pcm: OpaquePointer

  /// Everything that the device can do without converting rates behind our back.
  init(_ pcm: OpaquePointer, device: String, _ direction: Direction) throws(SoundCardError) {
    var allocated: OpaquePointer?
    guard snd_pcm_hw_params_malloc(&allocated) == 0, let allocated else {
      throw .failed(device: device, call: "snd_pcm_hw_params_malloc", code: -ENOMEM)
    }
    pointer = allocated
    self.pcm = pcm
    self.device = device
    self.direction = direction
    try check("snd_pcm_hw_params_any", snd_pcm_hw_params_any(pcm, pointer))
    try check("snd_pcm_hw_params_set_rate_resample", snd_pcm_hw_params_set_rate_resample(pcm, pointer, 0))
    try check(
      "snd_pcm_hw_params_set_access",
      snd_pcm_hw_params_set_access(pcm, pointer, SND_PCM_ACCESS_RW_INTERLEAVED))
  }

  deinit { snd_pcm_hw_params_free(pointer) }

  /// Throws for a negative return code.
  func check(_ call: String, _ code: Int32) throws(SoundCardError) {
    if code < 0 { throw SoundCardError(device, direction, call, code) }
  }

  /// Channel counts that are possible.
  var channels: ClosedRange<Int> {
    var low: UInt32 = 0
    var high: UInt32 = 0
    snd_pcm_hw_params_get_channels_min(pointer, &low)
    snd_pcm_hw_params_get_channels_max(pointer, &high)
    return Int(low)...max(Int(low), Int(min(high, 1024)))
  }

  /// Sample rates that are possible, in hertz.
  var rates: ClosedRange<Int> {
    var low: UInt32 = 0
    var high: UInt32 = 0
    snd_pcm_hw_params_get_rate_min(pointer, &low, nil)
    snd_pcm_hw_params_get_rate_max(pointer, &high, nil)
    return Int(low)...max(Int(low), Int(min(high, 10_000_000)))
  }

  /// Frames of a period that are possible.
  var periodFrames: ClosedRange<Int> {
    var low: snd_pcm_uframes_t = 0
    var high: snd_pcm_uframes_t = 0
    snd_pcm_hw_params_get_period_size_min(pointer, &low, nil)
    snd_pcm_hw_params_get_period_size_max(pointer, &high, nil)
    return Int(low)...max(Int(low), Int(min(high, 1 << 30)))
  }

  /// Frames of the buffer that are possible.
  var bufferFrames: ClosedRange<Int> {
    var low: snd_pcm_uframes_t = 0
    var high: snd_pcm_uframes_t = 0
    snd_pcm_hw_params_get_buffer_size_min(pointer, &low)
    snd_pcm_hw_params_get_buffer_size_max(pointer, &high)
    return Int(low)...max(Int(low), Int(min(high, 1 << 30)))
  }

  /// Whether a rate is possible as it is.
  func allows(rate: Int) -> Bool { snd_pcm_hw_params_test_rate(pcm, pointer, UInt32(rate), 0) == 0 }

  /// Whether a number of channels is possible.
  func allows(channels: Int) -> Bool { snd_pcm_hw_params_test_channels(pcm, pointer, UInt32(channels)) == 0 }

  /// Whether a sample format is possible.
  func allows(format: SampleFormat) -> Bool { snd_pcm_hw_params_test_format(pcm, pointer, format.code) == 0 }

  /// Sample formats that are possible, of those that are known here.
  var formats: [SampleFormat] { SampleFormat.allCases.filter { allows(format: $0) } }

  /// The rates that sound cards have, of those that are possible.
  var usualRates: [Int] { Self.usualRates.filter { allows(rate: $0) } }

  static let usualRates = [
    8000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000,
  ]
}
