import EMGUnits
import RealtimeSupport

/// First decimation stage: interleaved raw frames in, planar samples of the wanted channels out.
///
/// Also looks at the raw signal on the way: one frame for every `looksEvery` outputs gives the power of the raw signal and
/// tells whether it stands at the end of the converter's range. Values that are not usable are never overlooked.
struct AveragingStage: ~Copyable {
  /// A sample this close to full scale counts as clipped.
  static var rail: Float { @_noLocks get { 0.9995 } }
  private static var lanes: Int { @_noLocks get { 16 } }

  let factor: Int
  let delayFrames: Double
  private let looksEvery: Int
  private let channelCount: Int
  private let channels: FixedBuffer<Int>
  private let tapCount: Int
  /// One copy of each tap per interleaved channel, so that one multiplication serves all channels; zero padded.
  private let spreadTaps: FixedBuffer<Float>
  private let work: FixedBuffer<Float>
  /// The weighted sums of a block: `channelCount` for each output.
  private let weighed: FixedBuffer<Float>
  private let maximumFrames: Int
  /// Frames at the start of `work` that belong to earlier blocks.
  private var carried: Int
  /// Outputs since the latest look.
  private var phase = 0
  /// What was wrong with a channel since the latest look, as bits of `SampleMark`.
  private let spoiled: FixedBuffer<UInt8>
  /// For each frame of `work`, whether the device lost it.
  private let lost: FixedBuffer<Bool>
  /// The latest frame that was not lost: it stands for those that are.
  private let held: FixedBuffer<Float>
  /// Above 0 while `work` may hold frames that are lost or values that were not usable.
  private var framesToSearch = 0

  /// `channels` are 0-based places in a frame of `channelCount` samples.
  init(factor: Int, looksEvery: Int, channelCount: Int, channels: [Int], maximumFrames: Int) {
    let taps = DecimationKernels.averaging(factor: factor)
    self.factor = factor
    self.looksEvery = looksEvery
    spoiled = FixedBuffer(repeating: 0, count: channels.count)
    lost = FixedBuffer(repeating: false, count: taps.count + maximumFrames + factor)
    held = FixedBuffer(repeating: 0, count: channelCount)
    self.channelCount = channelCount
    self.maximumFrames = maximumFrames
    self.channels = FixedBuffer(repeating: 0, count: channels.count)
    for (index, channel) in channels.enumerated() { self.channels[index] = channel }
    tapCount = taps.count
    delayFrames = Double(taps.count - 1) / 2
    let padded = (taps.count * channelCount + Self.lanes - 1) / Self.lanes * Self.lanes
    spreadTaps = FixedBuffer(repeating: 0, count: padded)
    for (index, tap) in taps.enumerated() {
      for channel in 0..<channelCount { spreadTaps[index * channelCount + channel] = Float(tap) }
    }
    work = FixedBuffer(repeating: 0, count: (taps.count + maximumFrames + factor) * channelCount + padded)
    weighed = FixedBuffer(repeating: 0, count: (maximumFrames / factor + 2) * channelCount)
    carried = taps.count - 1
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
    let fresh = work.pointer + carried * channelCount
    let invalid = SampleConversion.convert(
      input, offset: offset * channelCount, count: frames * channelCount, into: fresh)
    let available = carried + frames
    // until the newest of them has passed through the window and come to a look
    if invalid { framesToSearch = available + tapCount + looksEvery * factor }
    hold(frames)
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
    var frame = carried
    while frame < carried + frames {
      var channel = 0
      while channel < channelCount {
        work.pointer[frame &* channelCount &+ channel] = held.pointer[channel]
        channel &+= 1
      }
      lost.pointer[frame] = true
      frame &+= 1
    }
    framesToSearch = carried + frames + tapCount + looksEvery * factor
    return produce(
      frames, samples: samples, power: power, marks: marks, rowLength: rowLength, lookLength: lookLength)
  }

  /// Notes that the newest `frames` frames of `work` are there, and the last of them.
  @_noLocks
  private func hold(_ frames: Int) {
    guard frames > 0 else { return }
    var frame = carried
    while frame < carried &+ frames {
      lost.pointer[frame] = false
      frame &+= 1
    }
    var i = 0
    while i < channelCount {
      let latest = work.pointer[(carried + frames - 1) * channelCount + i]
      held.pointer[i] = latest.bitPattern == SampleConversion.unusable.bitPattern ? 0 : latest
      i += 1
    }
  }

