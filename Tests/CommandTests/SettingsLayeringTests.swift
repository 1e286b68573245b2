import ConfigurationFiles
import Foundation
import TestSupport
import Testing

/// Each source of settings wins over those before it, and the sidecar stands where it should.
@Suite struct SettingsLayeringTests {
  private let folder: TemporaryFolder
  private let environment: [String: String]

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder["home/.config/glutecue"], withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: folder["xdg/glutecue"], withIntermediateDirectories: true)
    environment = ["XDG_CONFIG_HOME": folder["xdg"], "HOME": folder["home"]]
  }

  private func settings(
    _ flags: [SettingKey: String] = [:], file: String? = nil, variables more: [String: String] = [:]
  ) throws -> EffectiveSettings {
    var layer = SettingsLayer()
    for (key, text) in flags { layer[key] = try key.setting(flag: text) }
    return try SettingsSources(environment: environment.merging(more) { $1 }, file: file, flags: layer).settings()
  }

  @Test func eachSourceWinsOverThoseBeforeIt() throws {
    #expect(try settings()[.policy] == Setting(.word("every"), from: .standard))

    let user = try folder.file("xdg/glutecue/config.yaml", "cues:\n  policy: limit\n")
    #expect(try settings()[.policy] == Setting(.word("limit"), from: .file(path: user, line: 2)))

    let file = try folder.file("run.yaml", "\ncues:\n  policy: faded\n")
    #expect(try settings(file: file)[.policy] == Setting(.word("faded"), from: .file(path: file, line: 3)))

    let variable = ["GLUTECUE_CUES_POLICY": "reward"]
    #expect(
      try settings(file: file, variables: variable)[.policy]
        == Setting(.word("reward"), from: .variable("GLUTECUE_CUES_POLICY")))
    #expect(
      try settings([.policy: "pitch"], file: file, variables: variable)[.policy]
        == Setting(.word("pitch"), from: .flag("--cue-policy")))
    #expect(try settings(variables: ["GLUTECUE_CUES_POLICY": ""])[.policy]?.value == .word("limit"))
  }

  @Test func theUsersFileIsWhereXDGSaysOrBelowHome() throws {
    let home = try folder.file("home/.config/glutecue/config.yaml", "cues: {weak: false}\n")
    #expect(try settings()[.cuesWeak]?.origin == .standard)
    for xdg in ["", "relative/folder"] {
      #expect(try settings(variables: ["XDG_CONFIG_HOME": xdg])[.cuesWeak]?.origin == .file(path: home, line: 1))
    }
    #expect(try settings(variables: ["XDG_CONFIG_HOME": "", "HOME": ""])[.cuesWeak]?.origin == .standard)
  }

  @Test func aUsersFileThatIsAFolderIsAnError() throws {
    try FileManager.default.createDirectory(
      atPath: folder["xdg/glutecue/config.yaml"], withIntermediateDirectories: true)
    #expect(throws: SettingsFailure.file(.folder(path: folder["xdg/glutecue/config.yaml"]))) { try settings() }
  }

  @Test func everyKeyReachesWhatItSets() throws {
    let all = try settings([
      .map: "hamstring=1,glute=2", .fullScale: "2.5", .unit: "uv", .rate: "1500", .band: "40,400", .mains: "off",
      .profile: "me.json",
      .person: "A. Runner",
      .silentBelow: "0.3",
      .silentRatioBelow: "0.6", .weakLevel: "0.8", .policy: "faded", .limitSeconds: "12", .cuesWeak: "false",
      .heartbeatSeconds: "5", .faultRepeatSeconds: "33", .aim: "maximum:15%", .against: "other-leg",
      .feedbackShare: "0.25",
      .historyAdd: "false", .electrodes: "new",
    ])
    let feedback = all.feedback
    #expect(feedback.silentBelow == 0.3 && feedback.silentRatioBelow == 0.6 && feedback.weakLevel == 0.8)
    #expect(feedback.policy == .faded && feedback.limitSeconds == 12 && !feedback.cuesWeak)
    #expect(feedback.heartbeatSeconds == 5 && feedback.faultRepeatSeconds == 33)
    #expect(feedback.aim == .maximum(0.15) && feedback.against == .otherLeg && feedback.share == 0.25)
    let choices = all.overrides
    #expect(choices.map?.description == "hamstring=1,glute=2" && choices.fullScaleMillivolts == 2.5)
    #expect(choices.unit == .microvolts && choices.rate == 1500)
    #expect(choices.band?.description == "40–400 Hz" && choices.mains == .off)
    #expect(all.profile == "me.json" && all.person == "A. Runner" && choices.person == "A. Runner")
    #expect(all.electrodes == .new)
    #expect(all.fallbacks == .init() && !all.addsToHistory && EffectiveSettings().addsToHistory)
    #expect(SettingKey.allCases.allSatisfy { all[$0]?.origin == .flag("--\($0.definition.flag)") })
  }

  /// With an aim most strides fail at first: the policy fades, unless somebody chose another.
  @Test func anAimFadesUnlessAPolicyIsChosen() throws {
    #expect(try settings([.aim: "grow"]).feedback.policy == .faded)
    #expect(try settings([.aim: "grow"])[.policy] == Setting(.word("faded"), from: .standard))
    #expect(try settings([.aim: "grow", .policy: "every"]).feedback.policy == .every)
    #expect(try settings([.aim: "none"]).feedback.policy == .every)
    #expect(try settings([.aim: "none"]).feedback.aim == nil)
  }

  @Test func theDefaultsAreThoseOfTheCore() {
    #expect(EffectiveSettings().feedback == .init())
    #expect(EffectiveSettings().overrides == .init() && EffectiveSettings().fallbacks == .init())
  }

  /// A file is a habit, the sidecar is about this recording, a variable is about this call.
  @Test(arguments: MeasuringCommand.allCases)
  func theSidecarStandsBetweenFilesAndVariables(command: MeasuringCommand) throws {
    _ = try folder.file("run.wav", WAVBytes(try Samples.healthy(seconds: 10)).bytes)
    _ = try folder.file(
      "run.yaml", "input: {map: \"hamstring=1,glute=2\", full-scale-mv: 1, band-hz: [50, 300], mains: off}\n")
    #expect(try header(command) == "hamstring=1,glute=2, band 50–300 Hz, full scale 1 mV")
    _ = try folder.file("run.json", "{\"map\": \"glute=1,hamstring=2\", \"band_hz\": [40, 400]}")
    #expect(try header(command) == "glute=1,hamstring=2, band 40–400 Hz, full scale 1 mV")
    #expect(
      try header(command, ["GLUTECUE_INPUT_BAND_HZ": "20,200"])
        == "glute=1,hamstring=2, band 20–200 Hz, full scale 1 mV")
    #expect(
      try header(command, ["GLUTECUE_INPUT_BAND_HZ": "20,200"], ["--band-hz", "60,240"])
        == "glute=1,hamstring=2, band 60–240 Hz, full scale 1 mV")
  }

  private func header(
    _ command: MeasuringCommand, _ environment: [String: String] = [:], _ more: [String] = []
  ) throws -> String {
    let result = try GlutecueProcess.run(
      command.arguments("run.wav", ["--config", "run.yaml"] + more), environment: environment, in: folder.path)
    #expect(result.standardError == "" && result.exitCode == 0)
    let line = result.standardOutput.split(separator: "\n").first { $0.hasPrefix("run.wav: ") }
    return line.map { String($0).replacing("run.wav: 10.0 s at 2000 Hz, ", with: "") } ?? ""
  }

  @Test(arguments: MeasuringCommand.allCases)
  func aMapThatDoesNotFitTheRecordingIsToldWithItsSource(command: MeasuringCommand) throws {
    _ = try folder.file("run.wav", WAVBytes(try Samples.healthy(seconds: 10)).bytes)
    _ = try folder.file("run.yaml", "input:\n  map: glute=3\n")
    let why = "cannot be used: The map puts glute on channel 3, but the input has channels 1 to 2."
    try expectRefusal(
      command.arguments("run.wav", ["--config", "run.yaml"]), in: folder, "run.yaml:2: input.map \(why)", exitCode: 64)
    let result = try GlutecueProcess.run(
      command.arguments("run.wav"), environment: ["GLUTECUE_INPUT_MAP": "glute=3"], in: folder.path)
    #expect(result.standardError == "glutecue: GLUTECUE_INPUT_MAP \(why)\n" && result.exitCode == 64)
  }
}
