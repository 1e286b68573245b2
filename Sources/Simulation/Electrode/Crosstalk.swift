import EMGUnits

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