  /// Writes what the frames of `work` yield with `fresh` more, and keeps the rest.
  @_noLocks
  private mutating func produce(
    _ fresh: Int, samples: UnsafeMutablePointer<Float>, power: UnsafeMutablePointer<Float>,
    marks: UnsafeMutablePointer<UInt8>, rowLength: Int, lookLength: Int
  ) -> Int {
    let available = carried + fresh
    let produced = available < tapCount ? 0 : (available - tapCount) / factor + 1
    if Self.lanes % channelCount == 0 {
      weighVectors(count: produced)
    } else {
      weighScalars(count: produced)
    }
    var row = 0
    while row < channels.count {
      let looks = row * lookLength
      inspect(row, samples: samples + row * rowLength, power: power + looks, marks: marks + looks, count: produced)
      row += 1
    }
    phase = (phase + produced) % looksEvery
    framesToSearch = max(0, framesToSearch - fresh)
    carry(from: produced * factor, to: available)
    return produced
  }

  /// Keeps the frames that later outputs need.
  @_noLocks
  private mutating func carry(from position: Int, to available: Int) {
    carried = available - position
    let rest = work.pointer + position * channelCount
    var i = 0
    while i < carried * channelCount {
      work.pointer[i] = rest[i]
      i &+= 1
    }
    i = 0
    while i < carried {
      lost.pointer[i] = lost.pointer[position &+ i]
      i &+= 1
    }
  }

  /// Weighted sums of every channel, `channelCount` for each output, for any number of channels.
  @_noLocks
  private func weighScalars(count: Int) {
    var output = 0
    while output < count {
      let frame = work.pointer + output * factor * channelCount
      var channel = 0
      while channel < channelCount {
        var sum: Float = 0
        var i = channel
        while i < tapCount * channelCount {
          sum += spreadTaps.pointer[i] * frame[i]
          i &+= channelCount
        }
        weighed.pointer[output * channelCount + channel] = sum
        channel += 1
      }
      output += 1
    }
  }

  /// The same for 1, 2, 4, 8 and 16 channels: 16 products at a time, each lane always the same channel.
  @_noLocks
  private func weighVectors(count: Int) {
    let taps = UnsafeRawPointer(spreadTaps.pointer)
    let bytes = spreadTaps.count &* MemoryLayout<Float>.stride
    let step = factor &* channelCount &* MemoryLayout<Float>.stride
    let width = channelCount &* MemoryLayout<Float>.stride
    var values = UnsafeRawPointer(work.pointer)
    var target = UnsafeMutableRawPointer(weighed.pointer)
    var output = 0
    while output < count {
      var sums = SIMD16<Float>(repeating: 0)
      var at = 0
      while at < bytes {
        sums +=
          values.loadUnaligned(fromByteOffset: at, as: SIMD16<Float>.self)
          * taps.loadUnaligned(fromByteOffset: at, as: SIMD16<Float>.self)
        at &+= 64
      }
      fold(sums, into: target)
      values += step
      target += width
      output &+= 1
    }
  }

  /// Adds the lanes that belong to the same channel: those a multiple of the channel count apart.
  @_noLocks @inline(__always)
  private func fold(_ sums: SIMD16<Float>, into target: UnsafeMutableRawPointer) {
    if channelCount == 16 {
      target.storeBytes(of: sums, as: SIMD16<Float>.self)
      return
    }
    let eight = sums.lowHalf + sums.highHalf
    if channelCount == 8 {
      target.storeBytes(of: eight, as: SIMD8<Float>.self)
      return
    }
    let four = eight.lowHalf + eight.highHalf
    if channelCount == 4 {
      target.storeBytes(of: four, as: SIMD4<Float>.self)
      return
    }
    let two = four.lowHalf + four.highHalf
    if channelCount == 2 {
      target.storeBytes(of: two, as: SIMD2<Float>.self)
    } else {
      target.storeBytes(of: two[0] + two[1], as: Float.self)
    }
  }

  /// Takes one channel's outputs, and looks at the raw frame in the middle of every `looksEvery`-th.
  @_noLocks
  private func inspect(
    _ row: Int, samples: UnsafeMutablePointer<Float>, power: UnsafeMutablePointer<Float>,
    marks: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    let channel = channels.pointer[row]
    let sums = weighed.pointer + channel
    var i = 0
    while i < count {
      samples[i] = sums[i &* channelCount]
      i &+= 1
    }
    let middle = work.pointer + (tapCount / 2) * channelCount + channel
    let step = factor &* channelCount
    var look = 0
    i = looksEvery - 1 - phase
    while i < count {
      let value = middle[i &* step]
      power[look] = value * value
      marks[look] = value.magnitude >= Self.rail ? SampleMark.clipped.rawValue : 0
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
        let value = work.pointer[frame &* channelCount &+ channels.pointer[row]]
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

  @_noLocks
  mutating func reset() {
    work.fill(0)
    carried = tapCount - 1
    framesToSearch = 0
    phase = 0
    spoiled.fill(0)
    lost.fill(false)
    held.fill(0)
  }
}
