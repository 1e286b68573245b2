import EMGUnits
import Glibc
import SignalProcessing
import TestSupport
import Testing

/// The band-pass as the chain applies it, judged by its impulse response.
@Suite struct BandPassDesignTests {
  /// Of full gain. An impulse response of 0.18 s follows the lower corner to 0.4 %.
  private static let gainTolerance = 0.01
  /// Of the largest tap: single precision, and the rounding of the Fourier transform.
  private static let symmetryTolerance: Float = 1e-5
  /// More would eat the time in which a beep is still of use.
  private static let longestDelay = 0.005

  private struct Reference: Decodable {
    let rate: Double
    let hertz: [Double]
    let gain: [Double]
  }

  private func impulseResponse(rate: Double, mode: SignalChain.Mode) throws -> ChainRun {
    var rig = try ChainRig(rate: rate, mode: mode)
    var impulse = [Float](repeating: 0, count: Int(2 * rate))
    impulse[Int(0.5 * rate)] = 1
    return rig.process([impulse])
  }

  private func gain(of response: [Float], at hertz: Double, rate: Double) -> Double {
    let step = 2 * Double.pi * hertz / rate
    var (re, im) = (0.0, 0.0)
    for (n, tap) in response.enumerated() where tap != 0 {
      re += Double(tap) * cos(step * Double(n))
      im += Double(tap) * sin(step * Double(n))
    }
    return (re * re + im * im).squareRoot()
  }

  @Test(arguments: [SignalChain.Mode.live, .offline])
  func magnitudeIsThatOfSosfiltfilt(mode: SignalChain.Mode) throws {
    for reference in try fixture("bandpass", as: [Reference].self) {
      let run = try impulseResponse(rate: reference.rate, mode: mode)
      for response in [run.measurement[0], run.tracking[0]] {
        let errors = zip(reference.hertz, reference.gain).map {
          abs(gain(of: response, at: $0, rate: reference.rate) - $1)
        }
        #expect(errors.allSatisfy { $0 < Self.gainTolerance })
      }
    }
  }

  /// Decimation included: what it takes from the band is given back.
  @Test(arguments: [8000.0, 22_050, 44_100, 48_000, 96_000, 192_000])
  func decimatedSignalsSeeTheSameMagnitude(rate: Double) throws {
    var rig = try ChainRig(rate: rate, mode: .live)
    let core = rig.chain.coreRate.value
    let low = tan(.pi * 30 / core)
    let high = tan(.pi * 450 / core)
    for hertz in [20.0, 30, 40, 100, 250, 400, 450, 500] {
      let warped = tan(.pi * hertz / core)
      let wanted = 1 / (1 + pow((warped * warped - low * high) / ((high - low) * warped), 8))
      let run = rig.process([Tone(hertz: hertz, rate: rate).samples(count: Int(rate))])
      for output in [run.measurement[0], run.tracking[0]] {
        let settled = output.dropFirst(Int(0.3 * core)).prefix(Int(0.6 * core))
        #expect(abs(Tone(hertz: hertz, rate: core).measured(in: settled).amplitude - wanted) < Self.gainTolerance)
      }
      rig = try ChainRig(rate: rate, mode: .live)
    }
  }

  @Test(arguments: [1000.0, 2000, 2205], [SignalChain.Mode.live, .offline])
  func theMeasurementSignalIsSymmetric(rate: Double, mode: SignalChain.Mode) throws {
    let response = try impulseResponse(rate: rate, mode: mode).measurement[0]
    let rig = try ChainRig(rate: rate, mode: mode)
    let centre = Int(0.5 * rate) + Int((rig.chain.measurementDelay * rate).rounded())
    let peak = response.map { abs($0) }.max()!
    #expect(abs(response[centre]) == peak)
    let reach = Int(0.2 * rate)
    let differences = (1...reach).map { abs(response[centre + $0] - response[centre - $0]) }
    #expect(differences.allSatisfy { $0 < Self.symmetryTolerance * peak })
  }

  @Test(arguments: [1000.0, 2000, 2205, 44_100, 48_000])
  func theTrackingSignalIsNotLate(rate: Double) throws {
    let rig = try ChainRig(rate: rate, mode: .live)
    #expect(rig.chain.trackingDelay - rig.chain.decimationDelay < Self.longestDelay)
  }

  /// Nothing may come before the input, whatever the phase.
  @Test func theTrackingSignalIsCausal() throws {
    let response = try impulseResponse(rate: 2000, mode: .live).tracking[0]
    let peak = response.map { abs($0) }.max()!
    #expect(response.prefix(999).allSatisfy { abs($0) < Self.symmetryTolerance * peak })
  }
}
