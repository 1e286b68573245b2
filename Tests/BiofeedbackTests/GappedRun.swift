import Biofeedback
import EMGUnits
import SignalProcessing
import Simulation
import TestSupport

/// Healthy running in which the device loses frames. What it would have heard there is replaced by loud noise, which must
/// not be noticed.
struct GappedRun {
  var samples: [Float]
  let channelCount: Int
  let rate: Double
  let map: String
  /// True contacts, in seconds.
  var contacts: [Double]
  var gaps: [FrameGap] = []

  var seconds: Double { Double(samples.count / channelCount) / rate }

  /// The real run.
  init(real run: RealRun, truth: StrideTruth, hamstring: Int) {
    samples = run.samples
    channelCount = run.channelCount
    rate = run.rate
    map = "glute=1,hamstring=\(hamstring)"
    contacts = truth.contacts
  }

  /// A simulated one.
  init(_ plan: SimulationPlan) throws {
    var simulator = try EMGSimulator(plan)
    samples = simulator.render(frames: simulator.frameCount)
    channelCount = simulator.channelCount
    rate = plan.sampleRate.value
    map = plan.channels.description
    contacts = simulator.strides.map(\.contactSeconds)
  }

  /// Frames from `start` on are lost; the runner runs on meanwhile.
  mutating func lose(_ lost: Double, at start: Double) {
    let gap = FrameGap(start: Int(start * rate), count: max(1, Int(lost * rate)))
    gaps.append(gap)
    var noise = SeededNoise(seed: UInt64(gap.start))
    for i in gap.start * channelCount..<min(samples.count, gap.end * channelCount) { samples[i] = noise.uniform() }
  }

  /// A gap is put between two frames: the runner goes on with the stride behind it.
  mutating func insert(_ lost: Double, at start: Double) {
    let gap = FrameGap(start: Int(start * rate), count: max(1, Int(lost * rate)))
    gaps.append(gap)
    var noise = SeededNoise(seed: UInt64(gap.start))
    samples.insert(
      contentsOf: (0..<gap.count * channelCount).map { _ in noise.uniform() }, at: gap.start * channelCount)
    contacts = contacts.map { $0 < start ? $0 : $0 + Double(gap.count) / rate }
  }

  func analysed(_ mode: SignalChain.Mode = .live) throws -> AnalysedRun {
    try AnalysedRun(samples, channelCount: channelCount, rate: rate, map: map, mode: mode, gaps: gaps)
  }

  /// The place, from 1, of the first stride with a verdict among the strides that begin after the gap; nil when there is
  /// none.
  func resumes(_ run: AnalysedRun, after gap: FrameGap) -> Int? {
    let end = Double(gap.end) / rate
    guard let judged = run.strides.first(where: { $0.contact > end - 0.05 && $0.isJudged }) else { return nil }
    return contacts.count { $0 > end && $0 < judged.contact - 0.1 } + 1
  }
}

extension StrideRecord {
  /// There is a verdict about the glute.
  fileprivate var isJudged: Bool { verdict == .firing || verdict == .weak || verdict == .silent }
}
