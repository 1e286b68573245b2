import CALSA
import EMGUnits
import Glibc
import TestSupport

/// A virtual sound card as a program sees it: every call returns what libasound returned.
final class OpenDevice {
  struct Failure: Error, Equatable {
    let code: Int32
  }

  let card: VirtualSoundCard
  private let handle: OpaquePointer
  private let stream: snd_pcm_stream_t

  /// Opens without blocking and configures: a period, and a buffer of half a second on the wall, so that a busy machine
  /// loses nothing, or four periods.
  init(_ card: VirtualSoundCard, _ stream: snd_pcm_stream_t = SND_PCM_STREAM_CAPTURE, periodFrames: UInt = 240) throws {
    var opened: OpaquePointer?
    try Self.check(snd_pcm_open(&opened, card.name, stream, SND_PCM_NONBLOCK))
    guard let opened else { throw Failure(code: 0) }
    self.card = card
    self.stream = stream
    handle = opened
    try configure(periodFrames: periodFrames, rate: UInt32(card.device.rates[0]))
  }

  deinit { snd_pcm_close(handle) }

  private func configure(periodFrames: UInt, rate: UInt32) throws {
    var params: OpaquePointer?
    try Self.check(snd_pcm_hw_params_malloc(&params))
    defer { snd_pcm_hw_params_free(params) }
    try Self.check(snd_pcm_hw_params_any(handle, params))
    try Self.check(snd_pcm_hw_params_set_access(handle, params, SND_PCM_ACCESS_RW_INTERLEAVED))
    try Self.check(snd_pcm_hw_params_set_format(handle, params, snd_pcm_format_value(card.device.format.rawValue)))
    try Self.check(snd_pcm_hw_params_set_channels(handle, params, UInt32(card.device.channels)))
    try Self.check(snd_pcm_hw_params_set_rate(handle, params, rate, 0))
    try Self.check(snd_pcm_hw_params_set_period_size(handle, params, periodFrames, 0))
    let buffer = max(UInt(Double(rate) / 2 * card.device.speed), periodFrames * 4)
    try Self.check(snd_pcm_hw_params_set_buffer_size(handle, params, buffer))
    try Self.check(snd_pcm_hw_params(handle, params))
  }

  private static func check(_ result: Int32) throws { if result < 0 { throw Failure(code: result) } }

  var frameBytes: Int { card.device.format.byteCount * card.device.channels }
  var available: Int { snd_pcm_avail(handle) }
  func start() -> Int32 { snd_pcm_start(handle) }
  func prepare() -> Int32 { snd_pcm_prepare(handle) }
  func resume() -> Int32 { snd_pcm_resume(handle) }
  func drain() -> Int32 {
    snd_pcm_nonblock(handle, 0)
    return snd_pcm_drain(handle)
  }

  /// 1 when there is something to do, 0 when there was nothing for so long, or an error.
  func wait(milliseconds: Int32) -> Int32 { snd_pcm_wait(handle, milliseconds) }

  /// Reads up to `frames` frames; bytes, or what went wrong. Nothing there is no bytes.
  func read(_ frames: Int) -> Result<[UInt8], Failure> {
    var bytes = [UInt8](repeating: 0, count: frames * frameBytes)
    let count = bytes.withUnsafeMutableBytes { snd_pcm_readi(handle, $0.baseAddress, UInt(frames)) }
    if count == -Int(EAGAIN) { return .success([]) }
    if count < 0 { return .failure(Failure(code: Int32(count))) }
    return .success(Array(bytes.prefix(count * frameBytes)))
  }

  /// Waits for `frames` frames and reads them; throws at the first error.
  func capture(_ frames: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < frames * frameBytes {
      try Self.check(wait(milliseconds: 5000))
      bytes += try read(frames - bytes.count / frameBytes).get()
    }
    return bytes
  }

  /// Reads until something goes wrong, and tells what, with the frames before it.
  func captureUntilFailure() -> (frames: Int, code: Int32) {
    var count = 0
    while true {
      let woken = wait(milliseconds: 5000)
      switch read(240) {
      case .success(let bytes): count += bytes.count / frameBytes
      case .failure(let failure): return (count, failure.code)
      }
      if woken == 0 { return (count, 0) }
    }
  }

  /// Writes as many frames as fit; their count or an error.
  func write(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes { snd_pcm_writei(handle, $0.baseAddress, UInt($0.count / frameBytes)) }
  }
}
