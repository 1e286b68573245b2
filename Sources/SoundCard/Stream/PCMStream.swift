import CALSA
import Glibc

/// An open, configured stream of a sound card. Never blocks: reading and writing take what there is.
///
/// Closed with its owner. Opening, starting and stopping are for ordinary moments; what is marked real-time neither
/// allocates nor locks on our side (what a plugin of the library does is its own affair).
public struct PCMStream: ~Copyable {
  /// As the user named it.
  public let device: String
  /// In or out.
  public let direction: Direction
  /// What the device was set to.
  public let format: StreamFormat
  /// The card behind it, when it is one.
  public let card: CardIdentity?
  private let pcm: OpaquePointer
  private let descriptors: UnsafeMutableBufferPointer<pollfd>

  /// Opens a device and sets it.
  ///
  /// - Parameters:
  ///   - opened: the name handed to the library, when it is not `device` itself: the same card under another number.
  /// - Throws: `SoundCardError`.
  public init(
    _ device: String, opened: String? = nil, _ direction: Direction, _ request: StreamRequest = StreamRequest()
  ) throws(SoundCardError) {
    glutecue_quieten_alsa()
    // the library reads its configuration once; a card that came since must be in it
    snd_config_update()
    var handle: OpaquePointer?
    let code = snd_pcm_open(&handle, opened ?? device, direction.stream, Int32(SND_PCM_NONBLOCK))
    guard code >= 0, let handle else { throw SoundCardError(device, direction, "snd_pcm_open", code) }
    do throws(SoundCardError) {
      let format = try StreamNegotiation(device: device, direction: direction, request: request, pcm: handle).install()
      try SoftwareParameters.install(handle, device: device, direction, format)
      self.format = format
    } catch {
      snd_pcm_close(handle)
      throw error
    }
    card = CardIdentity(of: handle)
    pcm = handle
    self.device = device
    self.direction = direction
    descriptors = .allocate(capacity: Int(max(1, snd_pcm_poll_descriptors_count(handle))))
    descriptors.initialize(repeating: pollfd())
    snd_pcm_poll_descriptors(handle, descriptors.baseAddress, UInt32(descriptors.count))
  }

  deinit {
    snd_pcm_close(pcm)
    descriptors.deallocate()
  }

  /// Makes the stream ready for `start`, also after an xrun, a suspend, or while running; what is in its buffer is lost.
  public func prepare() throws(SoundCardError) {
    snd_pcm_drop(pcm)
    try check("snd_pcm_prepare", snd_pcm_prepare(pcm))
  }

  /// Sets it running.
  public func start() throws(SoundCardError) {
    if snd_pcm_state(pcm) == SND_PCM_STATE_RUNNING { return }
    try check("snd_pcm_start", snd_pcm_start(pcm))
  }

  /// Stops at once.
  public func stop() { snd_pcm_drop(pcm) }

  /// When the stream was started, in nanoseconds of the monotonic clock; nil when the device does not tell.
  public var startedAt: Int? {
    var status: OpaquePointer?
    guard snd_pcm_status_malloc(&status) == 0, let status else { return nil }
    defer { snd_pcm_status_free(status) }
    guard snd_pcm_status(pcm, status) == 0 else { return nil }
    var time = snd_htimestamp_t()
    snd_pcm_status_get_trigger_htstamp(status, &time)
    let nanoseconds = time.tv_sec * 1_000_000_000 + time.tv_nsec
    return nanoseconds > 0 ? nanoseconds : nil
  }

  private func check(_ call: String, _ code: Int32) throws(SoundCardError) {
    guard code < 0 else { return }
    throw [-ENODEV, -EIO, -ECONNREFUSED].contains(code) || snd_pcm_state(pcm) == SND_PCM_STATE_DISCONNECTED
      ? .gone(device: device) : SoundCardError(device, direction, call, code)
  }

  /// Waits for a period, once. Real-time. 1: there is one; 0: the time is over, or the device woke us for nothing; below 0:
  /// ALSA's error code.
  ///
  /// Not `snd_pcm_wait`: that begins its time anew after each waking for nothing, and a device that stands still and keeps
  /// waking holds it for ever.
  @_noLocks
  public func wait(milliseconds: Int32) -> Int32 { pcmWait(pcm, descriptors, milliseconds) }

  /// Frames that can be read or written now. Real-time. Below 0: ALSA's error code.
  @_noLocks
  public func available() -> Int { pcmAvailable(pcm) }

  /// Frames between the program and the plug: written and not yet heard, or captured and not yet read. Real-time.
  @_noLocks
  public func delay() -> Int { pcmDelay(pcm) }

  /// Reads up to `frames`; returns how many, or ALSA's error code. Real-time.
  @_noLocks
  public func read(into bytes: UnsafeMutableRawPointer, frames: Int) -> Int { pcmRead(pcm, bytes, frames) }

  /// Writes up to `frames`; returns how many, or ALSA's error code. Real-time.
  @_noLocks
  public func write(_ bytes: UnsafeRawPointer, frames: Int) -> Int { pcmWrite(pcm, bytes, frames) }
}

// Calls into libasound cannot be checked for locks by the compiler. On a device of the kernel these are system calls
// without allocation; a plugin such as that of a sound server may do both.

