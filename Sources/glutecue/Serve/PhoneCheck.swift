import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import Foundation
import PhoneServer
import Recording

/// A check that is looked at on a phone, until it is stopped.
struct PhoneCheck: Sendable {
  private static let interval = Duration.milliseconds(200)
  private static let mostSeconds = 600.0
  /// A muscle that nobody has contracted yet cannot be told from an electrode that is off.
  private static let patienceSeconds = 8.0

  let house: ServeHouse
  let withSqueeze: Bool

  func run(_ job: Job) throws {
    let settings = try house.settings()
    if withSqueeze { return try squeeze(job, settings) }
    let setup = try setup(settings)
    job.tell { $0.words = setup.warnings }
    var meter = CheckMeter(
      setup, limit: Self.mostSeconds, isPaced: house.isPaced(setup), interruption: job.interruption)
    var shown = ContinuousClock.now
    meter.onLook = { check in
      guard ContinuousClock.now - shown > Self.interval else { return }
      shown = .now
      let channels = zip(check.reports, check.levels).map {
        Self.channel($0, level: $1, isEarly: check.seconds < Self.patienceSeconds)
      }
      let seconds = check.seconds
      job.tell {
        $0.channels = channels
        $0.seconds = seconds
      }
    }
    let reports = try meter.run()
    let seconds = meter.seconds
    let end = CheckEnd(reports, legs: meter.legs, squeeze: nil, seconds: seconds, input: setup.input)
    job.tell { status in
      status.channels = reports.map { Self.channel($0, level: $0.assessment.bandRMS) }
      status.seconds = seconds
      status.words += end.sentences
    }
  }

  private func setup(_ settings: EffectiveSettings) throws -> CalibrationSetup {
    try CalibrationSetup(
      input: try house.input(), timeline: nil, settings: settings, device: try DeviceOptions.parse([]))
  }

  /// The wizard's own steps: quiet standing, a squeeze and a curl.
  private func squeeze(_ job: Job, _ settings: EffectiveSettings) throws {
    let setup = try setup(settings)
    let steps = CalibrationPlan.standard.steps(for: setup.input).filter { $0.kind == .rest || $0.kind == .squeeze }
    guard steps.contains(where: { $0.kind == .squeeze }) else {
      throw ConfigurationError(
        "The squeeze test needs a glute and a hamstring in the map; \(setup.input.map) has not both.")
    }
    var loop = try CalibrationLoop(
      source: setup.source, tones: try house.guideTones(setup.input), keyboard: nil, isPaced: house.isPaced(setup),
      progress: nil, input: setup.input,
      wizard: CalibrationWizard(steps: steps, input: setup.input, schedule: setup.schedule),
      interruption: job.interruption, isQuiet: true,
      view: PhoneView(job, input: setup.input, steps: steps, records: []))
    switch try loop.run() {
    case .refused(let reasons):
      throw CommandFailure(reasons.map(\.description).joined(separator: " "), .channelUnusable)
    case .left: return
    case .finished: job.tell { $0.words.append("Each channel answers to its own muscle.") }
    }
  }

  private static func channel(
    _ report: ChannelReport, level: Double, isEarly: Bool = false
  ) -> JobStatus.Channel {
    let waits = isEarly && (report.verdict == .dead || report.verdict == .flat)
    return JobStatus.Channel(
      channel: report.assessment.channel, role: report.assessment.role.description, level: level,
      levelUv: report.microvolts(level), restUv: report.microvolts(report.assessment.noiseFloor),
      peakUv: report.microvolts(report.peak), verdict: waits ? "waiting" : report.verdict.rawValue,
      words: waits ? "Squeeze this muscle, and let go." : report.words)
  }
}
