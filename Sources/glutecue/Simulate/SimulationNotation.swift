import EMGUnits
import Simulation

/// Reads a course: `run 10min @80-85, stand 30, walk 60 @56, run 60 x1-1.3`.
///
/// Each part is what the person does (run, walk, stand) and for how long, then in any order `@` with the cadence in
/// strides per minute and `x` with the effort.
struct CourseNotation {
  let text: OptionText

  /// The parts, in order.
  func segments() throws(ConfigurationError) -> [CourseSegment] {
    var segments: [CourseSegment] = []
    for item in text.items { segments.append(try segment(item)) }
    return segments
  }

  private func segment(_ item: String) throws(ConfigurationError) -> CourseSegment {
    let words = item.split(separator: " ")
    guard words.count >= 2 else { throw text.refused("“\(item)” does not say what and how long.") }
    var segment = try activity(words[0], seconds: seconds(words[1]))
    for word in words.dropFirst(2) {
      guard segment.activity != .standing else { throw text.refused("Only its length may follow “stand”.") }
      switch word.first {
      case "@": (segment.stridesPerMinute, segment.finalStridesPerMinute) = try text.change(word.dropFirst())
      case "x": (segment.effort, segment.finalEffort) = try text.change(word.dropFirst())
      default: throw text.refused("“\(word)” is neither a cadence (@85) nor an effort (x1.2).")
      }
    }
    return segment
  }

  private func activity(_ word: Substring, seconds: Double) throws(ConfigurationError) -> CourseSegment {
    switch word {
    case "run": .running(seconds: seconds)
    case "walk": .walking(seconds: seconds)
    case "stand": .standing(seconds: seconds)
    default: throw text.refused("“\(word)” is not run, walk or stand.")
    }
  }

  /// `90`, `90s` or `1.5min`.
  private func seconds(_ word: Substring) throws(ConfigurationError) -> Double {
    if word.hasSuffix("min") { return 60 * (try text.number(word.dropLast(3))) }
    return try text.number(word.hasSuffix("s") ? word.dropLast() : word)
  }
}

/// Reads `off:hamstring@12-15,hum=5:1@30`: a kind of fault, with `=` how strong; the channel, by its role or number;
/// and from when to when in seconds (left out: from the start, to the end).
struct FaultNotation {
  /// Clips any muscle at the usual full scale.
  private static let usualGain = 50.0
  /// Buries the EMG.
  private static let usualHum = 5.0

  let text: OptionText
  let map: ChannelMap
  let durationSeconds: Double

  /// The faults, in the order given.
  func faults() throws(ConfigurationError) -> [ElectrodeFault] {
    var faults: [ElectrodeFault] = []
    for item in text.items { faults.append(try fault(item)) }
    return faults
  }

  private func fault(_ item: String) throws(ConfigurationError) -> ElectrodeFault {
    let words = item.split(separator: ":", omittingEmptySubsequences: false)
    guard words.count == 2 else { throw text.refused("“\(item)” is not KIND:CHANNEL.") }
    let place = words[1].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    var fault = ElectrodeFault(try kind(words[0]), channel: try channel(place[0]))
    guard place.count == 2 else { return fault }
    if place[1].contains("-") {
      let span = try text.span(place[1])
      (fault.startSeconds, fault.seconds) = (span.lowerBound, span.upperBound - span.lowerBound)
    } else {
      fault.startSeconds = try text.number(place[1])
    }
    guard fault.startSeconds < durationSeconds else {
      throw text.refused("The recording is over after \(durationSeconds.short) s.")
    }
    return fault
  }

  private func kind(_ word: Substring) throws(ConfigurationError) -> ElectrodeFault.Kind {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let strength = parts.count == 2 ? try text.number(parts[1]) : nil
    switch (parts[0], strength) {
    case ("off", nil): return .off
    case ("dead", nil): return .dead
    case ("muted", nil): return .muted
    case ("clipping", _): return .clipping(gain: strength ?? Self.usualGain)
    case ("hum", _): return .hum(level: strength ?? Self.usualHum)
    case ("off", _), ("dead", _), ("muted", _): throw text.refused("“\(parts[0])” has no strength.")
    default: throw text.refused("“\(parts[0])” is not a fault. Faults: off, dead, muted, clipping, hum.")
    }
  }

  private func channel(_ word: Substring) throws(ConfigurationError) -> Int {
    if let number = Int(word) { return number }
    guard let role = ChannelRole(word), let channel = map.channel(of: role) else {
      throw text.refused("“\(word)” is neither a channel number nor a role in the channel map \(map).")
    }
    return channel
  }
}

/// Reads `18-25,40`, `30-40:0.5` and `50-80:1-0.2`, each item with `left:` or `right:` in front for one leg only.
struct GluteEventNotation {
  /// What stands behind the strides.
  enum Factor {
    /// Nothing: the glute does not fire.
    case silent
    /// `:0.5`, one factor.
    case constant
    /// `:1-0.2`, from one factor to another.
    case changing
  }

