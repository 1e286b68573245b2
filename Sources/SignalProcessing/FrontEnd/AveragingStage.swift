import EMGUnits
import RealtimeSupport

/// First decimation stage: interleaved raw frames in, planar samples of the wanted channels out. 16-bit frames are weighed in
/// integers (`IntegerWeighing`), others in floating point (`FloatWeighing`).
///
/// Also looks at the raw signal on the way: one frame for every `looksEvery` outputs gives the power of the raw signal and
/// tells whether it stands at the end of the converter's range. Values that are not usable are never overlooked.
struct AveragingStage: ~Copyable {
  /// A sample this close to full scale counts as clipped.
  private let rail: Float
  let factor: Int
  private let looksEvery: Int
  private let tapCount: Int
  private let channels: FixedBuffer<Int>
  /// Where each row's sums are: with integers, and with floating point.
  private let integerLanes: FixedBuffer<Int>
  private var window: FrameWindow
  private let integers: IntegerWeighing
  private let reals: FloatWeighing
  /// The weighted sums of a block: some lanes for each output.
  private let weighed: FixedBuffer<Float>
  private let maximumFrames: Int
  /// Outputs since the latest look.
  private var phase = 0
  /// What was wrong with a channel since the latest look, as bits of `SampleMark`.
  private let spoiled: FixedBuffer<UInt8>
  /// For each frame of the window, whether the device lost it; kept while there are frames to search.
  private let lost: FixedBuffer<Bool>
  /// Above 0 while the window may hold frames that are lost or values that were not usable.
  private var framesToSearch = 0

  /// Amplifiers that saturate below the converter's range.
  private let saturation: FixedArray<SaturationWatch>

  /// `channels` are 0-based places in a frame of `channelCount` samples.
  init(factor: Int, looksEvery: Int, channelCount: Int, channels: [Int], maximumFrames: Int, tuning: SignalTuning) {
    rail = tuning.rail
    self.factor = factor
    self.looksEvery = looksEvery
    self.maximumFrames = maximumFrames
    spoiled = FixedBuffer(repeating: 0, count: channels.count)
    saturation = FixedArray(count: channels.count) { _ in SaturationWatch() }
    reals = FloatWeighing(factor: factor, channelCount: channelCount)
    tapCount = reals.tapCount
    lost = FixedBuffer(repeating: false, count: tapCount + maximumFrames + factor)
    let outputs = maximumFrames / factor + 2
    integers = IntegerWeighing(
      factor: factor, channelCount: channelCount, channels: channels, maximumOutputs: outputs)
    self.channels = FixedBuffer(repeating: 0, count: channels.count)
    integerLanes = FixedBuffer(repeating: 0, count: channels.count)
    for (row, channel) in channels.enumerated() {
      self.channels[row] = channel
      integerLanes[row] = integers.lane(row: row, channel: channel)
    }
    // both kinds of weighing read some samples beyond the last frame, and count them for nothing
    let room = (tapCount + maximumFrames + factor + 2) * channelCount + reals.paddedCount + 16
    window = FrameWindow(
      channelCount: channelCount, silence: tapCount - 1, capacity: room,
      allowsInteger: IntegerWeighing.factors.contains(factor))
    weighed = FixedBuffer(repeating: 0, count: outputs * max(channelCount, integers.lanes))
  }

  /// Takes `frames` frames and writes what that yields to each row; returns the samples per row.
  ///
  /// `rowLength` separates the rows of `samples`, `lookLength` those of `power` (square of the raw signal) and `marks`.
  @_noLocks
  mutating func process(
    _ input: RawSamples, offset: Int, frames: Int, samples: UnsafeMutablePointer<Float>,
    power: UnsafeMutablePointer<Float>, marks: UnsafeMutablePointer<UInt8>, rowLength: Int,
    lookLength: Int
  ) -> Int {
    precondition(frames <= maximumFrames)
    let before = window.count
    let invalid = window.append(input, offset: offset, frames: frames)
    // until the newest of them has passed through the window and come to a look
    if invalid { framesToSearch = window.count + tapCount + looksEvery * factor }
    if framesToSearch > 0 { (lost.pointer + before).update(repeating: false, count: frames) }
    return produce(
      frames, samples: samples, power: power, marks: marks, rowLength: rowLength, lookLength: lookLength)
  }

