import SignalProcessing
import TestSupport
import Testing

@Suite struct AveragingStageTests {
  private static let rates: [Double] = [1000, 8000, 44_100, 48_000, 192_000]
  /// An unusable value becomes the smallest number there is, not quite 0; far below any float's rounding.
  private static let nothing: Float = 1e-37
  /// In core samples: a mark stands for all frames from one look to the next.
  private static let markTolerance = 1.0

  /// Two channels of a loud tone; channel 0 has one value replaced.
  private func channels(rate: Double, with value: Float?, at frame: Int) -> [[Float]] {
    let clean = Tone(hertz: 90, rate: rate).samples(count: Int(0.5 * rate), amplitude: 0.8)
    var damaged = clean
    if let value { damaged[frame] = value }
    return [damaged, clean]
  }

  private func rows(rate: Double, with value: Float?, at frame: Int, cut: BlockCut) throws -> [DecimatorRig.Row] {
    let channels = channels(rate: rate, with: value, at: frame)
    var rig = try DecimatorRig(rate: rate, channelCount: 2, channels: [0, 1])
    return rig.process(.float(interleaved(channels)), frames: channels[0].count, cut: cut)
  }

  @Test(arguments: rates, [Float.nan, .infinity, -.infinity, 1e30, 16.1])
  func anUnusableValueIsMarkedOnceAndCountsAsZero(rate: Double, value: Float) throws {
    let frame = Int(0.2 * rate) + 5
    for cut in [BlockCut.every(4096), .every(1), .every(7)] {
      let damaged = try rows(rate: rate, with: value, at: frame, cut: cut)
      let zeroed = try rows(rate: rate, with: 0, at: frame, cut: cut)
      let clean = try rows(rate: rate, with: nil, at: frame, cut: cut)
      let differences = zip(damaged[0].samples, zeroed[0].samples).map { abs($0 - $1) }
      #expect(differences.allSatisfy { $0 < Self.nothing })
      #expect(damaged[1].bits == clean[1].bits)
      let marked = damaged[0].marks.indices.filter { damaged[0].marks[$0] & SampleMark.invalid.rawValue != 0 }
      #expect(marked.count == 1)
      guard let mark = marked.first else { continue }
      let rig = try DecimatorRig(rate: rate)
      let expected = (Double(frame) / rate + rig.markDelaySeconds) * rig.plan.outputRate.value
      #expect(abs(Double(mark) - expected) < Self.markTolerance)
    }
  }

  @Test(arguments: rates)
  func onlyTheFiltersLengthIsTouched(rate: Double) throws {
    let frame = Int(0.2 * rate) + 5
    let damaged = try rows(rate: rate, with: .nan, at: frame, cut: .every(4096))[0].samples
    let clean = try rows(rate: rate, with: nil, at: frame, cut: .every(4096))[0].samples
    let rig = try DecimatorRig(rate: rate)
    let core = rig.plan.outputRate.value
    let centre = (Double(frame) / rate + rig.delaySeconds) * core
    let reach = rig.delaySeconds * core + 2
    let touched = damaged.indices.filter { damaged[$0] != clean[$0] }
    #expect(touched.allSatisfy { abs(Double($0) - centre) <= reach })
    #expect(!touched.isEmpty)
  }

  @Test(arguments: rates)
  func anAllUnusableChannelIsSilentAndMarked(rate: Double) throws {
    var rig = try DecimatorRig(rate: rate)
    let row = rig.process([Float](repeating: .nan, count: Int(0.2 * rate)))
    #expect(row.samples.allSatisfy { $0.magnitude < Self.nothing })
    // the very first output samples stand for what came before the start
    let settled = row.marks.dropFirst(2)
    #expect(settled.allSatisfy { $0 == SampleMark.invalid.rawValue })
  }

  /// The smallest subnormal number is a usable value, however small, in every cut of the input.
  @Test(arguments: [BlockCut.every(4096), .every(1), .every(7)])
  func theSmallestNumberIsNoUnusableValue(cut: BlockCut) throws {
    var samples = [Float](repeating: .leastNonzeroMagnitude, count: 4800)
    samples[2400] = .nan
    var rig = try DecimatorRig(rate: 48_000)
    let row = rig.process(.float(samples), frames: samples.count, cut: cut)[0]
    #expect(row.marks.count { $0 != 0 } == 1)
  }

  @Test(arguments: rates)
  func clippedStretchesAreMarkedOnBothSides(rate: Double) throws {
    var samples = [Int16](repeating: 100, count: Int(0.5 * rate))
    let first = Int(0.2 * rate)
    let last = Int(0.25 * rate)
    for n in first..<last { samples[n] = n.isMultiple(of: 2) ? .max : .min }
    var rig = try DecimatorRig(rate: rate)
    let core = rig.plan.outputRate.value
    let row = rig.process(.int16(samples), frames: samples.count)[0]
    let marked = row.marks.indices.filter { row.marks[$0] == SampleMark.clipped.rawValue }
    #expect(abs(Double(marked.count) - 0.05 * core) <= 2)
    #expect(abs(Double(marked[0]) - (0.2 + rig.markDelaySeconds) * core) <= 1)
    #expect(marked.count == marked[marked.count - 1] - marked[0] + 1)
  }

  @Test(arguments: [(Float(0.9994), false), (-0.9994, false), (0.9996, true), (-0.9996, true), (1.5, true)])
  func clippingBeginsJustBelowFullScale(value: Float, isMarked: Bool) throws {
    var rig = try DecimatorRig(rate: 1000)
    let row = rig.process([Float](repeating: value, count: 100))
    #expect(row.marks.allSatisfy { ($0 == SampleMark.clipped.rawValue) == isMarked })
  }

  @Test func powerIsTheMeanSquareOfTheRawSignal() throws {
    // a rail-to-rail square at 12 kHz has no power after decimation, and full power before it
    var rig = try DecimatorRig(rate: 48_000)
    let square = (0..<9600).map { Float($0 % 4 < 2 ? 0.5 : -0.5) }
    let row = rig.process(square)
    #expect(row.power.dropFirst(2).allSatisfy { $0 == 0.25 })
    #expect(rms(row.samples.dropFirst(40)) < 1e-3)
  }
}