@_semantics("no_performance_analysis") @inline(never)
private func pcmWait(
  _ pcm: OpaquePointer, _ descriptors: UnsafeMutableBufferPointer<pollfd>, _ milliseconds: Int32
) -> Int32 {
  let count = poll(descriptors.baseAddress, nfds_t(descriptors.count), milliseconds)
  if count <= 0 { return count == 0 || errno == EINTR ? 0 : -errno }
  var events: UInt16 = 0
  let code = snd_pcm_poll_descriptors_revents(pcm, descriptors.baseAddress, UInt32(descriptors.count), &events)
  if code < 0 { return code }
  if Int32(events) & (POLLERR | POLLHUP | POLLNVAL) != 0 { return stateError(pcm) }
  return Int32(events) & (POLLIN | POLLOUT) != 0 ? 1 : 0
}

/// The error behind a stream that reports one without saying which.
private func stateError(_ pcm: OpaquePointer) -> Int32 {
  switch snd_pcm_state(pcm) {
  case SND_PCM_STATE_XRUN: -EPIPE
  case SND_PCM_STATE_SUSPENDED: -ESTRPIPE
  case SND_PCM_STATE_DISCONNECTED: -ENODEV
  default: -EIO
  }
}

@_semantics("no_performance_analysis") @inline(never)
private func pcmAvailable(_ pcm: OpaquePointer) -> Int { snd_pcm_avail_update(pcm) }

@_semantics("no_performance_analysis") @inline(never)
private func pcmDelay(_ pcm: OpaquePointer) -> Int {
  var frames: snd_pcm_sframes_t = 0
  return snd_pcm_delay(pcm, &frames) == 0 ? frames : 0
}

@_semantics("no_performance_analysis") @inline(never)
private func pcmRead(_ pcm: OpaquePointer, _ bytes: UnsafeMutableRawPointer, _ frames: Int) -> Int {
  snd_pcm_readi(pcm, bytes, snd_pcm_uframes_t(frames))
}

@_semantics("no_performance_analysis") @inline(never)
private func pcmWrite(_ pcm: OpaquePointer, _ bytes: UnsafeRawPointer, _ frames: Int) -> Int {
  snd_pcm_writei(pcm, bytes, snd_pcm_uframes_t(frames))
}

/// Into the computer or out of it.
public enum Direction: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// From a line input.
  case capture
  /// To headphones.
  case playback

  var stream: snd_pcm_stream_t { self == .capture ? SND_PCM_STREAM_CAPTURE : SND_PCM_STREAM_PLAYBACK }
  var noun: String { self == .capture ? "input" : "output" }
  var verb: String { self == .capture ? "capture" : "play" }
}

/// When a stream wakes us, starts and stops, and which clock its times are of.
enum SoftwareParameters {
  /// Wakes once a period, starts when told, stops at an overrun or underrun, tells times of the monotonic clock.
  static func install(
    _ pcm: OpaquePointer, device: String, _ direction: Direction, _ format: StreamFormat
  ) throws(SoundCardError) {
    var allocated: OpaquePointer?
    guard snd_pcm_sw_params_malloc(&allocated) == 0, let set = allocated else {
      throw .failed(device: device, call: "snd_pcm_sw_params_malloc", code: -12)
    }
    defer { snd_pcm_sw_params_free(set) }
    let buffer = snd_pcm_uframes_t(format.bufferFrames)
    let steps: [(String, Int32)] = [
      ("snd_pcm_sw_params_current", snd_pcm_sw_params_current(pcm, set)),
      (
        "snd_pcm_sw_params_set_avail_min",
        snd_pcm_sw_params_set_avail_min(pcm, set, snd_pcm_uframes_t(format.periodFrames))
      ),
      // more than the buffer can hold: only snd_pcm_start starts it
      ("snd_pcm_sw_params_set_start_threshold", snd_pcm_sw_params_set_start_threshold(pcm, set, 2 * buffer)),
      ("snd_pcm_sw_params_set_stop_threshold", snd_pcm_sw_params_set_stop_threshold(pcm, set, buffer)),
      ("snd_pcm_sw_params_set_tstamp_mode", snd_pcm_sw_params_set_tstamp_mode(pcm, set, SND_PCM_TSTAMP_ENABLE)),
      (
        "snd_pcm_sw_params_set_tstamp_type",
        snd_pcm_sw_params_set_tstamp_type(pcm, set, SND_PCM_TSTAMP_TYPE_MONOTONIC)
      ),
      ("snd_pcm_sw_params", snd_pcm_sw_params(pcm, set)),
    ]
    for (call, code) in steps where code < 0 { throw SoundCardError(device, direction, call, code) }
  }
}

/// Finds a device again that went away: under its own name, or the same card under another number.
public struct StreamReopening: Sendable {
  private let device: String
  private let direction: Direction
  private let request: StreamRequest
  private let card: CardIdentity?

  /// Remembers a stream that is running. It will come back with the same rate, channels and format, or not at all.
  public init(_ stream: borrowing PCMStream) {
    device = stream.device
    direction = stream.direction
    card = stream.card
    var request = StreamRequest()
    let format = stream.format
    request.rate = .init(Double(format.rate))
    request.channels = format.channels
    request.format = format.format
    self.request = request
  }

  /// Tries once.
  public func open() throws(SoundCardError) -> PCMStream {
    guard let card else { return try PCMStream(device, direction, request) }
    guard let name = DeviceName(device) else { return try PCMStream(device, direction, request) }
    guard let now = CardIdentity.all.first(where: { $0.isSame(as: card) }) else {
      throw .missing(device: device, direction)
    }
    return try PCMStream(device, opened: name.on(card: now.number), direction, request)
  }
}
