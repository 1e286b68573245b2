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
