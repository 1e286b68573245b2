import Glibc
import SignalProcessing
import TestSupport
import Testing

/// Declared latency is measured latency.
@Suite struct SignalChainTimeTests {
  private static let rates: [Double] = [1000, 2000, 2205, 44_100, 48_000, 192_000]
  /// In core samples: what the centre of an impulse response can be told to.
  private static let sampleTolerance = 0.05
  /// In seconds: a twentieth of an envelope frame, a hundredth of the jitter that contacts have.
  private static let frameTolerance = 0.0002

  private static let start = 1.0
  private static let pulseSeconds = 0.004

  /// A short burst of 150 Hz around `start`, symmetric in time.
  private func burst(rate: Double) -> [Float] {
    (0..<Int(2.5 * rate)).map { n in
      let t = Double(n) / rate - Self.start
      return Float(0.9 * exp(-0.5 * pow(t / Self.pulseSeconds, 2)) * cos(2 * .pi * 150 * t))
    }
  }

  private func impulse(rate: Double, delayedBy frames: Int = 0) -> [Float] {
    var samples = [Float](repeating: 0, count: Int(2.5 * rate))
    samples[Int(Self.start * rate) + frames] = 1
    return samples
  }

  /// Where the energy (or, of an envelope, the power) of an output lies.
  private func centre(_ weights: [Double]) -> Double {
    weights.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / weights.reduce(0, +)
  }
  private func energyCentre(_ output: [Float]) -> Double { centre(output.map { Double($0) * Double($0) }) }

  @Test(arguments: rates, [SignalChain.Mode.live, .offline])
  func theMeasurementDelayIsTheMeasuredOne(rate: Double, mode: SignalChain.Mode) throws {
    var rig = try ChainRig(rate: rate, mode: mode)
    let centre = energyCentre(rig.process([burst(rate: rate)]).measurement[0])
    #expect(abs(centre - (Self.start + rig.chain.measurementDelay) * rig.chain.coreRate.value) < Self.sampleTolerance)
  }

  /// White input: the mean delay of the energy over the band.
  @Test(arguments: [1000.0, 2000, 2205])
  func theTrackingDelayIsTheMeasuredOne(rate: Double) throws {
    var rig = try ChainRig(rate: rate, mode: .live)
    let centre = energyCentre(rig.process([impulse(rate: rate)]).tracking[0])
    #expect(abs(centre - (Self.start + rig.chain.trackingDelay) * rate) < Self.sampleTolerance)
  }

  /// An impulse falls somewhere into an envelope hop: the mean over all places in it is what counts.
  @Test(arguments: [1000.0, 2000, 2205], [SignalChain.Mode.live, .offline])
  func anEnvelopeFrameIsWhereTimeSays(rate: Double, mode: SignalChain.Mode) throws {
    var errors: [Double] = []
    let hop = try ChainRig(rate: rate, mode: mode).chain.envelopeHop
    for place in 0..<hop {
      var rig = try ChainRig(rate: rate, mode: mode)
      let envelope = rig.process([impulse(rate: rate, delayedBy: place)]).envelope[0].map { Double($0) }
      errors.append(rig.chain.time(ofFrame: centre(envelope)) - Self.start - Double(place) / rate)
    }
    let error = errors.reduce(0, +) / Double(hop)
    #expect(abs(error) < Self.frameTolerance)
  }

  @Test(arguments: rates, [SignalChain.Mode.live, .offline])
  func framesAndTimesAreInverse(rate: Double, mode: SignalChain.Mode) throws {
    let rig = try ChainRig(rate: rate, mode: mode)
    for frame in [0, 0.25, 17, 1e6] {
      #expect(abs(rig.chain.frame(at: rig.chain.time(ofFrame: frame)) - frame) < 1e-6)
    }
  }

  @Test(arguments: rates, [SignalChain.Mode.live, .offline])
  func indexesAreTheNearestSamples(rate: Double, mode: SignalChain.Mode) throws {
    let rig = try ChainRig(rate: rate, mode: mode)
    let core = rig.chain.coreRate.value
    for time in [-0.3, -0.001, 0, 0.01234, 1, 777.7777] {
      #expect(abs(Double(rig.chain.measurementIndex(at: time)) - (time + rig.chain.measurementDelay) * core) <= 0.5)
      #expect(abs(Double(rig.chain.trackingIndex(at: time)) - (time + rig.chain.trackingDelay) * core) <= 0.5)
    }
  }

  /// A mark is found at the time of the frame that it stands for.
  @Test(arguments: rates, [SignalChain.Mode.live, .offline])
  func marksAreWhereMarkIndexSays(rate: Double, mode: SignalChain.Mode) throws {
    var rig = try ChainRig(rate: rate, mode: mode)
    var samples = [Float](repeating: 0, count: Int(2 * rate))
    samples[Int(Self.start * rate)] = .nan
    let marks = rig.process([samples]).marks[0]
    let marked = try #require(marks.firstIndex { $0 != 0 })
    #expect(abs(marked - rig.chain.markIndex(at: Self.start)) <= 1)
  }

  /// When a hop can be computed, exactly `inputFramesUsed` frames have arrived: with one fewer it cannot.
  @Test(arguments: rates, [SignalChain.Mode.live, .offline])
  func aHopNeedsExactlyTheFramesItSays(rate: Double, mode: SignalChain.Mode) throws {
    var rig = try ChainRig(rate: rate, mode: mode, mains: 0)
    let zeros = RawSignal.int16([Int16](repeating: 0, count: 1))
    var pushed = 0
    var hops = 0
    zeros.withSamples { samples in
      while hops < 3 {
        rig.take(samples, offset: 0, frames: 1)
        pushed += 1
        guard rig.chain.advance() else { continue }
        hops += 1
        #expect(rig.chain.inputFramesUsed == pushed)
      }
    }
  }
}
