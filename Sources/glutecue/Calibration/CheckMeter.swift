import CalibrationProtocol
import EMGUnits
import Glibc
import LiveSession
import Recording

/// Reads an input for a while and measures its channels, with live bars on a terminal.
struct CheckMeter: ~Copyable {
  private static let blockSeconds = 0.02

  private let setup: CalibrationSetup
  private let limit: Double
  private let isPaced: Bool
  private let interruption: Interruption
  private let isWatched = StandardError.isTerminal
  private(set) var seconds = 0.0
  /// What the strides say, of each leg on which there were enough.
  private(set) var legs: [StrideCheck.Leg] = []
  private var shownLines = 0

  init(_ setup: CalibrationSetup, limit: Double, isPaced: Bool, interruption: Interruption) {
    self.setup = setup
    self.limit = limit
    self.isPaced = isPaced
    self.interruption = interruption
  }

  /// What each channel was like.
  mutating func run() throws -> [ChannelReport] {
    let isLive = isPaced || setup.source.isLive
    var check = try InputCheck(setup.input, isLive: isLive)
    var strides = StrideCheck(setup.input)
    let pacer = Pacer()
    let usual = isLive ? max(1, Int(bounded: Self.blockSeconds * setup.input.sampleRate.value)) : Int.max
    var shown = ContinuousClock.now
    var progress = ProgressLine("Checking")
    let total = (setup.source as? RecordingFeed)?.reader.frameCount ?? 0
    while check.seconds < limit, !interruption.isAsked, let block = try setup.source.next() {
      var offset = 0
      while offset < block.frames, check.seconds < limit, !interruption.isAsked {
        let left = (limit - check.seconds) * setup.input.sampleRate.value
        let count = min(usual, block.frames - offset, left < 1e9 ? max(1, Int(bounded: left.rounded(.up))) : Int.max)
        if isPaced { pacer.wait(until: check.seconds + Double(count) / setup.input.sampleRate.value) }
        check.take(block.samples, offset: offset, frames: count)
        strides.take(block.samples, offset: offset, frames: count)
        offset += count
        if !isLive && total > 0 {
          progress.update(check.seconds * setup.input.sampleRate.value / Double(total))
        }
        guard isWatched, isLive, ContinuousClock.now - shown > .milliseconds(100) else { continue }
        shown = .now
        show(check)
      }
    }
    clear()
    progress.clear()
    seconds = check.seconds
    check.finish()
    legs = strides.finish()
    return check.reports
  }

  /// Meters, a line a channel, over those of before.
  private mutating func show(_ check: borrowing InputCheck) {
    let lines = zip(check.reports, check.levels).map { MeterLine(report: $0, level: $1).text }
    let up = shownLines > 0 ? "\u{1B}[\(shownLines)A" : ""
    StandardError.write(up + lines.map { "\r\u{1B}[K\($0)\n" }.joined())
    shownLines = lines.count
  }

  private mutating func clear() {
    guard shownLines > 0 else { return }
    StandardError.write("\u{1B}[\(shownLines)A\u{1B}[J")
    shownLines = 0
  }
}

/// One channel's meters: level now, and what has been measured so far.
private struct MeterLine {
  let report: ChannelReport
  let level: Double

  var text: String {
    let noise =
      report.microvolts(report.assessment.noiseFloor).map { "\(Int(bounded: $0.rounded())) µV" }
      ?? decibels(report.assessment.noiseFloor)
    return LevelBars.line([(role: report.assessment.role, level: level)])
      + "  noise \(noise)  headroom \(Int(bounded: (-20 * log10(max(report.peak, 1e-6))).rounded())) dB"
      + "  hum \(percent(report.humShare))  <20 Hz \(percent(report.lowShare))  >450 Hz \(percent(report.highShare))"
      + "  \(report.verdict.rawValue)"
  }

  private func percent(_ share: Double) -> String { "\(Int(bounded: (100 * share).rounded())) %" }

  private func decibels(_ amplitude: Double) -> String {
    "\(Int(bounded: (20 * log10(max(amplitude, 1e-9))).rounded())) dBFS"
  }
}
