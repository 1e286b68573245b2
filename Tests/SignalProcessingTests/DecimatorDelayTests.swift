import SignalProcessing
import TestSupport
import Testing

@Suite struct DecimatorDelayTests {
  /// In core samples. Both stages are symmetric, so only single precision stands between declared and measured.
  private static let tolerance = 0.001

  @Test(arguments: DecimatorSpectrumTests.rates, [35.0, 120, 200])
  func theDeclaredDelayIsTheMeasuredOne(rate: Double, hertz: Double) throws {
    var rig = try DecimatorRig(rate: rate)
    let core = rig.plan.outputRate.value
    let output = rig.process(Tone(hertz: hertz, rate: rate).samples(count: Int(0.6 * rate))).samples
    let skipped = Int(0.06 * core)
    let tone = Tone(hertz: hertz, rate: core)
    // phase of the sine as it would be without delay, less the phase found, in core samples
    let phase = tone.step * Double(skipped) - tone.measured(in: output.dropFirst(skipped)).phase
    let measured = phase / tone.step - rig.delaySeconds * core
    let period = 2 * Double.pi / tone.step
    #expect(abs(measured - period * (measured / period).rounded()) < Self.tolerance)
  }

  /// A sine cannot tell a delay from one period more; a single pulse can.
  @Test(arguments: DecimatorSpectrumTests.rates)
  func aPulseComesOutAfterTheDeclaredDelay(rate: Double) throws {
    var rig = try DecimatorRig(rate: rate)
    let core = rig.plan.outputRate.value
    var pulse = [Float](repeating: 0, count: Int(0.3 * rate))
    let start = Int(0.1 * rate)
    pulse[start] = 1
    let output = rig.process(pulse).samples
    let weights = output.map { Double($0) * Double($0) }
    let centre = weights.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / weights.reduce(0, +)
    let expected = (Double(start) / rate + rig.delaySeconds) * core
    // the pulse may fall between two output samples
    #expect(abs(centre - expected) < 0.5)
  }
}
