import EMGUnits

/// Mains hum with a fundamental of RMS 1, at the base rate; every harmonic has a phase of its own.
struct Hum {
  private let frequency: Double
  private let phases: [Double]
  private let peaks: [Double]
  private let orders: [Double]

  init(_ frequency: Hertz, random: RandomStream) {
    var random = random
    self.frequency = frequency.value
    orders = MainsHum.harmonics.map { Double($0.order) }
    peaks = MainsHum.harmonics.map { $0.level * (2.0).squareRoot() }
    phases = MainsHum.harmonics.map { _ in random.uniform() }
  }

  /// The sample at a time.
  func value(at time: Double) -> Double {
    var sum = 0.0
    for index in orders.indices {
      sum += peaks[index] * PortableMath.sine(turns: orders[index] * frequency * time + phases[index])
    }
    return sum
  }
}

/// Hum from the mains, with the harmonics that real hum has.
public struct MainsHum: Sendable, Hashable {
  /// The mains frequency; real mains wander, so 50.03 Hz is a fair value.
  public var frequency: Hertz
  /// RMS of the fundamental against the RMS of the channel's EMG over a stride (of the course's first gait). 0: none.
  public var level: Double

  /// Joins the parts; `SimulationPlan.validate()` checks them.
  public init(frequency: Hertz, level: Double) {
    self.frequency = frequency
    self.level = level
  }

  /// No hum.
  public static let none = MainsHum(frequency: 50, level: 0)

  /// Harmonics and their RMS against the fundamental: odd ones dominate, as rectifier loads draw them. Assumed.
  public static let harmonics: [(order: Int, level: Double)] = [(1, 1), (2, 0.1), (3, 0.3), (5, 0.15), (7, 0.08)]
}

/// What arrives of the hamstring's EMG at the glute's electrode: the hamstring's own signal through five taps within 3 ms,
/// as unknown as flesh is. Noise and movement of the hamstring's electrode do not arrive.
struct Crosstalk {
  /// Samples from the first lag to the last, 3 ms.
  private static let lags = 7
  private static let tapCount = 5
  /// SD of the taps beside the main one, which is 1.
  private static let sideTap = 0.3

  private let level: Double
  private let taps: [Double]
  private var profile: ActivationProfile
  private var emg: ShapedNoise
  private var chunk = [Double](repeating: 0, count: BaseRate.chunk)
  private var past = [Double](repeating: 0, count: Crosstalk.lags)

  /// nil when nothing arrives. `emg` is the stream of the hamstring's own channel.
  init?(_ plan: SimulationPlan, _ course: Course, on leg: LegPlan, emg stream: RandomStream, filter: RandomStream) {
    guard plan.crosstalk > 0 else { return nil }
    let settings = plan[.hamstrings]
    taps = Self.drawTaps(filter)
    level =
      plan.crosstalk * settings.amplitudeMicrovolts / ShapedNoise.gain(of: taps, on: settings.spectrum).squareRoot()
    profile = ActivationProfile(plan, course, .hamstrings, on: leg)
    emg = ShapedNoise(settings.spectrum, random: stream)
  }

  /// Adds to a chunk that starts at a base sample, in microvolts.
  mutating func add(to output: inout [Double], from first: Int) {
    profile.fill(&chunk, from: first)
    for index in output.indices {
      for lag in stride(from: Self.lags - 1, to: 0, by: -1) { past[lag] = past[lag - 1] }
      past[0] = chunk[index] * emg.next()
      for lag in 0..<Self.lags { output[index] += level * taps[lag] * past[lag] }
    }
  }

  private static func drawTaps(_ random: RandomStream) -> [Double] {
    var random = random
    var places = Array(0..<lags)
    while places.count > tapCount { places.remove(at: Int(random.uniform() * Double(places.count))) }
    var taps = [Double](repeating: 0, count: lags)
    for place in places { taps[place] = sideTap * random.gaussian(limit: 3) }
    taps[places[Int(random.uniform() * Double(tapCount))]] = 1
    return taps
  }
}

/// Something goes wrong with one channel for a while.
public struct ElectrodeFault: Sendable, Hashable {
  /// What goes wrong.
  public enum Kind: Sendable, Hashable {
    /// The electrode comes off: large swings below 2 Hz and large mains hum, no EMG.
    case off
    /// The amplifier is dead: 0.5 µV of its own noise, nothing else.
    case dead
    /// Digital silence: every sample is zero, as from a muted or unplugged input.
    case muted
    /// The gain is too high by this factor, and the converter clips.
    case clipping(gain: Double)
    /// A bad contact: mains hum of this RMS, against the channel's EMG RMS over a stride; the EMG stays.
    case hum(level: Double)
  }

  /// The channel, from 1.
  public var channel: Int
  /// What goes wrong.
  public var kind: Kind
  /// When it starts, seconds from the first sample.
  public var startSeconds: Double
  /// How long it lasts, seconds; may reach beyond the end.
  public var seconds: Double

  /// Joins the parts; `SimulationPlan.validate()` checks them.
  public init(_ kind: Kind, channel: Int, startSeconds: Double = 0, seconds: Double = .infinity) {
    self.channel = channel
    self.kind = kind
    self.startSeconds = startSeconds
    self.seconds = seconds
  }

  /// Whether the fault lasts at a time.
  func covers(_ time: Double) -> Bool { time >= startSeconds && time < startSeconds + seconds }

  /// Whether the fault touches a span of time.
  func touches(from start: Double, to end: Double) -> Bool {
    startSeconds < end && start < startSeconds + seconds
  }
}
