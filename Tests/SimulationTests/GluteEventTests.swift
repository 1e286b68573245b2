import EMGUnits
import Simulation
import Testing

@Suite struct GluteEventTests {
  /// The part of a stride before its end in which the next stride's glute may already begin: the burst starts
  /// 7 % before contact, up to 4 % earlier by its jitter and 3 % by its width; tonic activity leads by 10 %.
  private static let nextBegins = 0.15

  private func plan(_ events: [GluteEvent], map: String = "glute=1,hamstring=2") throws -> SimulationPlan {
    var plan = SimulationPlan(sampleRate: 1000, channels: try ChannelMap(parsing: map), seconds: 20)
    plan.gluteEvents = events
    return plan
  }

  private func window(_ rendered: Rendered, _ strides: ClosedRange<Int>, leg: Side? = nil) -> (Double, Double) {
    let touched = rendered.strides.filter { strides.contains($0.index) && $0.leg == leg }
    let last = touched[touched.count - 1]
    return (touched[0].contactSeconds, last.endSeconds - Self.nextBegins * last.durationSeconds)
  }

  @Test func aSilentGluteLeavesNothingButNoise() throws {
    let plan = try plan([.stops(strides: 5...9)])
    var noiseAlone = plan
    noiseAlone[.gluteusMaximus].amplitudeMicrovolts = 0
    noiseAlone.motion = 0
    var still = plan
    still.motion = 0
    let (silent, noise) = (try Rendered(still), try Rendered(noiseAlone))
    let (start, end) = window(silent, 5...9)
    #expect(end - start > 3)
    #expect(silent.samples(1, from: start, to: end) == noise.samples(1, from: start, to: end))
    #expect(silent.rms(1, from: 0, to: start) > 4 * noise.rms(1, from: 0, to: start))
  }

  @Test func aWeakGluteIsWeakExactly() throws {
    var normal = try plan([])
    normal.motion = 0
    normal.electrodeNoiseMicrovolts = 0
    var weak = normal
    weak.gluteEvents = [.weak(strides: 5...5, factor: 0.3)]
    let (a, b) = (try Rendered(normal), try Rendered(weak))
    let (start, end) = window(a, 5...5)
    // Samples are single precision: 6e-8 of 62 µV.
    let rounding = 1e-4
    for (whole, part) in zip(a.samples(1, from: start, to: end), b.samples(1, from: start, to: end)) {
      #expect(abs(0.3 * whole - part) < rounding)
    }
    #expect(a.channels[1] == b.channels[1])
  }

  @Test func fadesAreLinearAndOverlapsMultiply() throws {
    let events = [GluteEvent.fades(strides: 3...7, to: 0.2), .weak(strides: 7...8, factor: 0.5)]
    let factors = try EMGSimulator(plan(events)).strides.map(\.gluteFactor)
    for (found, expected) in zip(factors, [1, 1, 1, 0.8, 0.6, 0.4, 0.1, 0.5, 1]) {
      #expect(abs(found - expected) < 1e-12)  // rounding
    }
  }

  @Test func hamstringsCanTakeOver() throws {
    let event = GluteEvent(strides: 4...6, from: 0.2, to: 0.2, hamstringFactor: 1.5)
    let (changed, normal) = (try EMGSimulator(plan([event])).strides, try EMGSimulator(plan([])).strides)
    for (stride, usual) in zip(changed, normal) {
      #expect(stride.hamstringFactor == ((4...6).contains(stride.index) ? 1.5 : 1))
      #expect(abs(stride.hamstringDrive - stride.hamstringFactor * usual.hamstringDrive) < 1e-12)  // rounding
    }
  }

  @Test func anEventOfOneLegLeavesTheOther() throws {
    let map = "left-glute=1,right-glute=2"
    let event = try Rendered(plan([.stops(strides: 5...9, side: .right)], map: map))
    let normal = try Rendered(plan([], map: map))
    #expect(event.channels[0] == normal.channels[0])
    #expect(event.channels[1] != normal.channels[1])
    #expect(event.strides.filter { $0.gluteFactor == 0 }.map(\.leg) == [.right, .right, .right, .right, .right])
  }
}
