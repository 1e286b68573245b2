import SignalProcessing
import TestSupport
import Testing

/// The band-pass inside the chain: what passes, what does not, and what it does to an impulse.
@Suite struct BandPassFilterTests {
  private static let rate = 2000.0

  private func gain(_ hertz: Double, _ mode: SignalChain.Mode) throws -> Double {
    var rig = try ChainRig(rate: Self.rate, mode: mode)
    let run = rig.process([Tone(hertz: hertz, rate: Self.rate).samples(count: 8000, amplitude: 1)])
    return rms(run.measurement[0].dropFirst(3000).prefix(4000)) * 2.0.squareRoot()
  }

  /// −6 dB at the corners, nothing lost in between, movement and what lies far above the band gone.
  @Test(arguments: [SignalChain.Mode.live, .offline]) func passesTheBandOnly(mode: SignalChain.Mode) throws {
    for hertz in [60.0, 120, 250] { #expect(abs(try gain(hertz, mode) - 1) < 0.02, "\(hertz) Hz") }
    for hertz in [30.0, 450] { #expect(abs(try gain(hertz, mode) - 0.5) < 0.05, "\(hertz) Hz") }
    for hertz in [5.0, 900] { #expect(try gain(hertz, mode) < 0.01, "\(hertz) Hz") }
  }

  /// Linear phase: what an impulse becomes is the same forwards and backwards.
  @Test func theMeasurementSignalIsSymmetric() throws {
    var rig = try ChainRig(rate: Self.rate)
    var impulse = [Float](repeating: 0, count: 4000)
    impulse[2000] = 1
    let response = rig.process([impulse]).measurement[0]
    let peak = try #require(response.indices.max { response[$0] < response[$1] })
    for n in 1...150 { #expect(abs(response[peak - n] - response[peak + n]) < 1e-5, "\(n)") }
  }

  @Test func silenceStaysSilent() throws {
    var rig = try ChainRig(rate: Self.rate)
    let run = rig.process([[Float](repeating: 0, count: 4000)])
    #expect(run.measurement[0].allSatisfy { $0 == 0 } && run.tracking[0].allSatisfy { $0 == 0 })
  }
}