  let text: OptionText
  let factor: Factor

  /// The events, in the order given.
  func events(hamstringFactor: Double) throws(ConfigurationError) -> [GluteEvent] {
    var events: [GluteEvent] = []
    for item in text.items {
      var words = item.split(separator: ":", omittingEmptySubsequences: false)[...]
      let side = words.first.flatMap { Side(rawValue: String($0)) }
      if side != nil { words.removeFirst() }
      guard let strides = words.popFirst() else { throw text.refused("The strides are missing.") }
      let (from, to) = try factors(words.map(String.init), strides: strides)
      events.append(
        GluteEvent(strides: try range(strides), from: from, to: to, hamstringFactor: hamstringFactor, side: side))
    }
    return events
  }

  private func factors(
    _ words: [String], strides: Substring
  ) throws(ConfigurationError) -> (from: Double, to: Double) {
    switch factor {
    case .silent:
      guard words.isEmpty else { throw text.refused("Nothing may follow the strides \(strides).") }
      return (0, 0)
    case .constant:
      guard words.count == 1 else { throw text.refused("One factor must follow the strides \(strides).") }
      let value = try text.number(words[0])
      return (value, value)
    case .changing:
      guard words.count == 1, words[0].contains("-") else {
        throw text.refused("The first and the last factor must follow the strides \(strides).")
      }
      return try text.change(words[0])
    }
  }

  private func range(_ word: Substring) throws(ConfigurationError) -> ClosedRange<Int> {
    let ends = word.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = ends.compactMap { Int($0) }
    guard numbers.count == ends.count, let first = numbers.first, let last = numbers.last, first >= 1 else {
      throw text.refused("“\(word)” is neither a stride nor a range of strides; strides count from 1.")
    }
    guard first <= last else { throw text.refused("The range \(word) runs backwards.") }
    return first...last
  }
}

extension RunnerStyle {
  /// Reads `typical`, `hamstring-stance`, `glute-swing` or `random:7`.
  init(parsing name: String) throws(ConfigurationError) {
    switch name {
    case "typical": self = .typical
    case "hamstring-stance": self = .hamstringStanceDominant
    case "glute-swing": self = .gluteSwingDominant
    default:
      guard name.hasPrefix("random:"), let seed = UInt64(name.dropFirst("random:".count)) else {
        throw OptionText("--runner", name, example: "random:7").refused(
          "There is no such runner.\(Self.question(name)) Runners: typical, hamstring-stance, glute-swing, random: or mixed: with a whole number, "
            + "and person: with a whole number or a name.")
      }
      self = .random(seed: seed)
    }
  }

  private static func question(_ name: String) -> String {
    let kind = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)[0]
    return NearestName(among: ["typical", "hamstring-stance", "glute-swing", "random", "mixed", "person"]).question(
      kind)
  }
}

extension CalibrationPerson {
  /// Reads `person:7`; nil for any other runner.
  init?(parsing name: String) throws(ConfigurationError) {
    guard name.hasPrefix("person:") else { return nil }
    guard let seed = UInt64(name.dropFirst("person:".count)) else {
      throw OptionText("--runner", name, example: "person:7").refused(
        "“person:” needs a whole number, or a measured person: \(MeasuredPerson.names).")
    }
    self.init(seed: seed)
  }
}

extension MeasuredPerson {
  /// `level-runner, downhill-runner …`
  static var names: String { all.map(\.name).joined(separator: ", ") }

  /// Reads `person:level-runner` and `mixed:7`; nil for any other runner, and for one of `CalibrationPerson`.
  ///
  /// - Throws: `ConfigurationError` when the course has a gait that the person was not measured in.
  init?(parsing name: String, for course: [CourseSegment]) throws(ConfigurationError) {
    if name.hasPrefix("mixed:") {
      guard let seed = UInt64(name.dropFirst("mixed:".count)) else {
        throw OptionText("--runner", name, example: "mixed:7").refused("“mixed:” needs a whole number.")
      }
      self = .mixed(seed: seed)
    } else if name.hasPrefix("person:"), let found = Self.all.first(where: { "person:" + $0.name == name }) {
      self = found
    } else {
      return nil
    }
    let unknown = Gait.allCases.first { gait in
      patterns[gait] == nil && course.contains { $0.activity == .moving(gait) }
    }
    guard let unknown, let known = patterns.keys.first else { return }
    throw OptionText("--runner", name, example: "person:\(unknown == .walking ? "walker-1" : "level-runner")").refused(
      "This person was measured \(known.rawValue) only, and the course has \(unknown.rawValue): say --gait "
        + "\(known.rawValue), or choose another runner.")
  }
}
