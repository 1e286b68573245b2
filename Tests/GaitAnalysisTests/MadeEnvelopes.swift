import GaitAnalysis
import Glibc
import TestSupport

/// Envelope power of glute and hamstring, as people's patterns give it: what the tracker is fed.
///
/// Amplitudes are 1 at the highest; rest lies at `rest`. Every frame scatters as a 60 ms envelope does.
struct MadeEnvelopes {
  static let frameSeconds = 0.004
  /// −34 dB, as in a good recording.
  static let rest: Float = 0.02

  private(set) var glute: [Float] = []
  private(set) var hamstring: [Float] = []
  /// Initial contacts, in frames; where strides end, the muscles have got ready for one more.
  private(set) var contacts: [Double] = []
  private var end: Double?
  private var noise: SeededNoise
  private var scatter: (glute: Float, hamstring: Float) = (0, 0)

  init(seed: UInt64) { noise = SeededNoise(seed: seed) }

  var count: Int { glute.count }

  /// Neither muscle does anything.
  mutating func stand(seconds: Double) {
    for _ in 0..<Int(seconds / Self.frameSeconds) { append(0, 0) }
  }

  /// Strides that last `seconds` each, each muscle's height scattering by 10 %.
  mutating func move(strides: Int, seconds: Double, gluteHeight: Float = 1) {
    let pattern = CanonicalPattern()
    pattern.draw(periodSeconds: seconds)
    let glutePattern = (0..<StridePhase.count).map { pattern.gluteNear[$0] }
    let hamstringPattern = (0..<StridePhase.count).map { pattern.hamstringNear[$0] }
    move(strides: strides, seconds: seconds) { [glutePattern, hamstringPattern] _, phase in
      (gluteHeight * Self.value(of: glutePattern, at: phase), Self.value(of: hamstringPattern, at: phase))
    }
  }

  /// Strides of any shape: amplitudes of both muscles by stride and by phase, 0 ..< 1 after contact.
  mutating func move(
    strides: Int, seconds: Double, shape: (_ stride: Int, _ phase: Double) -> (glute: Float, hamstring: Float)
  ) {
    let length = seconds / Self.frameSeconds
    let first = end.map { max($0, Double(count)) } ?? Double(count)
    for stride in 0..<strides {
      let contact = first + Double(stride) * length
      contacts.append(contact)
      let heights = (1 + 0.1 * noise.normal(), 1 + 0.1 * noise.normal())
      while Double(count) < contact + length {
        let phase = max(0, (Double(count) - contact) / length)
        let here = shape(stride, phase)
        append(heights.0 * here.glute, heights.1 * here.hamstring)
      }
    }
    end = first + Double(strides) * length
  }

  /// A single burst of both muscles, 0.15 s wide.
  mutating func burst(height: Float = 1) {
    for frame in 0..<75 {
      let distance = (Double(frame) - 37) / 15
      let amplitude = height * Float(exp(-0.5 * distance * distance))
      append(amplitude, amplitude)
    }
  }

  /// As the tracker keeps them.
  func logs(from first: Int = 0) -> EnvelopeLogs {
    var logs = EnvelopeLogs(capacity: count)
    for frame in first..<count { logs.append(glute[frame], hamstring[frame]) }
    return logs
  }

  /// How far frames lie from the made contact nearest to each, in seconds, at most; infinite without frames.
  func worstError(of frames: [Double]) -> Double {
    let places = contacts + [end ?? .infinity]
    let errors = frames.map { frame in places.reduce(.infinity) { min($0, abs($1 - frame)) } }
    return (errors.max() ?? .infinity) * Self.frameSeconds
  }

  private mutating func append(_ gluteAmplitude: Float, _ hamstringAmplitude: Float) {
    // 60 ms hold about 15 frames: neighbours are alike; a variance of 1 comes out
    scatter.glute = 0.93 * scatter.glute + 0.37 * noise.normal()
    scatter.hamstring = 0.93 * scatter.hamstring + 0.37 * noise.normal()
    glute.append(Self.power(gluteAmplitude, scatter.glute))
    hamstring.append(Self.power(hamstringAmplitude, scatter.hamstring))
  }

  /// An envelope over 60 ms of EMG scatters by some 10 % in amplitude.
  private static func power(_ amplitude: Float, _ scatter: Float) -> Float {
    (amplitude * amplitude + rest * rest) * expf(0.2 * scatter)
  }

  private static func value(of pattern: [Float], at phase: Double) -> Float {
    let place = phase * Double(StridePhase.count) + Double(StridePhase.contact)
    let share = Float(place - place.rounded(.down))
    let here = pattern[Int(place) % StridePhase.count]
    return here + share * (pattern[(Int(place) + 1) % StridePhase.count] - here)
  }
}
