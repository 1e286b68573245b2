import Biofeedback
import EMGUnits
import SessionResults

/// A session on a terminal: from a picture and the terminal's size to lines. Pure, so that a test sees every line.
///
/// What matters most comes first: on a small terminal the rest is left out, and no line is longer than the terminal is wide.
public struct TerminalView {
  private static let leastColumns = 20
  private static let leastRows = 3
  private static let labelColumns = 11
  private static let keys = "space or m marks, q ends"

  /// Places in a line.
  public let columns: Int
  /// Lines.
  public let rows: Int

  /// For a terminal of this size; one that tells none, or next to none, is taken as 80 × 24.
  public init(columns: Int, rows: Int) {
    self.columns = columns >= Self.leastColumns ? columns : 80
    self.rows = rows >= Self.leastRows ? rows : 24
  }

  /// At most `rows` lines of at most `columns` places.
  public func lines(_ picture: SessionPicture) -> [StyledLine] {
    var lines = [title(picture)]
    let last = StyledLine(picture.phase == .waiting ? "space begins, q ends" : Self.keys, .faint)
    for section in sections(picture) where lines.count + section.count < rows { lines += section }
    let room = rows - lines.count - 1
    if room > 1 { lines += [StyledLine()] + messages(picture, count: min(room - 1, rows)) }
    while lines.count < rows - 1 { lines.append(StyledLine()) }
    lines.append(last)
    return lines.map { $0.cut(to: columns) }
  }

  /// In the order in which they are given up when there is no room, from the last on.
  private func sections(_ picture: SessionPicture) -> [[StyledLine]] {
    let legs = picture.legs
    let trouble = health(picture)
    let page = picture.page.map { [StyledLine("live page: \($0)")] } ?? []
    return [trouble] + legs.map { [verdict($0, picture)] } + legs.indices.map { meters($0, picture) }
      + [[counts(picture)], page] + legs.map { bars($0, picture) } + [losses(picture)]
  }

  private func title(_ picture: SessionPicture) -> StyledLine {
    let clock = SummaryText.clock(picture.seconds) + (picture.total.map { " of \(SummaryText.clock($0))" } ?? "")
    var line = StyledLine(picture.phase == .waiting ? "waiting to begin" : clock, .strong)
    line.add("  \(picture.input)", .faint)
    return line
  }

  /// `signal ok`, or what is wrong.
  private func health(_ picture: SessionPicture) -> [StyledLine] {
    var found: [StyledLine] = []
    if let words = picture.health.inputWords { found.append(StyledLine(words, .bad)) }
    if !picture.health.canBeHeard { found.append(StyledLine(DeviceWords.words(.gone), .bad)) }
    if picture.health.hasWrongRate {
      found.append(StyledLine("input: the sound card delivers a different rate than it was set to", .bad))
    }
    if let words = picture.health.recordingEnd { found.append(StyledLine(words, .bad)) }
    for leg in picture.legs {
      guard let trouble = leg.trouble else { continue }
      found.append(StyledLine("signal: \(name(leg, picture))\(trouble)", .bad))
    }
    return found.isEmpty ? [StyledLine("signal ok", .good)] : found
  }

  private func verdict(_ leg: LegPicture, _ picture: SessionPicture) -> StyledLine {
    guard let verdict = leg.verdict, leg.hasRhythm else {
      return StyledLine("\(name(leg, picture))\(leg.verdict == nil ? "waiting for strides" : "no strides")")
    }
    var line = StyledLine(name(leg, picture))
    line.add(verdict.rawValue.padded(to: 9), VerdictSign.tone(verdict))
    line.add(leg.share.map { "share \(Int(bounded: (100 * $0).rounded())) %" } ?? "share –", .strong)
    if let part = leg.ofMaximum { line.add("   \(Int(bounded: (100 * part).rounded())) % of maximum", .strong) }
    if let isMet = leg.isAimMet { line.add(isMet ? "   aim met" : "   below aim", isMet ? .good : .warning) }
    line.add(leg.cadence.map { "   \(Int(bounded: $0.rounded())) strides/min" } ?? "")
    line.add(leg.bars.last.map { "   stride \($0.number)" } ?? "")
    return line
  }

  private func meters(_ index: Int, _ picture: SessionPicture) -> [StyledLine] {
    guard let point = picture.envelope, let leg = index == 0 ? point.first : point.second else { return [] }
    let prefix = picture.legs.count > 1 ? String(name(picture.legs[index], picture).prefix(1)) + " " : ""
    return [("glute", leg.glute), ("hamstring", leg.hamstring)].compactMap { muscle, level in
      guard let level else { return nil }
      let words = LevelMeter.words(level, picture.scale)
      let label = (prefix + muscle).padded(to: Self.labelColumns + prefix.count)
      var line = StyledLine(label)
      line.add(LevelMeter.bar(level: level, columns: max(4, min(60, columns - label.count - 10))), .good)
      line.add(" " + words)
      return line
    }
  }

