import EMGUnits

/// What shaking does to the electrodes: slow waves locked to the stride, mostly below 20 Hz, with an RMS of 1 over a
/// stride of mean length.
///
/// Each channel has a shape of its own that returns in every stride, and each stride adds waves that do not. In the
/// running recording of Santuz et al. 2018 the returning shape holds 61–82 % of the power below 20 Hz.
struct MotionArtefact {
  /// A sine under a raised cosine.
  private struct Wave {
    /// Middle: part of the stride in a shape, seconds once it happens.
    var centre: Double
    var seconds: Double
    var hertz: Double
    var phase: Double
    var peak: Double

    func value(at time: Double) -> Double {
      let offset = time - centre
      let part = offset / seconds + 0.5
      guard part > 0, part < 1 else { return 0 }
      let window = 0.5 - 0.5 * PortableMath.cosine(turns: part)
      return peak * window * PortableMath.sine(turns: hertz * offset + phase)
    }
  }

  private static let returningShare = 0.75
  private static let slowWaves = 6
  private static let changingWaves = 3
  /// The returning shape has one sharper wave, the impact, which reaches above 20 Hz.
  private static let impactPeak = 0.45
  /// Mean square of a squared raised cosine times a sine.
  private static let waveMeanSquare = 3.0 / 16
  /// Longest wave, seconds.
  private static let longest = 0.32

  private let strides: [LegStride]
  private let bouts: [Course.Bout]
  private let shape: [Wave]
  private let meanSeconds: Double
  private var random: RandomStream
  private var nextStride = 0
  private var active: [(wave: Wave, bout: Int)] = []

  init(strides: [LegStride], _ course: Course, meanSeconds: Double, shape: RandomStream, random: RandomStream) {
    self.strides = strides
    bouts = course.bouts
    self.meanSeconds = meanSeconds
    self.random = random
    self.shape = Self.returningShape(shape, meanSeconds)
  }

  /// Adds to a chunk that starts at a base sample, times `scale` and each stride's gait.
  mutating func add(_ scale: Double, to output: inout [Double], from first: Int) {
    let start = BaseRate.time(first)
    let end = BaseRate.time(first + output.count)
    admit(until: end)
    for (wave, bout) in active {
      let from = max(0, Int(bounded: (wave.centre - wave.seconds / 2 - start) * BaseRate.hertz))
      let to = min(output.count, Int(bounded: (wave.centre + wave.seconds / 2 - start) * BaseRate.hertz) + 1)
      guard from < to else { continue }
      for index in from..<to {
        let time = start + BaseRate.time(index)
        output[index] += scale * wave.value(at: time) * bouts[bout].gate(time)
      }
    }
    active.removeAll { $0.wave.centre + $0.wave.seconds / 2 < end }
  }

  private mutating func admit(until end: Double) {
    while nextStride < strides.count, strides[nextStride].contact - Self.longest < end {
      let stride = strides[nextStride]
      nextStride += 1
      var peak = (1 - Self.returningShare) * meanSeconds
      peak /= Double(Self.changingWaves) * Self.waveMeanSquare
      let changing = (0..<Self.changingWaves).map { _ in
        var wave = Self.slowWave(&random)
        wave.peak = (peak / wave.seconds).squareRoot()
        return wave
      }
      for wave in shape + changing { admit(wave, stride) }
    }
  }

  private mutating func admit(_ wave: Wave, _ stride: LegStride) {
    var wave = wave
    wave.centre = stride.contact + wave.centre * stride.duration
    wave.peak *= stride.gait.motionScale
    active.append((wave, stride.bout))
  }

  private static func slowWave(_ random: inout RandomStream) -> Wave {
    Wave(
      centre: random.uniform(in: 0...0.95), seconds: random.uniform(in: 0.16...longest),
      hertz: random.uniform(in: 3...11), phase: random.uniform(), peak: random.uniform(in: 0.5...1))
  }

  /// A random shape, scaled so that its mean square over a stride is the returning share.
  private static func returningShape(_ random: RandomStream, _ meanSeconds: Double) -> [Wave] {
    var random = random
    var waves = (0..<slowWaves).map { _ in slowWave(&random) }
    waves.append(
      Wave(
        centre: random.uniform(in: 0.02...0.05), seconds: random.uniform(in: 0.06...0.09),
        hertz: random.uniform(in: 18...28), phase: random.uniform(), peak: impactPeak))
    let points = 600
    var square = 0.0
    for point in 0..<points {
      var sum = 0.0
      for stride in [-1.0, 0, 1] {
        let time = (Double(point) / Double(points) + stride) * meanSeconds
        for var wave in waves {
          wave.centre *= meanSeconds
          sum += wave.value(at: time)
        }
      }
      square += sum * sum / Double(points)
    }
    let scale = (returningShare / square).squareRoot()
    for index in waves.indices { waves[index].peak *= scale }
    return waves
  }
}
