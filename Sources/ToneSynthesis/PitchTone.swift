import EMGUnits
import RealtimeSupport

/// A soft continuous tone whose pitch is the glute's share of the latest decided stride: higher is more glute.
///
/// Output: mono, 1 is full scale, never above `amplitude`, exactly 0 while no stride is known. From 1189 Hz (share 0)
/// over 2000 Hz (0.5, as in the reference) to 3364 Hz (1): a tenth of share is 1.8 semitones. That stays with room for
/// the glide inside 1–4 kHz, where breathing, footfall and traffic leave room, and below half the lowest output rate.
/// A new share is reached within `glideSeconds`, evenly in semitones, with the phase running on; the level rises and falls
/// over `fadeSeconds`. Without a new share for `holdSeconds` it falls silent. What comes out does not depend on how the
/// output is cut into blocks; after `init` nothing allocates, locks or fails.
public struct PitchTone: Sendable, BitwiseCopyable {
  /// The pitch of a share of one half.
  static let centre: Hertz = 2000
  /// From share 0 to share 1.
  static let octaves = 1.5
  /// −22 dBFS, 14 dB below the loudest cue: it goes on all the time, and a fault must be heard over it.
  public static let amplitude = 0.08
  /// From one pitch to the next: a quarter of the time between a decision and push-off, slow enough not to chirp.
  public static let glideSeconds = 0.08
  /// From silence to full level and back.
  public static let fadeSeconds = 0.05
  /// The longest stride lasts 1.5 s and may be decided half a stride later than the one before.
  public static let holdSeconds = 2.25

  private let sampleRate: Double
  private let amplitude: Double
  private let glideFrames: Int
  private let fadeFrames: Int
  private let holdFrames: Int
  private let octaves: Double
  private let centre: Double
  private var phase = 0.0
  private var frequency: Double
  private var target: Double
  private var ratio = 1.0
  private var glideLeft = 0
  /// Frames of the fade done: 0 is silence, `fadeFrames` the full level.
  private var level = 0
  /// Frames until it falls silent.
  private var holdLeft = 0

  /// Starts in silence. The rate is one that `ToneRenderer` takes.
  public init(sampleRate: Hertz) {
    self.sampleRate = sampleRate.value
    amplitude = Self.amplitude
    let frames = { (seconds: Double) in Int(bounded: (seconds * sampleRate.value).rounded()) }
    glideFrames = frames(Self.glideSeconds)
    fadeFrames = frames(Self.fadeSeconds)
    holdFrames = frames(Self.holdSeconds)
    octaves = Self.octaves
    centre = Self.centre.value
    frequency = Self.centre.value
    target = Self.centre.value
  }

  /// The pitch of a share, 0…1.
  public static func pitch(ofShare share: Float) -> Hertz {
    Hertz(PitchTone(sampleRate: ToneRenderer.lowestSampleRate).frequency(of: share))
  }

  /// Goes to the pitch of a share from the next frame on; nil, or what is not within 0…1, is silence.
  @_noLocks
  public mutating func follow(share: Float?) {
    guard let share, share >= 0, share <= 1 else {
      holdLeft = 0
      return
    }
    holdLeft = holdFrames
    target = frequency(of: share)
    if level == 0 {
      frequency = target
      glideLeft = 0
    } else {
      ratio = Double(realtimeExp(realtimeLog(Float(target / frequency)) / Float(glideFrames)))
      glideLeft = glideFrames
    }
  }

  /// Adds the next frames to a block.
  @_noLocks
  public mutating func add(to block: UnsafeMutableBufferPointer<Float>) {
    for n in 0..<block.count { block[n] += nextSample() }
  }

  @_noLocks
  private func frequency(of share: Float) -> Double {
    let natural = Float(octaves) * (share - 0.5) * 0.693_147_18
    return centre * Double(realtimeExp(natural))
  }

  @_noLocks
  private mutating func nextSample() -> Float {
    if holdLeft > 0 {
      holdLeft -= 1
      level = min(level + 1, fadeFrames)
    } else {
      level = max(level - 1, 0)
    }
    guard level > 0 else {
      phase = 0
      return 0
    }
    if glideLeft > 0 {
      glideLeft -= 1
      frequency = glideLeft == 0 ? target : frequency * ratio
    }
    phase += frequency / sampleRate
    if phase >= 1 { phase -= 1 }
    let fade = level == fadeFrames ? 1 : 0.5 - 0.5 * realtimeCos(.pi * Double(level) / Double(fadeFrames))
    return Float(amplitude * fade * realtimeSin(2 * .pi * phase))
  }
}