  /// The same for `frames` frames that the device lost.
  @_noLocks
  mutating func processGap(
    frames: Int, samples: UnsafeMutablePointer<Float>, power: UnsafeMutablePointer<Float>,
    marks: UnsafeMutablePointer<UInt8>, rowLength: Int, lookLength: Int
  ) -> Int {
    precondition(frames <= maximumFrames)
    (lost.pointer + window.count).update(repeating: true, count: frames)
    window.appendHeld(frames: frames)
    framesToSearch = window.count + tapCount + looksEvery * factor
    return produce(
      frames, samples: samples, power: power, marks: marks, rowLength: rowLength, lookLength: lookLength)
  }

  /// Writes what the frames of the window yield with `fresh` more, and keeps the rest.
  @_noLocks
  private mutating func produce(
    _ fresh: Int, samples: UnsafeMutablePointer<Float>, power: UnsafeMutablePointer<Float>,
    marks: UnsafeMutablePointer<UInt8>, rowLength: Int, lookLength: Int
  ) -> Int {
    let produced = window.count < tapCount ? 0 : (window.count - tapCount) / factor + 1
    if window.isInteger {
      integers.weigh(UnsafePointer(window.shorts.pointer), count: produced, into: weighed.pointer)
    } else {
      reals.weigh(UnsafePointer(window.floats.pointer), count: produced, into: weighed.pointer)
    }
    var row = 0
    while row < channels.count {
      take(row, into: samples + row * rowLength, count: produced)
      inspect(row, power: power + row * lookLength, marks: marks + row * lookLength, count: produced)
      row += 1
    }
    phase = (phase + produced) % looksEvery
    framesToSearch = max(0, framesToSearch - fresh)
    keep(from: produced * factor)
    return produced
  }

  /// Keeps the frames that later outputs need.
  @_noLocks
  private mutating func keep(from position: Int) {
    window.drop(position)
    if framesToSearch > 0 {
      lost.pointer.copy(from: lost.pointer + position, count: window.count)
    } else {
      lost.pointer.update(repeating: false, count: window.count)
    }
  }

  /// One channel's outputs out of the sums of all.
  @_noLocks
  private func take(_ row: Int, into samples: UnsafeMutablePointer<Float>, count: Int) {
    let lanes = window.isInteger ? integers.lanes : reals.channelCount
    let lane = window.isInteger ? integerLanes.pointer[row] : channels.pointer[row]
    let sums = weighed.pointer + lane
    var i = 0
    if lanes == 2 {
      let all = UnsafeRawPointer(weighed.pointer)
      while i &+ 4 <= count {
        let eight = all.loadUnaligned(fromByteOffset: 8 &* i, as: SIMD8<Float>.self)
        UnsafeMutableRawPointer(samples + i).storeBytes(
          of: lane == 0 ? eight.evenHalf : eight.oddHalf, as: SIMD4<Float>.self)
        i &+= 4
      }
    }
    while i < count {
      samples[i] = sums[i &* lanes]
      i &+= 1
    }
  }

  /// Looks at the raw frame in the middle of every `looksEvery`-th output.
  @_noLocks
  private func inspect(
    _ row: Int, power: UnsafeMutablePointer<Float>, marks: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    let channel = channels.pointer[row]
    var look = 0
    var i = looksEvery - 1 - phase
    while i < count {
      let value = window.value(tapCount / 2 &+ i &* factor, channel)
      power[look] = value * value
      // beside lost frames a channel stands at its latest value, which is no saturation
      let isSaturated = framesToSearch == 0 && saturation[row].add(value)
      marks[look] = value.magnitude >= rail || isSaturated ? SampleMark.clipped.rawValue : 0
      look &+= 1
      i &+= looksEvery
    }
    if framesToSearch > 0 { markSpoiled(row, marks: marks, count: count) }
  }

  /// Rare: marks every look since which a frame came, in the middle of the window, that was lost or not usable.
  @_noLocks
  private func markSpoiled(_ row: Int, marks: UnsafeMutablePointer<UInt8>, count: Int) {
    let first = (tapCount - factor) / 2
    var look = 0
    var i = 0
    while i < count {
      var frame = first + i * factor
      while frame < first + (i + 1) * factor {
        let value = window.value(frame, channels.pointer[row])
        if lost.pointer[frame] {
          spoiled.pointer[row] |= SampleMark.missing.rawValue
        } else if value.bitPattern == SampleConversion.unusable.bitPattern {
          spoiled.pointer[row] |= SampleMark.invalid.rawValue
        }
        frame &+= 1
      }
      if (i + phase + 1) % looksEvery == 0 {
        if spoiled.pointer[row] & SampleMark.missing.rawValue != 0 { marks[look] = 0 }
        marks[look] |= spoiled.pointer[row]
        spoiled.pointer[row] = 0
        look += 1
      }
      i += 1
    }
  }
}
