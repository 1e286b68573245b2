import Biofeedback
import EMGUnits
import SignalProcessing

/// The strides of a leg that are shown with their signal: the three in which the glute did least, and for comparison the
/// one most like the reference.
package struct StrideExcerpts: Sendable {
  private static let most = 3

  /// The three lowest, lowest first.
  package private(set) var worst: [SignalExcerpt] = []
  /// A good stride; nil when there was none.
  package private(set) var typical: SignalExcerpt?
  private var measures: [Float] = []
  private var typicalDistance = Float.infinity

  /// Starts with nothing.
  package init() {}

  /// Takes the next stride; copies its signal only if it is lower, or more typical, than any so far.
  package mutating func add(
    _ stride: StrideRecord, rows: [(muscle: Muscle, row: Int)], _ chain: borrowing SignalChain
  ) {
    guard stride.isJudged, let measure = stride.ratio ?? stride[.gluteusMaximus]?.activation else { return }
    if measures.count < Self.most || measure < measures[Self.most - 1] {
      guard let excerpt = SignalExcerpt(stride, rows: rows, chain) else { return }
      keep(excerpt, measure)
    }
    guard stride.verdict == .firing, stride.flags.isEmpty else { return }
    let distance = Self.distance(stride)
    if distance < typicalDistance, let excerpt = SignalExcerpt(stride, rows: rows, chain) {
      typical = excerpt
      typicalDistance = distance
    }
  }

  private mutating func keep(_ excerpt: SignalExcerpt, _ measure: Float) {
    let place = measures.firstIndex { measure < $0 } ?? measures.count
    measures.insert(measure, at: place)
    worst.insert(excerpt, at: place)
    if measures.count > Self.most {
      measures.removeLast()
      worst.removeLast()
    }
  }

  /// How far the stride's muscles are from their references.
  private static func distance(_ stride: StrideRecord) -> Float {
    [Muscle.gluteusMaximus, .hamstrings].reduce(0) { $0 + abs((stride[$1]?.activation ?? 1) - 1) }
  }
}

/// The EMG of one stride and of the one before it, as it came and as it was measured.
package struct SignalExcerpt: Sendable {
  /// One muscle's signal; units of full scale, at the core rate.
  package struct Trace: Sendable {
    /// Whose.
    package let muscle: Muscle
    /// As it came from the electrodes, hum and all, its mean taken off.
    package let raw: [Float]
    /// In the EMG band.
    package let band: [Float]
  }

  /// The stride.
  package let stride: StrideRecord
  /// Input time of the first sample, in seconds.
  package let from: Double
  /// From one sample to the next, in seconds.
  package let step: Double
  /// Glute and hamstring, as far as they are recorded.
  package let traces: [Trace]

  /// Copies from one stride time before the contact to the stride's end; nil when the chain keeps no longer what is needed.
  init?(_ stride: StrideRecord, rows: [(muscle: Muscle, row: Int)], _ chain: borrowing SignalChain) {
    let start = max(0, stride.contact - stride.duration)
    var traces: [Trace] = []
    for (muscle, row) in rows {
      let band = chain.measurementIndex(at: start)
      let raw = chain.markIndex(at: start)
      let count = min(
        chain.measurementIndex(at: stride.end) - band, chain.measurement[row].end - band, chain.raw[row].end - raw)
      guard count > 0, band >= chain.measurement[row].start, raw >= chain.raw[row].start else { return nil }
      let before = Array(UnsafeBufferPointer(start: chain.raw[row].block(at: raw, count: count), count: count))
      let mean = before.reduce(0, +) / Float(count)
      traces.append(
        Trace(
          muscle: muscle, raw: before.map { $0 - mean },
          band: Array(
            UnsafeBufferPointer(start: chain.measurement[row].block(at: band, count: count), count: count))))
    }
    guard !traces.isEmpty else { return nil }
    self.stride = stride
    from = start
    step = 1 / chain.coreRate.value
    self.traces = traces
  }
}
