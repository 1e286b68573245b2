import EMGUnits
import SignalProcessing
import TestSupport

/// A decimator with its output collected.
struct DecimatorRig: ~Copyable {
  static let passEdge: Hertz = 450
  private let design: DecimationDesign
  private var decimator: Decimator
  private let block: CoreBlock
  private let rows: Int

  /// One row of output.
  struct Row: Equatable {
    var samples: [Float] = []
    var power: [Float] = []
    var marks: [UInt8] = []
    /// Sample for sample as bits, so that two rows are equal only when nothing differs.
    var bits: [UInt32] { samples.map(\.bitPattern) + power.map(\.bitPattern) + marks.map { UInt32($0) } }
  }

  init(rate: Double, channelCount: Int = 1, channels: [Int] = [0]) throws {
    let design = DecimationDesign(try DecimationPlan(inputRate: Hertz(rate)), passEdge: Self.passEdge)
    decimator = Decimator(
      design, channelCount: channelCount, channels: channels, maximumFrames: 4096, tuning: SignalTuning())
    block = CoreBlock(rows: channels.count, capacity: design.outputCount(frames: 4096))
    self.design = design
    rows = channels.count
  }

  var plan: DecimationPlan { design.plan }
  var delaySeconds: Double { design.delaySeconds }
  var markDelaySeconds: Double { design.markDelaySeconds }
  func bandGain(at hertz: Double) -> Double { design.bandGain(at: Hertz(hertz)) }

  /// All rows of what a signal of `frames` frames gives.
  mutating func process(_ signal: RawSignal, frames: Int, cut: BlockCut = .every(4096)) -> [Row] {
    var output = [Row](repeating: Row(), count: rows)
    signal.withSamples { samples in
      for part in cut.blocks(of: frames) {
        let produced = decimator.process(samples, offset: part.lowerBound, frames: part.count, into: block)
        for row in 0..<rows {
          for i in row * block.capacity..<row * block.capacity + produced {
            output[row].samples.append(block.samples[i])
            output[row].power.append(block.power[i])
            output[row].marks.append(block.marks[i])
          }
        }
      }
    }
    return output
  }

  /// One channel of floating-point samples.
  mutating func process(_ samples: [Float]) -> Row { process(.float(samples), frames: samples.count)[0] }
}
