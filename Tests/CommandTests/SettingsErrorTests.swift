import Foundation
import TestSupport
import Testing

/// Whatever is wrong with a setting is told with file and line, or with the variable or flag, and what would be right.
@Suite struct SettingsErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let given: String
    let message: String
    init(_ given: String, _ message: String) {
      self.given = given
      self.message = message
    }
    var testDescription: String { given }
  }

  private static let cueKeys = "policy, limit-seconds, weak, heartbeat-seconds, fault-repeat-seconds"

  private static let files = [
    Case(
      "cues:\n  polcy: every\n", "run.yaml:2: unknown key “polcy” in cues. Did you mean policy? Known are \(cueKeys)."),
    Case("\n\ncues: {colour: red}\n", "run.yaml:3: unknown key “colour” in cues. Known are \(cueKeys)."),
    Case("input:\n  policy: every\n", "run.yaml:2: unknown key “policy” in input. It belongs to cues."),
    Case(
      "cue:\n  policy: every\n",
      "run.yaml:1: unknown group “cue”. Did you mean cues? Known are input, decision, cues, feedback, history."),
    Case(
      "policy: every\n", "run.yaml:1: “policy” belongs to the group cues: write it below “cues:”, two spaces in."),
    Case(
      "# mine\ndecision:\n  silent-below: 1.5\n", "run.yaml:3: decision.silent-below is 1.5, allowed is 0.05 to 0.9."),
    Case(
      "decision:\n  weak-level: .nan\n", "run.yaml:2: decision.weak-level is “.nan”, allowed is a number, 0.3 to 0.95."),
    Case(
      "decision:\n  silent-below: \"0.5\"\n",
      "run.yaml:2: decision.silent-below is the text “0.5”, allowed is a number, 0.05 to 0.9."),
    Case(
      "decision:\n  silent-below:\n    - 0.5\n",
      "run.yaml:3: decision.silent-below is [0.5], allowed is a number, 0.05 to 0.9."),
    Case("cues:\n  heartbeat-seconds: 1\n", "run.yaml:2: cues.heartbeat-seconds is 1, allowed is 0 or 2 to 600 s."),
    Case(
      "feedback:\n  aim: maxim:15%\n",
      "run.yaml:2: feedback.aim cannot be used: “maxim:15%” is not an aim. Did you mean maximum? Aims: maximum:15%, share:45%, other-leg:80%, drill:50%, "
        + "grow or none."),
    Case(
      "feedback:\n  aim: share\n",
      "run.yaml:2: feedback.aim cannot be used: The aim share has no number. Expected: a percentage from 1% to 95%, such as "
        + "share:45%."),
    Case(
      "feedback:\n  against: me\n",
      "run.yaml:2: feedback.against is “me”, allowed is auto, start, easy-run, maximum, other-leg or best."),
    Case("cues:\n  weak: yes\n", "run.yaml:2: cues.weak is “yes”, allowed is true or false."),
    Case(
      "cues:\n  policy: {often: 1}\n",
      "run.yaml:2: cues.policy is a group of keys, allowed is every, limit, faded, reward or pitch."),
    Case(
      "cues:\n  policy:\n", "run.yaml:2: cues.policy has no value, allowed is every, limit, faded, reward or pitch."),
    Case(
      "input:\n  map: glut=1\n",
      "run.yaml:2: input.map cannot be used: “glut” is not a role. Did you mean glute? Roles: glute, hamstring, quadriceps, calf, "
        + "lower-back, contact; with left- or right- in front for two legs."),
    Case(
      "input:\n  band-hz: [450, 30]\n",
      "run.yaml:2: input.band-hz is [450, 30], allowed is two numbers in Hz, the upper at least twice the lower, such as "
        + "30,450."),
    Case("input:\n  mains: 55\n", "run.yaml:2: input.mains is 55, allowed is auto, 50, 60 or off."),
    Case("input:\n  full-scale-mv: 0\n", "run.yaml:2: input.full-scale-mv is 0, allowed is 0.01 to 5000 mV."),
    Case("cues: every\n", "run.yaml:1: cues is “every”, it must be a group of keys: \(cueKeys)."),
    Case(
      "- cues\n", "run.yaml:1: this is not a list of settings. Write groups with keys below them, such as “cues:”."),
    Case("? [a]\n: 1\n", "run.yaml:1: a key must be a word, not [a]."),
    Case(
      "cues:\n  policy: every\n  policy: limit\n",
      "run.yaml:2: “policy” is given more than once, here for the first time. Keep one line for each key."),
    Case(
      "cues:\n  policy: every\n\tweak: true\n",
      "run.yaml:3: this is not YAML: found a tab character that violates indentation at column 1."),
    Case("cues: {policy: every\n", "run.yaml:2: this is not YAML: did not find expected ',' or '}' at column 1."),
    Case("cues: *mine\n", "run.yaml:1: this cannot be used: found undefined alias."),
    Case("cues:\n---\ninput:\n", "run.yaml:2: this cannot be used: found another document."),
    Case("a: b\nc: \u{7}\n", "run.yaml:2: this is not YAML: control characters are not allowed."),
  ]

  private static let variables = [
    Case(
      "GLUTECUE_CUES_POLICY=often", "GLUTECUE_CUES_POLICY=often: Allowed is every, limit, faded, reward or pitch."),
    Case(
      "GLUTECUE_DECISION_SILENT_BELOW=low",
      "GLUTECUE_DECISION_SILENT_BELOW=low: Allowed is a number, 0.05 to 0.9."),
    Case(
      "GLUTECUE_INPUT_MAP=calf=1",
      "GLUTECUE_INPUT_MAP=calf=1: The map calf=1 has neither a glute nor a hamstring. Example: glute=1,hamstring=2."),
    Case(
      "GLUTECUE_CUE_POLICY=every",
      "GLUTECUE_CUE_POLICY: there is no such setting. Did you mean GLUTECUE_CUES_POLICY? Known are GLUTECUE_INPUT_MAP, "
        + "GLUTECUE_INPUT_FULL_SCALE_MV, GLUTECUE_INPUT_UNIT, GLUTECUE_INPUT_RATE_HZ, GLUTECUE_INPUT_BAND_HZ, GLUTECUE_INPUT_MAINS, GLUTECUE_INPUT_PROFILE, GLUTECUE_INPUT_ELECTRODES, GLUTECUE_INPUT_PERSON, "
        + "GLUTECUE_DECISION_SILENT_BELOW, "
        + "GLUTECUE_DECISION_SILENT_RATIO_BELOW, GLUTECUE_DECISION_WEAK_LEVEL, GLUTECUE_CUES_POLICY, "
        + "GLUTECUE_CUES_LIMIT_SECONDS, GLUTECUE_CUES_WEAK, GLUTECUE_CUES_HEARTBEAT_SECONDS, "
        + "GLUTECUE_CUES_FAULT_REPEAT_SECONDS, GLUTECUE_FEEDBACK_AIM, "
        + "GLUTECUE_FEEDBACK_AGAINST, GLUTECUE_FEEDBACK_SHARE, GLUTECUE_HISTORY_ADD."),
  ]

  private static let flags = [
    Case("--cue-policy often", "--cue-policy often: Allowed is every, limit, faded, reward or pitch."),
    Case("--silent-below -1", "--silent-below -1: Allowed is 0.05 to 0.9."),
    Case("--silent-ratio-below 0.05", "--silent-ratio-below 0.05: Allowed is 0.1 to 1."),
    Case("--weak-level 1", "--weak-level 1: Allowed is 0.3 to 0.95."),
    Case("--cue-limit-seconds 0.5", "--cue-limit-seconds 0.5: Allowed is 1 to 600 s."),
    Case("--cue-weak maybe", "--cue-weak maybe: Allowed is true or false."),
    Case("--heartbeat-seconds 1", "--heartbeat-seconds 1: Allowed is 0 or 2 to 600 s."),
    Case("--fault-repeat-seconds inf", "--fault-repeat-seconds inf: Allowed is a number, 5 to 600 s."),
    Case("--mains 55", "--mains 55: Allowed is auto, 50, 60 or off."),
    Case(
      "--band-hz 30",
      "--band-hz 30: Allowed is two numbers in Hz, the upper at least twice the lower, such as 30,450."),
    Case("--write new.yaml --format json", "--write makes a YAML file. Leave out --format json."),
  ]

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: files)
  func aFileIsToldByLine(file: Case) throws {
    _ = try folder.file("run.yaml", file.given)
    try expectRefusal(["config", "--config", "run.yaml"], in: folder, file.message, exitCode: 64)
  }

  @Test(arguments: variables)
  func aVariableIsToldByName(variable: Case) throws {
    let parts = variable.given.split(separator: "=", maxSplits: 1).map(String.init)
    let result = try GlutecueProcess.run(["config"], environment: [parts[0]: parts[1]], in: folder.path)
    #expect(result.standardError == "glutecue: \(variable.message)\n")
    #expect(result.standardOutput == "" && result.exitCode == 64)
  }

  @Test(arguments: flags)
  func aFlagIsToldAsItWasGiven(flag: Case) throws {
    let words = flag.given.split(separator: " ").map(String.init)
    try expectRefusal(["config"] + words, in: folder, flag.message, exitCode: 64)
  }

  @Test(arguments: MeasuringCommand.allCases)
  func theMeasuringCommandsRefuseTheSame(command: MeasuringCommand) throws {
    _ = try folder.file("run.yaml", "decision:\n  silent-below: 2\n")
    try expectRefusal(
      command.arguments("none.wav", ["--config", "run.yaml"]), in: folder,
      "run.yaml:2: decision.silent-below is 2, allowed is 0.05 to 0.9.", exitCode: 64)
    try expectRefusal(
      command.arguments("none.wav", ["--config", "gone.yaml"]), in: folder, "gone.yaml: there is no such file.",
      exitCode: 66)
  }

  @Test func aFileThatIsNoTextIsRefused() throws {
    _ = try folder.file("run.yaml", [0x63, 0xff, 0x00])
    try expectRefusal(
      ["config", "--config", "run.yaml"], in: folder, "run.yaml: this is not text in UTF-8.", exitCode: 64)
    try expectRefusal(
      ["config", "--config", "."], in: folder, ".: this is a folder. Give the path of a file.", exitCode: 65)
    try expectRefusal(
      ["config", "--config", "/dev/zero"], in: folder,
      "/dev/zero: cannot be opened: it is larger than 1 MiB, which no text of this kind is.", exitCode: 74)
  }
}
