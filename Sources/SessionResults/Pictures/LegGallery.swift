import Biofeedback
import EMGUnits
import GaitAnalysis
import SignalProcessing

/// What the eye needs of one leg's strides beyond their numbers: average envelopes, the raster, some strides’ signal.
package struct LegGallery: Sendable {
  /// Strides that are averaged together.
  package enum Group: String, CaseIterable, Sendable {
    /// The glute fired, or was learned from.
    case firing
    /// The glute was silent or weak.
    case failing
  }

  /// Which average.
  package struct Key: Hashable, Sendable {
    /// Walking strides are never averaged with running ones.
    package let gait: Gait
    /// By what the glute did.
    package let group: Group
    /// Whose envelope.
    package let muscle: Muscle

    /// Joins the values.
    package init(_ gait: Gait, _ group: Group, _ muscle: Muscle) {
      self.gait = gait
      self.group = group
      self.muscle = muscle
    }
  }

  /// The leg, when the channel map says which.
  package let leg: Side?
  /// By gait, group and muscle; only what has strides.
  package private(set) var averages: [Key: EnvelopeAverage] = [:]
  /// The glute in every stride; the hamstring where no glute is recorded.
  package private(set) var raster: StrideRaster
  /// Strides to be shown with their signal.
  package private(set) var excerpts = StrideExcerpts()
  private let rows: [(muscle: Muscle, row: Int)]
  private var profile = [Float](repeating: 0, count: StrideGrid.count)

  /// `rows` are the leg's muscles and where the signal chain has them, glute first.
  init(leg: Side?, rows: [(muscle: Muscle, row: Int)], rasterLimit: Int) {
    self.leg = leg
    self.rows = rows
    raster = StrideRaster(limit: rasterLimit)
  }

  /// Whose envelope the raster shows.
  package var rasterMuscle: Muscle? { rows.first?.muscle }

  /// Takes the next stride, while the chain still keeps its signal.
  mutating func add(_ stride: StrideRecord, _ chain: borrowing SignalChain) {
    let step = stride.duration / 100
    let from = stride.contact + Double(StrideGrid.firstPercent) * step
    let gait = Gait(periodSeconds: stride.duration)
    for (index, entry) in rows.enumerated() {
      let isKnown = profile.withUnsafeMutableBufferPointer { target in
        target.baseAddress.map {
          chain.sampleEnvelope(entry.row, from: from, step: step, count: StrideGrid.count, into: $0)
        } ?? false
      }
      guard isKnown else { continue }
      if index == 0 { raster.add(stride, profile) }
      if stride.verdict != .unusable && stride.flags.isEmpty {
        let group = stride.isFailing ? Group.failing : .firing
        averages[Key(gait, group, entry.muscle), default: EnvelopeAverage()].add(profile)
      }
    }
    excerpts.add(stride, rows: rows.filter { $0.muscle == .gluteusMaximus || $0.muscle == .hamstrings }, chain)
  }
}

/// Mean and standard deviation of many strides' envelopes at each point of the stride grid, in constant memory.
package struct EnvelopeAverage: Sendable {
  /// Strides in it.
  package private(set) var count = 0
  private var sums = [Double](repeating: 0, count: StrideGrid.count)
  private var squares = [Double](repeating: 0, count: StrideGrid.count)

  /// Starts with nothing.
  package init() {}

  /// Takes one stride's envelope, as amplitude at the points of the grid.
  package mutating func add(_ profile: [Float]) {
    count += 1
    for point in 0..<StrideGrid.count {
      let value = Double(profile[point])
      sums[point] += value
      squares[point] += value * value
    }
  }

  /// The mean at each point; zeros when there are no strides.
  package var mean: [Double] { sums.map { $0 / Double(max(count, 1)) } }

  /// The standard deviation between strides at each point; zeros for fewer than two.
  package var deviation: [Double] {
    zip(sums, squares).map { sum, square in
      guard count > 1 else { return 0 }
      let n = Double(count)
      return max(0, (square - sum * sum / n) / (n - 1)).squareRoot()
    }
  }
}
