import EMGUnits
import Glibc

/// Every cue rendered once, for one output rate, so that the audio thread only copies. About 0.4 MB at 48 kHz.
struct CueWaveforms: ~Copyable {
  private let silent: SampleBuffer
  private let weak: SampleBuffer
  private let recovered: SampleBuffer
  private let fault: SampleBuffer
  private let reward: SampleBuffer
  private let below: SampleBuffer
  private let heartbeat: SampleBuffer

  init(sampleRate: Hertz) {
    silent = CueSound(.silent).samples(at: sampleRate)
    weak = CueSound(.weak).samples(at: sampleRate)
    recovered = CueSound(.recovered).samples(at: sampleRate)
    fault = CueSound(.fault).samples(at: sampleRate)
    reward = CueSound(.reward).samples(at: sampleRate)
    below = CueSound(.below).samples(at: sampleRate)
    heartbeat = CueSound(.heartbeat).samples(at: sampleRate)
  }

  /// The samples of one kind; valid as long as the waveforms live.
  @_noLocks
  func samples(of kind: CueKind) -> UnsafeBufferPointer<Float> {
    switch kind {
    case .silent: UnsafeBufferPointer(silent.samples)
    case .weak: UnsafeBufferPointer(weak.samples)
    case .recovered: UnsafeBufferPointer(recovered.samples)
    case .fault: UnsafeBufferPointer(fault.samples)
    case .reward: UnsafeBufferPointer(reward.samples)
    case .below: UnsafeBufferPointer(below.samples)
    case .heartbeat: UnsafeBufferPointer(heartbeat.samples)
    }
  }
}

extension CueSound {
  /// The whole cue, mono.
  func samples(at sampleRate: Hertz) -> SampleBuffer { pulses.samples(at: sampleRate) }
}

extension [Pulse] {
  /// All pulses with the gaps between them, mono. Pulses and gaps are each rounded to whole frames.
  func samples(at sampleRate: Hertz) -> SampleBuffer {
    let frames = { (seconds: Double) in Int(bounded: (seconds * sampleRate.value).rounded()) }
    let gap = frames(CueSound.gapSeconds)
    let total = reduce(gap * (count - 1)) { $0 + frames($1.durationSeconds) }
    let buffer = SampleBuffer(count: total)
    let ramp = frames(CueSound.rampSeconds)
    var start = 0
    for pulse in self {
      let length = frames(pulse.durationSeconds)
      for n in 0..<length {
        let envelope = raisedCosine(frame: Swift.min(n, length - 1 - n), of: ramp)
        buffer.samples[start + n] = Float(envelope * pulse.value(atFrame: n, sampleRate))
      }
      start += length + gap
    }
    return buffer
  }
}

extension Pulse {
  /// The sum of the partials without the ramps. All start in phase, half a frame before the first sample, so that this
  /// sample is already not zero and the cue starts on the very frame that was asked for.
  fileprivate func value(atFrame n: Int, _ sampleRate: Hertz) -> Double {
    let seconds = (Double(n) + 0.5) / sampleRate.value
    return partials.reduce(0) { $0 + $1.amplitude * sin(2 * .pi * $1.frequency.value * seconds) }
  }
}

/// A rise from 0 to 1 over `length` frames without a corner at either end; 1 from there on.
/// `1 - raisedCosine(n)` is the same curve downwards: the two add up to 1 in a cross-fade.
func raisedCosine(frame n: Int, of length: Int) -> Double {
  n >= length ? 1 : 0.5 - 0.5 * cos(.pi * (Double(n) + 0.5) / Double(length))
}

/// A fixed run of samples with one owner: allocated once, all zero, freed with its owner.
struct SampleBuffer: ~Copyable {
  /// Valid as long as the buffer lives.
  let samples: UnsafeMutableBufferPointer<Float>

  init(count: Int) {
    samples = .allocate(capacity: count)
    samples.initialize(repeating: 0)
  }

  /// The samples as values that outlive the buffer.
  var copied: [Float] { [Float](samples) }

  deinit { samples.deallocate() }
}
