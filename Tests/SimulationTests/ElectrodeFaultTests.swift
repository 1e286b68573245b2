import EMGUnits
import Simulation
import Testing

@Suite struct ElectrodeFaultTests {
  /// Half the length of the recording's filter at 1 kHz, seconds: a fault's edge reaches this far.
  private static let edge = 0.025

  private func rendered(_ kind: ElectrodeFault.Kind?, amplitude: Double = 62) throws -> Rendered {
    var plan = SimulationPlan(sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1,hamstring=2"), seconds: 30)
    plan.mains.frequency = 60
    plan[.gluteusMaximus].amplitudeMicrovolts = amplitude
    if let kind { plan.faults = [ElectrodeFault(kind, channel: 1, startSeconds: 10, seconds: 10)] }
    return try Rendered(plan)
  }

  @Test(arguments: [ElectrodeFault.Kind.off, .dead, .muted, .clipping(gain: 200), .hum(level: 3)])
  func faultsBeginAndEndOnTime(kind: ElectrodeFault.Kind) throws {
    let (faulty, sound) = (try rendered(kind), try rendered(nil))
    let before = 10 - Self.edge
    let after = 20 + Self.edge
    #expect(faulty.samples(1, to: before) == sound.samples(1, to: before))
    #expect(faulty.samples(1, from: after) == sound.samples(1, from: after))
    #expect(faulty.channels[1] == sound.channels[1])
    #expect(faulty.samples(1, from: 10, to: 20) != sound.samples(1, from: 10, to: 20))
  }

  @Test func anElectrodeThatIsOffSwingsAndHumsWithoutEMG() throws {
    let off = try rendered(.off)
    let window = off.samples(1, from: 10 + Self.edge, to: 20 - Self.edge)
    #expect(window == (try rendered(.off, amplitude: 124)).samples(1, from: 10 + Self.edge, to: 20 - Self.edge))
    // Asked: hum of 0.2 × 5000 µV RMS; the swings add a little at 60 Hz and clipping takes a little away.
    let hum = power(window, at: 60, rate: 1000).squareRoot()
    #expect((850...1100).contains(hum))
    // Swings of 0.3 × 5000 µV RMS in the long run; ten seconds hold some ten of them.
    let slow = Spectrum([window.prefix(8192)], rate: 1000, upTo: 500).share(below: 5)
    #expect(slow > 0.2)
    #expect(window.rms > 1000)
  }

  @Test func aDeadChannelHasHalfAMicrovolt() throws {
    let window = try rendered(.dead).samples(1, from: 10 + Self.edge, to: 20 - Self.edge)
    // White up to 1 kHz; the 1 kHz recording keeps 46 % of it: 0.34 µV. 10 s know the RMS to 1 %.
    #expect((0.32...0.36).contains(window.rms))
  }

  @Test func aMutedChannelIsExactlyZero() throws {
    #expect(try rendered(.muted).samples(1, from: 10 + Self.edge, to: 20 - Self.edge).allSatisfy { $0 == 0 })
  }

  @Test func tooMuchGainClipsAtFullScale() throws {
    let window = try rendered(.clipping(gain: 200)).samples(1, from: 10 + Self.edge, to: 20 - Self.edge)
    let clipped = window.filter { abs($0) == 5000 }.count
    // 200 × 32 µV RMS is 6.4 mV: a good part of the samples is beyond 5 mV.
    #expect(Double(clipped) > 0.1 * Double(window.count))
    #expect(window.allSatisfy { abs($0) <= 5000 })
  }

  @Test func aBadContactHumsOnTopOfTheEMG() throws {
    let (humming, sound) = (try rendered(.hum(level: 3)), try rendered(nil))
    let start = 10 + Self.edge
    let added = zip(humming.samples(1, from: start, to: 20 - Self.edge), sound.samples(1, from: start)).map(-)
    // Glute EMG over a stride: 22 µV RMS (see MuscleSettingsTests), times 3, and 6 % for the harmonics.
    #expect((60...80).contains(added.rms))
    #expect(power(added, at: 60, rate: 1000).squareRoot() > 0.9 * added.rms)
  }
}
