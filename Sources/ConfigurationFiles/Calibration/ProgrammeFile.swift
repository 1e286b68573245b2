import CalibrationProtocol
import EMGUnits
import Files
import Recording
import Yams

/// A programme of training as a YAML file that a physiotherapist can write; `Calibration/README.md` documents it.
public struct ProgrammeFile {
  private static let topKeys = [
    "version", "name", "every-days", "aim", "step", "policy", "reminder", "sessions", "retention",
  ]

  private let path: String

  /// As the user named it; it stands in front of every message.
  public init(path: String) { self.path = path }

  /// The programme.
  ///
  /// - Throws: an error that names file and line.
  public func programme() throws(PlanFile.Failure) -> TrainingProgramme {
    let bytes: [UInt8]
    do { bytes = try TextFile.read(path) } catch { throw .file(error) }
    do { return try programme(YAMLText(path: path, bytes: bytes).root()) } catch { throw .configuration(error) }
  }

  private func programme(_ root: Node?) throws(ConfigurationError) -> TrainingProgramme {
    let keys = PlanKeys(path: path)
    let (root, mapping) = try keys.head(
      root, "programme", keys: Self.topKeys, needed: "version, name and sessions")
    let top = ProgrammeValues(root, keys)
    guard let name = try top.text("name") else {
      throw keys.wrong(root, "a programme needs the key name: sessions in the history belong to it by its name.")
    }
    guard let sessions = mapping["sessions"]?.sequence,
      TrainingProgramme.sessionsAllowed.contains(sessions.count)
    else {
      throw keys.wrong(
        mapping["sessions"] ?? root, "sessions must be a list of 1 to 60 sessions, each beginning with “- minutes: …”.")
    }
    var programme = TrainingProgramme(name: name, sessions: [])
    if let days = try top.whole("every-days", TrainingProgramme.everyDaysAllowed) { programme.everyDays = days }
    if let step = try top.part("step", TrainingProgramme.stepAllowed) { programme.step = step }
    for node in sessions { programme.sessions.append(try run(node, in: top, isTest: false)) }
    if let tests = mapping["retention"] { programme.retention = try self.tests(tests, in: top) }
    return programme
  }

  private func tests(_ node: Node, in top: ProgrammeValues) throws(ConfigurationError) -> [TrainingRun] {
    guard let list = node.sequence else {
      throw top.keys.wrong(node, "retention must be a list of runs, each beginning with “- after-days: …”.")
    }
    var tests: [TrainingRun] = []
    for entry in list {
      let test = try run(entry, in: top, isTest: true)
      if let before = tests.last?.afterDays, let days = test.afterDays, days <= before {
        throw top.keys.wrong(
          entry.mapping?["after-days"] ?? entry,
          "after-days is \(days), it must be more than the \(before) of the run before it.")
      }
      tests.append(test)
    }
    return tests
  }

  private func run(_ node: Node, in top: ProgrammeValues, isTest: Bool) throws(ConfigurationError) -> TrainingRun {
    let keys = top.keys
    let what = isTest ? "a run of retention" : "a session"
    let known =
      (isTest ? ["after-days", "minutes"] : ["minutes", "feedback", "policy"]) + ["aim", "note", "reminder"]
    guard let mapping = node.mapping else {
      throw keys.wrong(node, "\(what) must be a group of keys: \(known.joined(separator: ", ")).")
    }
    for (key, _) in mapping { try keys.check(key, among: known, of: what) }
    let values = ProgrammeValues(node, keys)
    guard let minutes = try values.number("minutes", TrainingRun.minutesAllowed) else {
      throw keys.wrong(node, "\(what) needs the key minutes.")
    }
    let days = isTest ? try values.whole("after-days", TrainingRun.afterDaysAllowed) : nil
    guard !isTest || days != nil else { throw keys.wrong(node, "\(what) needs the key after-days.") }
    // what it does not say itself the programme says for all
    let policy = try values.policy()
    let usualPolicy = try top.policy()
    let reminder = try values.text("reminder")
    let usualReminder = try top.text("reminder")
    let feedback = try values.part("feedback", 0...1)
    let run = TrainingRun(
      minutes: minutes, feedback: isTest ? 0 : feedback ?? 1,
      aim: mapping["aim"] == nil ? try top.aim() : try values.aim(), policy: isTest ? nil : policy ?? usualPolicy,
      note: try values.text("note"), reminder: reminder ?? usualReminder, afterDays: days)
    guard run.policy != .pitch || run.feedback == 0 || run.feedback == 1 else {
      throw keys.wrong(
        mapping["feedback"] ?? node,
        "the policy pitch sounds all the time: feedback must be 0 or 1 with it, not \(run.feedback.plain).")
    }
    return run
  }

}