  private func counts(_ picture: SessionPicture) -> StyledLine {
    let cues = CueKind.allCases.filter { $0.isRecorded }.compactMap { kind in
      picture.cueCounts[kind].map { "\($0) \(kind.rawValue)" }
    }
    var line = StyledLine(cues.isEmpty ? "no cues" : "cues: " + cues.joined(separator: ", "))
    if picture.markCount > 0 { line.add("   marks: \(picture.markCount)") }
    return line
  }

  private func bars(_ leg: LegPicture, _ picture: SessionPicture) -> [StyledLine] {
    guard !leg.bars.isEmpty else { return [] }
    let (heights, signs) = StrideBars.lines(leg.bars, columns: columns)
    let legend =
      columns < 72 ? "last strides (S silent)" : "last strides: f firing, w weak, S silent, b baseline, ? unusable"
    return [StyledLine(name(leg, picture) + legend, .faint), heights, signs]
  }

  private func losses(_ picture: SessionPicture) -> [StyledLine] {
    let health = picture.health
    var lost: [String] = []
    if health.lostSeconds > 0 { lost.append("\(Int(bounded: (1000 * health.lostSeconds).rounded())) ms of input") }
    if health.unrecordedFrames > 0 { lost.append("\(health.unrecordedFrames) frames of the recording") }
    if health.underruns > 0 { lost.append("the tone \(health.underruns) times for a moment") }
    return [
      StyledLine(
        "dropped: " + (lost.isEmpty ? "nothing" : lost.joined(separator: ", ")), lost.isEmpty ? .faint : .warning)
    ]
  }

  private func messages(_ picture: SessionPicture, count: Int) -> [StyledLine] {
    picture.messages.suffix(count).map { StyledLine("\(SummaryText.clock($0.seconds))  \($0.words)") }
  }

  private func name(_ leg: LegPicture, _ picture: SessionPicture) -> String {
    leg.side.map { picture.legs.count > 1 ? $0.rawValue.padded(to: 6) : "\($0.rawValue) " } ?? ""
  }
}

/// A bar for the level of a muscle on a scale in decibels: what is loud leaves room for what is quiet.
struct LevelMeter {
  /// From the least to the largest level shown, in dB against full scale.
  private static let range = -80.0...0.0
  private static let eighths: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// `text` in so many places for a level whose largest is 1; nothing for silence.
  static func bar(level: Float, columns: Int) -> String {
    let decibels = AmplitudeScale(fullScaleMillivolts: nil).decibelsFullScale(Double(level)) ?? range.lowerBound
    let part = (min(max(decibels, range.lowerBound), range.upperBound) - range.lowerBound) / 80
    let steps = Int(bounded: (part * Double(8 * columns)).rounded())
    let full = String(repeating: "█", count: steps / 8)
    let rest = steps % 8 > 0 ? String(eighths[steps % 8]) : ""
    return (full + rest).padded(to: columns)
  }

  /// `45 µV`, or `−52 dBFS` when the full scale is unknown.
  static func words(_ level: Float, _ scale: AmplitudeScale) -> String {
    if let microvolts = scale.microvolts(Double(level)) { return "\(Int(bounded: microvolts.rounded())) µV" }
    guard let decibels = scale.decibelsFullScale(Double(level)) else { return "silent" }
    return "−\(Int(bounded: (-decibels).rounded())) dBFS"
  }
}

extension String {
  /// Filled with spaces to so many places.
  func padded(to columns: Int) -> String { self + String(repeating: " ", count: max(0, columns - count)) }
}

/// The last strides as bars of text: the height is the glute's activation, the sign below says the verdict.
struct StrideBars {
  private static let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// Activation of the highest bar.
  private static let highest: Float = 1.5

  /// The heights and below them the signs, oldest first, in at most so many places.
  static func lines(_ bars: [LegPicture.Bar], columns: Int) -> (heights: StyledLine, signs: StyledLine) {
    var heights = StyledLine()
    var signs = StyledLine()
    for bar in bars.suffix(columns) {
      let tone = VerdictSign.tone(bar.verdict)
      heights.add(String(height(bar)), tone)
      signs.add(String(VerdictSign.sign(bar.verdict)), tone)
    }
    return (heights, signs)
  }

  private static func height(_ bar: LegPicture.Bar) -> Character {
    guard let glute = bar.glute else { return "·" }
    let part = min(max(glute, 0), highest) / highest
    return heights[Int(bounded: (part * Float(heights.count - 1)).rounded())]
  }
}

/// A verdict as one sign, and how it stands out.
enum VerdictSign {
  static func sign(_ verdict: Verdict) -> Character {
    switch verdict {
    case .firing: "f"
    case .weak: "w"
    case .silent: "S"
    case .unusable: "?"
    case .baseline: "b"
    }
  }

  static func tone(_ verdict: Verdict) -> StyledLine.Tone {
    switch verdict {
    case .firing: .good
    case .weak: .warning
    case .silent: .bad
    case .unusable: .faint
    case .baseline: .plain
    }
  }
}
