import EMGUnits
import Simulation
import Testing

@Suite struct SimulationPlanTests {
  struct Case: Sendable {
    let message: String
    let change: @Sendable (inout SimulationPlan) -> Void
    init(_ message: String, _ change: @escaping @Sendable (inout SimulationPlan) -> Void) {
      self.message = message
      self.change = change
    }
  }

  private static let cases = [
    Case("Sample rate 499 Hz is outside 500–192000 Hz.") { $0.sampleRate = 499 },
    Case("Sample rate nan Hz is outside 500–192000 Hz.") { $0.sampleRate = Hertz(.nan) },
    Case("The course is empty. It needs at least one segment of running, walking or standing.") { $0.course = [] },
    Case("Length of segment 1 0 s is outside 0.1–86400 s.") { $0.course[0].seconds = 0 },
    Case("Cadence of segment 1 180 strides per minute is outside 30–150 strides per minute.") {
      $0.course[0].stridesPerMinute = 180
    },
    Case("Final effort of segment 1 -1 is outside 0–10.") { $0.course[0].finalEffort = -1 },
    Case("Length of the course 100000 s is outside 0.1–86400 s.") {
      $0.course = [.running(seconds: 50_000), .walking(seconds: 50_000)]
    },
    Case("Amplitude of glute -5 µV is outside 0–100000 µV.") { $0[.gluteusMaximus].amplitudeMicrovolts = -5 },
    Case("Amplitude variability of hamstring 1.5 is outside 0–1.") { $0[.hamstrings].amplitudeVariability = 1.5 },
    Case("Motion share of calf 1 is outside 0–0.95.") { $0[.calf].motionShare = 1 },
    Case("High spectrum corner of quadriceps 600 Hz is outside 5–500 Hz.") { $0[.quadriceps].spectrum.high = 600 },
    Case("Gain per hour of lower-back 0 is outside 0.01–100.") { $0[.lowerBack].gainPerHour = 0 },
    Case("Stride variability 0.2 is outside 0–0.1.") { $0.strideVariability = 0.2 },
    Case("Muscle coupling 1.1 is outside 0–1.") { $0.muscleCoupling = 1.1 },
    Case("Burst jitter 0.06 s is outside 0–0.05 s.") { $0.burstJitterSeconds = 0.06 },
    Case("Motion factor -0.5 is outside 0–10.") { $0.motion = -0.5 },
    Case("Mains frequency 16.7 Hz is outside 40–70 Hz.") { $0.mains.frequency = 16.7 },
    Case("Mains level 101 is outside 0–100.") { $0.mains.level = 101 },
    Case("Electrode noise -1 µV is outside 0–1000 µV.") { $0.electrodeNoiseMicrovolts = -1 },
    Case("Crosstalk 1.2 is outside 0–1.") { $0.crosstalk = 1.2 },
    Case("Variability of the electrodes' day 1.5 is outside 0–1.") {
      $0.electrodeDay = ElectrodeDay(seed: 1, variability: 1.5)
    },
    Case("Electrode gain of glute -1 is outside 0–100.") { $0[.gluteusMaximus].electrodeGain = -1 },
    Case("Electrode noise of hamstring -1 µV is outside 0–1000 µV.") {
      $0[.hamstrings].electrodeNoiseMicrovolts = -1
    },
    Case("Movement of calf 20000 µV is outside 0–10000 µV.") { $0[.calf].movementMicrovolts = 20_000 },
    Case("Full scale 0 mV is outside 0.01–5000 mV.") { $0.fullScaleMillivolts = 0 },
    Case("Burst shift of gluteSwing 11 % is outside -10–10 %.") { $0.style[.gluteSwing].shiftPercent = 11 },
    Case("First stride of glute event 1 0 is outside 1–1000000.") { $0.gluteEvents = [.stops(strides: 0...3)] },
    Case("First factor of glute event 2 -0.1 is outside 0–10.") {
      $0.gluteEvents = [.stops(strides: 1...3), .weak(strides: 1...2, factor: -0.1)]
    },
    Case("Glute event 1 is of the left leg, which the channel map glute=1,contact=2 does not name.") {
      $0.gluteEvents = [.stops(strides: 1...3, side: .left)]
    },
    Case("Fault 1 is on channel 2, which carries no muscle in the channel map glute=1,contact=2.") {
      $0.faults = [ElectrodeFault(.dead, channel: 2)]
    },
    Case("Start of fault 1 -1 s is outside 0–86400 s.") {
      $0.faults = [ElectrodeFault(.dead, channel: 1, startSeconds: -1)]
    },
    Case("Length of fault 1 -2 s is below 0 s.") { $0.faults = [ElectrodeFault(.off, channel: 1, seconds: -2)] },
    Case("Gain of fault 1 0 is outside 0.001–10000.") {
      $0.faults = [ElectrodeFault(.clipping(gain: 0), channel: 1)]
    },
    Case("Hum level of fault 1 2000 is outside 0–1000.") {
      $0.faults = [ElectrodeFault(.hum(level: 2000), channel: 1)]
    },
  ]

  private func plan() throws -> SimulationPlan {
    SimulationPlan(sampleRate: 1000, channels: try ChannelMap(parsing: "glute=1,contact=2"), seconds: 5)
  }

  @Test(arguments: cases.indices)
  func refusesWithTheReason(index: Int) throws {
    var plan = try plan()
    Self.cases[index].change(&plan)
    let error = ConfigurationError(Self.cases[index].message)
    #expect(throws: error) { try plan.validate() }
    #expect(throws: error) { try EMGSimulator(plan) }
  }

  @Test func refusesTooManyChannels() throws {
    let plan = SimulationPlan(sampleRate: 1000, channels: try ChannelMap(parsing: "glute=257"), seconds: 5)
    #expect(throws: ConfigurationError("Highest channel 257 is outside 1–256.")) { try plan.validate() }
  }

  @Test func saysHowLongTheRecordingWillBe() throws {
    var plan = try plan()
    try plan.validate()
    #expect(plan.frameCount == 5000)
    #expect(plan.channelCount == 2)
    plan.course += [.standing(seconds: 2.5)]
    #expect(plan.durationSeconds == 7.5)
    plan.sampleRate = Hertz(.nan)
    #expect(plan.frameCount == 0)
  }
}
