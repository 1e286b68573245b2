import EMGUnits
import RealtimeSupport

/// Device rate to core rate for the wanted channels of an interleaved stream.
///
/// Input: interleaved frames, full scale ±1. Output: one row a channel at the rate of the design, full scale ±1, unit gain in
/// the EMG band within the design's `bandGain`, later by its `delaySeconds`. Silence gives silence; unusable floating-point values (NaN,
/// infinite, beyond 16 × full scale) count as 0 and are marked. Any split of the input gives the same output.
package struct Decimator: ~Copyable {
  let rowCount: Int
  private var averaging: AveragingStage
  private let sinc: FixedArray<SincStage>
  private let middle: FixedBuffer<Float>
  private let middleLength: Int

  /// `channels` are 0-based places in a frame of `channelCount`; one call takes up to `maximumFrames` frames.
  package init(_ design: DecimationDesign, channelCount: Int, channels: [Int], maximumFrames: Int, tuning: SignalTuning)
  {
    let plan = design.plan
    rowCount = channels.count
    averaging = AveragingStage(
      factor: plan.averagingFactor, looksEvery: plan.sincFactor, channelCount: channelCount, channels: channels,
      maximumFrames: maximumFrames, tuning: tuning)
    let middleLength = design.middleCount(frames: maximumFrames)
    self.middleLength = middleLength
    sinc = FixedArray(count: channels.count) { _ in
      SincStage(taps: design.sincTaps, factor: plan.sincFactor, maximumSamples: middleLength)
    }
    middle = FixedBuffer(repeating: 0, count: middleLength * channels.count)
  }

  /// Takes frames; returns how many samples each row of `output` received.
  @_noLocks
  package mutating func process(_ input: RawSamples, offset: Int, frames: Int, into output: borrowing CoreBlock) -> Int
  {
    let fresh = averaging.process(
      input, offset: offset, frames: frames, samples: middle.pointer, power: output.power.pointer,
      marks: output.marks.pointer, rowLength: middleLength, lookLength: output.capacity)
    return finish(fresh, into: output)
  }

  /// The same for `frames` frames that the device lost: each channel goes on at its latest value, marked as missing.
  @_noLocks
  package mutating func processGap(frames: Int, into output: borrowing CoreBlock) -> Int {
    let fresh = averaging.processGap(
      frames: frames, samples: middle.pointer, power: output.power.pointer, marks: output.marks.pointer,
      rowLength: middleLength, lookLength: output.capacity)
    return finish(fresh, into: output)
  }

  /// The second stage.
  @_noLocks
  private mutating func finish(_ fresh: Int, into output: borrowing CoreBlock) -> Int {
    var produced = 0
    var row = 0
    while row < rowCount {
      produced = sinc[row].process(
        middle.pointer + row * middleLength, count: fresh, into: output.samples.pointer + row * output.capacity)
      row += 1
    }
    return produced
  }

  /// Forgets everything, as if new.
  @_noLocks
  package mutating func reset() {
    averaging.reset()
    var row = 0
    while row < rowCount {
      sinc[row].reset()
      row += 1
    }
  }
}
