import EMGUnits
import RealtimeSupport

/// What the runner hears, as interleaved frames: mono with one leg, stereo with two.
///
/// With two legs a leg's cues and its pitch come from its side, left or right, and the other side is silent; what belongs
/// to no leg comes from both. Both sides can sound at once. Output: 1 is full scale, never above 0.58 (−4.7 dBFS: a cue at
/// its loudest and the pitch), exactly 0 where nothing sounds. It does not depend on how it is cut into blocks; after
/// `init` nothing allocates, locks or fails.
public struct LegTones: ~Copyable {
  private let cues: FixedArray<ToneRenderer>
  private let pitches: FixedArray<PitchTone>
  /// One side of a block, before it is interleaved.
  private let side: SampleBuffer
  private static let blockFrames = 1024

  /// Renders every cue for an output rate.
  ///
  /// - Throws: `ConfigurationError` unless the rate is between 8 and 768 kHz.
  public init(sampleRate: Hertz, legCount: Int) throws(ConfigurationError) {
    let sides = legCount > 1 ? 2 : 1
    cues = try FixedArray(count: sides) { (_) throws(ConfigurationError) in try ToneRenderer(sampleRate: sampleRate) }
    pitches = FixedArray(count: sides) { _ in PitchTone(sampleRate: sampleRate) }
    side = SampleBuffer(count: Self.blockFrames)
  }

  /// Samples in a frame.
  public var channelCount: Int {
    @_noLocks get { cues.count }
  }

  /// Lets a leg's cue begin with the next frame, with the priorities of `ToneRenderer.start`.
  ///
  /// - Returns: whether it was accepted, on both sides if it belongs to no leg.
  @_noLocks
  @discardableResult
  public mutating func start(_ kind: CueKind, leg: Side?) -> Bool {
    var isAccepted = true
    var index = 0
    while index < cues.count {
      if isHeard(leg, at: index) {
        isAccepted = cues[index].start(kind, atOffset: 0) && isAccepted
      }
      index += 1
    }
    return isAccepted
  }

  /// Lets a leg's pitch follow a share from the next frame on; nil is silence.
  @_noLocks
  public mutating func follow(share: Float?, leg: Side?) {
    var index = 0
    while index < cues.count {
      if isHeard(leg, at: index) { pitches[index].follow(share: share) }
      index += 1
    }
  }

  /// Overwrites a block of whole frames with the next ones.
  @_noLocks
  public mutating func render(into block: UnsafeMutableBufferPointer<Float>) {
    let channels = cues.count
    let frames = block.count / channels
    var done = 0
    while done < frames {
      let count = min(frames - done, side.samples.count)
      let part = UnsafeMutableBufferPointer(rebasing: side.samples[0..<count])
      var index = 0
      while index < channels {
        cues[index].render(into: part)
        pitches[index].add(to: part)
        for n in 0..<count { block[(done + n) * channels + index] = part[n] }
        index += 1
      }
      done += count
    }
  }

  /// Left is the first channel. With one leg everything comes from its only one.
  @_noLocks
  private func isHeard(_ leg: Side?, at index: Int) -> Bool {
    guard cues.count > 1, let leg else { return true }
    return index == (leg == .left ? 0 : 1)
  }
}
