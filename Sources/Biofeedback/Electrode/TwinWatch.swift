import EMGUnits
import GaitAnalysis
import RealtimeSupport
import SignalProcessing

/// Finds two channels that carry one signal: a mono card behind a plug, a Y cable, a scaled or inverted copy.
///
/// Once a second, for each pair of EMG channels, the latest second of one is predicted from the other by `SharedSignal`.
/// Different muscles, even neighbours, leave half and more unexplained; a copy leaves nothing but noise. Fixed memory; some
/// 10 µs a pair.
public struct TwinWatch: ~Copyable {
  /// Below this power (−120 dB of full scale) there is no signal to compare.
  private static var silence: Float { @_noLocks get { 1e-12 } }

  private let tuning: WatchTuning
  private let rows: Int
  private let isEMG: FixedBuffer<Bool>
  private let filter: WorkFilter
  private let count: Int
  private let source: FixedBuffer<Float>
  private let target: FixedBuffer<Float>
  private let seen: FixedBuffer<Int>
  private let told: FixedBuffer<Bool>
  private var shared = SharedSignal()
  private var nextLook: Int

  /// For the rows of a chain that are EMG.
  public init(rate: Hertz, isEMG emg: [Bool], tuning: WatchTuning = WatchTuning()) {
    self.tuning = tuning
    rows = emg.count
    isEMG = FixedBuffer(repeating: false, count: emg.count)
    for (row, value) in emg.enumerated() { isEMG[row] = value }
    filter = WorkFilter(rate: rate)
    count = Int(Double(tuning.copySeconds) * rate.value)
    source = FixedBuffer(repeating: 0, count: count + 16)
    target = FixedBuffer(repeating: 0, count: count + 16)
    seen = FixedBuffer(repeating: 0, count: emg.count * emg.count)
    told = FixedBuffer(repeating: false, count: emg.count * emg.count)
    nextLook = 2 * count
  }

  /// Looks when a second is over; returns a pair of rows that has just been found to carry one signal, else nil.
  @_noLocks
  public mutating func look(_ chain: borrowing SignalChain) -> (first: Int, second: Int)? {
    guard rows > 1, chain.position >= nextLook else { return nil }
    nextLook += count
    var found: (first: Int, second: Int)?
    var first = 0
    while first < rows {
      var second = first + 1
      while second < rows {
        if isEMG[first], isEMG[second], note(compare(first, second, chain), first, second), found == nil {
          found = (first, second)
        }
        second += 1
      }
      first += 1
    }
    return found
  }

  /// Counts looks in a row; true when the pair is to be told, once.
  @_noLocks
  private func note(_ isTwin: Bool, _ first: Int, _ second: Int) -> Bool {
    let pair = first * rows + second
    seen[pair] = isTwin ? seen[pair] + 1 : 0
    guard seen[pair] >= Int(tuning.copyLooks), !told[pair] else { return false }
    told[pair] = true
    return true
  }

  @_noLocks
  private mutating func compare(_ first: Int, _ second: Int, _ chain: borrowing SignalChain) -> Bool {
    let end = chain.measurement[first].end - SharedSignal.ahead
    let start = end - count
    guard start - filter.lead - SharedSignal.taps >= max(0, chain.measurement[first].start) else { return false }
    let wanted = count + SharedSignal.taps + SharedSignal.ahead
    filter.process(
      chain.tracking(first, at: start - SharedSignal.taps - filter.lead, count: wanted + filter.lead), count: wanted,
      into: source.pointer)
    filter.process(
      chain.tracking(second, at: start - filter.lead, count: count + filter.lead), count: count, into: target.pointer)
    guard SignalPower.mean(UnsafePointer(target.pointer), count: count) > Self.silence else { return false }
    shared.fade(to: 0)
    shared.add(
      source: UnsafePointer(source.pointer + SharedSignal.taps), target: UnsafePointer(target.pointer), count: count,
      weight: 1, every: 3)
    guard let fit = shared.fit() else { return false }
    return fit.explained >= tuning.copyExplained && fit.gain >= tuning.copyGain && fit.gain <= 1 / tuning.copyGain
  }

  /// Whether a pair of rows carries one signal, as told so far.
  public func isTold(_ first: Int, _ second: Int) -> Bool { told[min(first, second) * rows + max(first, second)] }
}
