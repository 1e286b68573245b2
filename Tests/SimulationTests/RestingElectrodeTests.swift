import EMGUnits
import Simulation
import Testing

/// What an electrode carries while its muscle rests, and how a day's electrodes take up a muscle.
@Suite struct RestingElectrodeTests {
  private func plan(_ seconds: Double = 30) throws -> SimulationPlan {
    SimulationPlan(
      sampleRate: 2000, channels: try ChannelMap(parsing: "glute=1,hamstring=2"), course: [.running(seconds: seconds)])
  }

  /// A glute that is silent leaves noise and movement exactly as they are: the same as one without any EMG.
  @Test func noiseAndMovementStayAsTheyAre() throws {
    var silent = try plan()
    silent[.gluteusMaximus].movementMicrovolts = 25
    silent[.gluteusMaximus].electrodeNoiseMicrovolts = 0.5
    var resting = silent
    silent.gluteEvents = [.stops(strides: 10...20)]
    resting[.gluteusMaximus].amplitudeMicrovolts = 0
    let (a, b) = (try Rendered(silent), try Rendered(resting))
    let from = a.strides[9].contactSeconds - 0.05
    let to = a.strides[19].endSeconds - 0.2
    #expect(a.samples(1, from: from, to: to) == b.samples(1, from: from, to: to))
    // before, the muscle is there: 20 µV RMS beside 25 µV of movement
    #expect(a.rms(1, from: 2, to: 5) > 1.2 * b.rms(1, from: 2, to: 5))
  }

  @Test(arguments: [Gait.running, .walking], [0.5, 3.0])
  func noiseAndMovementAreAsAsked(gait: Gait, noise: Double) throws {
    var plan = SimulationPlan(
      sampleRate: 2000, channels: try ChannelMap(parsing: "glute=1,hamstring=2"), seconds: 120, gait: gait)
    plan[.gluteusMaximus].amplitudeMicrovolts = 0
    plan[.gluteusMaximus].movementMicrovolts = 25
    plan[.gluteusMaximus].electrodeNoiseMicrovolts = noise
    let rendered = try Rendered(plan)
    // each stride's own waves change, and shapes overlap: a tenth
    #expect(abs(rendered.rms(1) - 25) < 2.5)
    var still = plan
    still[.gluteusMaximus].movementMicrovolts = 0
    // white to 1 kHz, and the slow part of 0.4: √(1000/420 + 2 · 0.16)
    let expected = noise * (1000 / 420.0 + 0.32).squareRoot()
    #expect(abs(try Rendered(still).rms(1) / expected - 1) < 0.05)
  }

  @Test func gainsAreOnTheEMGAlone() throws {
    var bare = try barePlan("glute=1,hamstring=2", course: [.running(seconds: 10)])
    let usual = try Rendered(bare)
    bare[.gluteusMaximus].electrodeGain = 0.6
    bare[.hamstrings].electrodeGain = 1.4
    let other = try Rendered(bare)
    #expect(abs(other.rms(1) / usual.rms(1) - 0.6) < 1e-6)
    #expect(abs(other.rms(2) / usual.rms(2) - 1.4) < 1e-6)
    var noisy = try plan(10)
    noisy[.gluteusMaximus].amplitudeMicrovolts = 0
    let before = try Rendered(noisy)
    noisy[.gluteusMaximus].electrodeGain = 3
    #expect(try Rendered(noisy).channels == before.channels)
  }

  @Test func daysDifferAsStated() {
    let gains = (UInt64(1)...2000).map { ElectrodeDay(seed: $0).gain(of: .gluteusMaximus, on: nil) }
    // 2000 draws know mean and CV to about half a percent
    #expect(abs(gains.mean - 1) < 0.02)
    #expect(abs(gains.variation - 0.2) < 0.015)
    let day = ElectrodeDay(seed: 3, variability: 0.3)
    #expect(day.gain(of: .hamstrings, on: .left) != day.gain(of: .hamstrings, on: .right))
    #expect(
      day.gain(of: .hamstrings, on: nil) == ElectrodeDay(seed: 3, variability: 0.3).gain(of: .hamstrings, on: nil))
    #expect(ElectrodeDay(seed: 3, variability: 0).gain(of: .hamstrings, on: nil) == 1)
  }
}
