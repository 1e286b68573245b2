import CalibrationProtocol
import ConfigurationFiles
import EMGUnits
import LiveSession
import Recording

/// Listens to all inputs while somebody stands, squeezes and curls: learns which input carries which muscle.
struct InputListening: ~Copyable {
  /// What came of listening to one contraction.
  enum Outcome {
    case seen
    /// Nothing rose in the time.
    case nothing
    /// The input has ended, or the runner has.
    case ended
  }

  private static let lookSeconds = 0.05
  private static let restSeconds = 4.0
  private static let patienceSeconds = 30.0
  /// Roles for inputs of which nobody knows yet what they carry.
  private static let placeholders =
    ChannelRole.names.dropLast().flatMap { ["left-\($0)", "right-\($0)"] }

  let setup: CalibrationSetup
  private let interruption: Interruption
  private var check: InputCheck
  private var search: InputSearch
  private var seconds = 0.0
  private var block: (samples: RawSamples, frames: Int)?
  private var offset = 0
  private var hasEnded = false
  private var shownLines = 0

  /// Opens the input with as many channels as it has, up to `channels`.
  init(_ input: String, channels: Int, device: DeviceOptions, _ interruption: Interruption) throws {
    let count = max(1, min(channels, Self.placeholders.count))
    let roles = Self.placeholders.prefix(count).enumerated().map { "\($1)=\($0 + 1)" }.joined(separator: ",")
    var settings = EffectiveSettings()
    settings.add([.map: Setting(.word(roles), from: .flag("--map"))])
    let setup = try CalibrationSetup(input: input, timeline: nil, settings: settings, device: device)
    let check = try InputCheck(setup.input, isLive: true)
    self.init(setup, check, interruption)
  }

  private init(_ setup: CalibrationSetup, _ check: consuming InputCheck, _ interruption: Interruption) {
    search = InputSearch(inputs: setup.input.map.entries.count, step: Self.lookSeconds)
    self.setup = setup
    self.check = check
    self.interruption = interruption
  }

  /// Measures every input's rest.
  mutating func rest() throws {
    let end = seconds + Self.restSeconds
    // filters settle first
    let from = seconds + 1
    while seconds < end, let levels = try look("Stand still") {
      if seconds > from { search.rest(levels) }
    }
    clear()
  }

  /// Waits for a contraction, and until everything is loose again.
  mutating func contraction(_ words: String) throws -> Outcome {
    let end = seconds + Self.patienceSeconds
    defer { clear() }
    while seconds < end {
      guard let levels = try look(words) else { return .ended }
      guard search.contract(levels) else { continue }
      while seconds < end, let levels = try look("Let go"), !search.isLoose(levels) {}
      return .seen
    }
    return .nothing
  }

  /// The input of each muscle, in the order of the contractions; nil where they do not tell.
  var inputs: [Int]? { search.inputs }

  /// What each input was like.
  var reports: [ChannelReport] { check.reports }

  /// Reads on for a moment, and shows the levels; nil at the end.
  private mutating func look(_ words: String) throws -> [Double]? {
    let rate = setup.input.sampleRate.value
    var left = max(1, Int(bounded: Self.lookSeconds * rate))
    while left > 0 {
      guard !interruption.isAsked, !hasEnded else { return nil }
      if block.map({ offset >= $0.frames }) ?? true {
        block = try setup.source.next()
        offset = 0
      }
      guard let block else {
        hasEnded = true
        return nil
      }
      let count = min(left, block.frames - offset)
      check.take(block.samples, offset: offset, frames: count)
      offset += count
      left -= count
    }
    seconds += Self.lookSeconds
    let levels = check.levels
    show(words, levels)
    return levels
  }

  /// Meters, a line an input, over those of before.
  private mutating func show(_ words: String, _ levels: [Double]) {
    guard StandardError.isTerminal, setup.source.isLive else { return }
    let rises = search.rise(levels)
    let lines =
      [words]
      + levels.indices.map { index in
        let rise = rises[index]
        let length = min(40, Int(bounded: (4 * rise).rounded()))
        return "  input \(index + 1)  " + String(repeating: "█", count: length)
      }
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
