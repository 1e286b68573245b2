import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// How much glute and hamstring did in a stride, as amplitude in the EMG band, needing no reference: what is held against a
/// maximal contraction, a drill or the other leg.
package struct StrideLevels: BitwiseCopyable {
  /// RMS in the muscle's window, noise taken off, full scale = 1; nil where it is not known.
  package var glute: Float?
  /// The same of the hamstring.
  package var hamstring: Float?

  @_noLocks
  package init(glute: Float? = nil, hamstring: Float? = nil) {
    self.glute = glute
    self.hamstring = hamstring
  }
}

/// The noise between bursts that is taken off: the quietest envelope value of each stride, followed over about six strides.
package struct BandRest: BitwiseCopyable {
  private var glute: Float = 0
  private var hamstring: Float = 0
  private let tuning: ActivityTuning

  package init(_ tuning: ActivityTuning) { self.tuning = tuning }

  /// Noise power of glute or hamstring; 0 before the first stride.
  @_noLocks
  package func power(_ muscle: Muscle) -> Float { muscle.place == 0 ? glute : hamstring }

  /// Takes the quietest power of a stride in.
  @_noLocks
  package mutating func follow(_ muscle: Muscle, lowest: Float) {
    guard lowest > 0, lowest < .infinity else { return }
    let value = tuning.minimumBias * lowest
    if muscle.place == 0 { Self.follow(&glute, value, tuning) } else { Self.follow(&hamstring, value, tuning) }
  }

  @_noLocks
  private static func follow(_ level: inout Float, _ value: Float, _ tuning: ActivityTuning) {
    level = level > 0 ? realtimeExp(realtimeLog(level) + tuning.restShare * realtimeLog(value / level)) : value
  }
}

extension SignalChain {
  /// The lowest envelope power between two instants of input time; nil when none is there.
  @_noLocks
  func lowestEnvelope(_ row: Int, from: Double, to: Double) -> Float? {
    let first = max(Int(frame(at: from)), max(0, envelope[row].start))
    let last = min(Int(frame(at: to)), envelope[row].end)
    guard first < last else { return nil }
    let frames = envelope[row].block(at: first, count: last - first)
    var lowest = Float.infinity
    var i = 0
    while i < last - first {
      lowest = min(lowest, frames[i])
      i += 1
    }
    return lowest
  }

  /// Mean power of a row's tracking signal in a window around a contact; nil where that is not (or no longer) there.
  @_noLocks
  func bandPower(_ row: Int, in window: ActivityWindow, contact: Double, periodSeconds: Double) -> Float? {
    let first = trackingIndex(at: contact + window.on * periodSeconds)
    let last = trackingIndex(at: contact + window.off * periodSeconds)
    guard first >= measurement[row].start, last <= measurement[row].end, first < last else { return nil }
    return SignalPower.mean(tracking(row, at: first, count: last - first), count: last - first)
  }
}
