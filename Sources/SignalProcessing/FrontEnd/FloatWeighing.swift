import RealtimeSupport

/// Weighted sums of interleaved frames in floating point, full scale ±1.
struct FloatWeighing: ~Copyable {
  private static var lanes: Int { @_noLocks get { 16 } }

  let tapCount: Int
  let channelCount: Int
  private let factor: Int
  /// One copy of each tap per interleaved channel, so that one multiplication serves all channels; zero padded.
  private let spreadTaps: FixedBuffer<Float>

  /// The length of an output's window in samples; what lies behind its last frame counts for nothing.
  var paddedCount: Int { spreadTaps.count }

  init(factor: Int, channelCount: Int) {
    let taps = DecimationKernels.averaging(factor: factor)
    self.factor = factor
    self.channelCount = channelCount
    tapCount = taps.count
    let padded = (taps.count * channelCount + Self.lanes - 1) / Self.lanes * Self.lanes
    spreadTaps = FixedBuffer(repeating: 0, count: padded)
    for (index, tap) in taps.enumerated() {
      for channel in 0..<channelCount { spreadTaps[index * channelCount + channel] = Float(tap) }
    }
  }

  /// Writes `channelCount` sums for each of `count` outputs; output k begins with frame k × `factor`.
  @_noLocks
  func weigh(_ frames: UnsafePointer<Float>, count: Int, into sums: UnsafeMutablePointer<Float>) {
    if Self.lanes % channelCount == 0 {
      weighVectors(frames, count: count, into: sums)
    } else {
      weighScalars(frames, count: count, into: sums)
    }
  }

  /// For any number of channels.
  @_noLocks
  private func weighScalars(_ frames: UnsafePointer<Float>, count: Int, into sums: UnsafeMutablePointer<Float>) {
    var output = 0
    while output < count {
      let frame = frames + output * factor * channelCount
      var channel = 0
      while channel < channelCount {
        var sum: Float = 0
        var i = channel
        while i < tapCount * channelCount {
          sum += spreadTaps.pointer[i] * frame[i]
          i &+= channelCount
        }
        sums[output * channelCount + channel] = sum
        channel += 1
      }
      output += 1
    }
  }

  /// The same for 1, 2, 4, 8 and 16 channels: 16 products at a time, each lane always the same channel.
  @_noLocks
  private func weighVectors(_ frames: UnsafePointer<Float>, count: Int, into sums: UnsafeMutablePointer<Float>) {
    let taps = UnsafeRawPointer(spreadTaps.pointer)
    let bytes = spreadTaps.count &* MemoryLayout<Float>.stride
    let step = factor &* channelCount &* MemoryLayout<Float>.stride
    let width = channelCount &* MemoryLayout<Float>.stride
    var values = UnsafeRawPointer(frames)
    var target = UnsafeMutableRawPointer(sums)
    var output = 0
    while output < count {
      var products = SIMD16<Float>(repeating: 0)
      var at = 0
      while at < bytes {
        products +=
          values.loadUnaligned(fromByteOffset: at, as: SIMD16<Float>.self)
          * taps.loadUnaligned(fromByteOffset: at, as: SIMD16<Float>.self)
        at &+= 64
      }
      fold(products, into: target)
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
}
