import EMGUnits

/// Turns cues into audio, on the playback thread.
///
/// Output: mono, 1 is full scale, never above `CueSound.peakAmplitude` (−6 dBFS), exactly 0 where no cue sounds.
/// Latency: none; the first sample of a cue is on the frame asked for. The samples do not depend on how the output is
/// cut into blocks. `init` renders every cue; after it nothing allocates, locks or fails.
///
/// No click: from one sample to the next the output moves by no more than the fastest of its partials do, plus
/// π ⁄ (2 × ramp frames), the slope of a ramp between two cues at opposite peaks.
public struct ToneRenderer: ~Copyable {
  /// The lowest output rate. Below it the cues would not fit under half the sample rate, and a cue lowered to fit would
  /// no longer be the sound that the runner has learned.
  public static let lowestSampleRate: Hertz = 8000
  /// The highest output rate that sound cards offer.
  public static let highestSampleRate: Hertz = 768_000

  /// The output rate.
  public let sampleRate: Hertz

  private let waveforms: CueWaveforms
  /// The downward half of a cross-fade, from 1 to 0.
  private let fade: SampleBuffer
  /// What is left of the cues that were cut short, already faded; `tailPosition` is the next frame of it.
  private let tail: SampleBuffer
  private var tailPosition: Int
  private var voice = Voice.idle
  private var waiting = Waiting.none

  private enum Voice {
    case idle
    /// `position` is the next frame of the cue.
    case sounding(CueKind, position: Int)
  }

  private enum Waiting {
    case none
    /// `frames` of output come before the cue.
    case cue(CueKind, frames: Int)
  }

  /// Renders every cue for an output rate.
  ///
  /// - Throws: `ConfigurationError` unless the rate is between 8 and 768 kHz.
  public init(sampleRate: Hertz) throws(ConfigurationError) {
    guard (Self.lowestSampleRate.value...Self.highestSampleRate.value).contains(sampleRate.value) else {
      throw ConfigurationError(
        "Tones need an output rate between \(Self.lowestSampleRate) and \(Self.highestSampleRate), not \(sampleRate). "
          + "Choose another rate or output device.")
    }
    self.sampleRate = sampleRate
    waveforms = CueWaveforms(sampleRate: sampleRate)
    let ramp = Int(bounded: (CueSound.rampSeconds * sampleRate.value).rounded())
    fade = SampleBuffer(count: ramp)
    for n in 0..<ramp { fade.samples[n] = Float(1 - raisedCosine(frame: n, of: ramp)) }
    tail = SampleBuffer(count: ramp)
    tailPosition = ramp
  }

  /// How many frames a cue lasts when nothing cuts it short: from its first sample that is not zero to its last.
  @_noLocks
  public func frameCount(of kind: CueKind) -> Int { waveforms.samples(of: kind).count }

  /// The cue that sounds in the next frame, if any; one that still waits or fades out does not count.
  public var sounding: CueKind? {
    @_noLocks get {
      if case .sounding(let kind, _) = voice { kind } else { nil }
    }
  }

  /// Lets a cue begin `frames` into the output that follows; a negative offset, a cue that comes too late, means now.
  ///
  /// Fault goes before silent, silent before below and weak, then recovered, reward, heartbeat. A cue that would begin while one of higher
  /// priority still sounds is dropped; one of the same or a lower priority is cross-faded into the new one. One cue can
  /// wait for its frame: of two the higher priority stays, of two equal ones the later call.
  ///
  /// - Returns: whether the cue was accepted.
  @_noLocks
  @discardableResult
  public mutating func start(_ kind: CueKind, atOffset frames: Int) -> Bool {
    let frames = max(0, frames)
    if case .sounding(let other, let position) = voice, other.priority > kind.priority,
      frameCount(of: other) - position > frames
    {
      return false
    }
    if case .cue(let other, _) = waiting, other.priority > kind.priority { return false }
    waiting = .cue(kind, frames: frames)
    return true
  }

  /// Overwrites a block with the next frames of the output.
  @_noLocks
  public mutating func render(into block: UnsafeMutableBufferPointer<Float>) {
    var done = 0
    if case .cue(let kind, let frames) = waiting {
      done = min(frames, block.count)
      renderVoice(into: block, from: 0, to: done)
      if frames < block.count {
        begin(kind)
        waiting = .none
      } else {
        waiting = .cue(kind, frames: frames - done)
      }
    }
    renderVoice(into: block, from: done, to: block.count)
  }

  /// Makes `kind` the voice; whatever sounds now moves into the tail, faded out.
  @_noLocks
  private mutating func begin(_ kind: CueKind) {
    if sounding != nil || tailPosition < tail.samples.count {
      // In place: each frame is read at or after the position it is written to.
      renderVoice(into: tail.samples, from: 0, to: tail.samples.count)
      for n in 0..<tail.samples.count { tail.samples[n] *= fade.samples[n] }
      tailPosition = 0
    }
    voice = .sounding(kind, position: 0)
  }

  /// Writes voice and tail to `block[first..<end]` and moves both on.
  @_noLocks
  private mutating func renderVoice(into block: UnsafeMutableBufferPointer<Float>, from first: Int, to end: Int) {
    let tailCount = min(end - first, tail.samples.count - tailPosition)
    for n in 0..<tailCount { block[first + n] = tail.samples[tailPosition + n] }
    for n in first + tailCount..<end { block[n] = 0 }
    tailPosition += tailCount
    guard case .sounding(let kind, let position) = voice else { return }
    let samples = waveforms.samples(of: kind)
    let count = min(end - first, samples.count - position)
    for n in 0..<count { block[first + n] += samples[position + n] }
    voice = position + count == samples.count ? .idle : .sounding(kind, position: position + count)
  }
}

extension CueKind {
  /// Which cue wins when two want to sound: the higher number.
  fileprivate var priority: Int {
    switch self {
    case .fault: 6
    case .silent: 5
    case .below: 4
    case .weak: 3
    case .recovered: 2
    case .reward: 1
    case .heartbeat: 0
    }
  }
}
