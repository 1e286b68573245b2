import ArgumentParser
import Foundation
import SessionResults

/// `glutecue bids`: a whole BIDS data set, after the convention of BIDS Apps.
struct BidsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bids",
    abstract: "Analyse a BIDS data set of many people, on one machine or on a cluster.",
    discussion: help)

  /// What is analysed.
  enum Level: String, CaseIterable, ExpressibleByArgument {
    case participant, group
  }

  @Argument(
    help: ArgumentHelp("The BIDS data set; nothing in it is changed.", valueName: "bids-dir"), completion: .directory)
  var study: String
  @Argument(
    help: ArgumentHelp("The folder for the results, a BIDS derivative; made if missing.", valueName: "out"),
    completion: .directory)
  var output: String
  @Argument(
    help: ArgumentHelp(
      "participant: each recording by itself. group: one table over what participant has found.",
      valueName: "participant|group"))
  var level: Level
  @OptionGroup(title: "Who") var choice: StudyChoice
  @Option(
    name: [.customLong("profile-dir"), .customLong("profile_dir")],
    help: ArgumentHelp(
      "A folder with a profile for each person: sub-01_ses-before/profile.json, sub-01/profile.json, or with .json behind "
        + "the name. (default: derivatives/glutecue-profiles in the data set, where there is one)", valueName: "dir"),
    completion: .directory)
  var profileDir: String?
  @Option(
    name: [.customShort("w"), .customLong("work-dir"), .customLong("work_dir")],
    help: ArgumentHelp(
      "Where results are made before they take their place in OUT in one step; best a disk of the machine itself. "
        + "(default: .work in OUT)", valueName: "dir"), completion: .directory)
  var workDir: String?
  @Option(
    name: [.customLong("jobs"), .customLong("n-cpus"), .customLong("n_cpus")],
    help: ArgumentHelp("Recordings at once. (default: one on each processor)", valueName: "n"))
  var jobs: Int?
  @Flag(
    name: [
      .customLong("skip-bids-validation"), .customLong("skip_bids_validation"), .customLong("skip-bids-validator"),
      .customLong("skip_bids_validator"),
    ],
    help: "Analyse what is there, whatever dataset_description.json says.")
  var skipsValidation = false
  @Flag(help: "Do nothing but list the participants who are not finished, a label a line.") var list = false
  @Flag(name: .customLong("no-pages"), help: "Leave out the page of each recording, which is most of the room.")
  var noPages = false
  @OptionGroup var source: SignalSourceOptions
  @OptionGroup var options: SettingsOptions
  @OptionGroup(title: "The decision") var decision: DecisionOptions
  @OptionGroup(title: "The aim") var aims: AimOptions
  @Flag(help: "Analyse finished recordings again.") var force = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs) is not a number of recordings. Example: --jobs 4.") }
  }

  func run() throws {
    let study = try StudyFolder(study)
    if !skipsValidation { try study.validate() }
    let recordings = try choice.chosen(of: study)
    let results = try StudyResults(output, of: study, work: workDir)
    if list { return tellUnfinished(recordings, results) }
    try results.prepare(for: study)
    switch level {
    case .participant: try analyse(study, recordings, results)
    case .group: try join(study, recordings, results)
    }
  }

  private func tellUnfinished(_ recordings: [StudyRecording], _ results: StudyResults) {
    let open = recordings.filter { results.outcome($0)?.isFinished != true }
    for label in Set(open.map(\.participant)).sorted() { print(label) }
  }

  private func analyse(_ study: StudyFolder, _ recordings: [StudyRecording], _ results: StudyResults) throws {
    let settings = try options.settings(flags: source.layer(), decision.layer(), aims.layer())
    let plan = try AnalysisPlan(
      settings, try decision.applying(to: settings.feedback), profiles: try profiles(of: study))
    let plans = KeptPlans.ofUser()
    let level = ParticipantLevel(
      study: study, results: results, plan: plan, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
      force: force, hasPages: !noPages)
    let outcomes = level.run(recordings)
    plans?.keep()
    let unfinished = outcomes.filter { !$0.isFinished }
    print("\(outcomes.count - unfinished.count) of \(outcomes.count) recordings are finished: \(output)")
    guard let first = unfinished.first else { return }
    try StandardOutput.finish()
    StandardError.say(
      "\(unfinished.count) of \(outcomes.count) recordings could not be used:",
      items: unfinished.map(\.words))
    throw ExitCode(first.exitCode)
  }

  private func profiles(of study: StudyFolder) throws(CommandFailure) -> ProfileFolder? {
    if let profileDir { return try ProfileFolder(profileDir) }
    return try? ProfileFolder(study.file("derivatives/glutecue-profiles"))
  }

  private func join(_ study: StudyFolder, _ recordings: [StudyRecording], _ results: StudyResults) throws {
    let found = try GroupLevel(study: study, results: results).run(recordings)
    let words = GroupLevel.files.map { OutputFolder.join(output, $0) }.joined(separator: ", ")
    print("\(found.count { $0.summary != nil }) of \(found.count) recordings have results.\nWritten: \(words)")
    try StandardOutput.finish()
    for caution in GroupLevel.cautions(found) { StandardError.say(caution) }
    guard found.allSatisfy({ $0.outcome != nil }) else {
      throw CommandFailure(
        "The table is not complete. `glutecue bids … participant` analyses what is missing; finished recordings are left "
          + "alone.", .missingInput)
    }
  }
}

/// Whose recordings of a data set are analysed.
struct StudyChoice: ParsableArguments {
  @Option(
    name: [.customLong("participant-label"), .customLong("participant_label")], parsing: .upToNextOption,
    help: ArgumentHelp("Only these, with or without sub-. (default: everybody)", valueName: "label"))
  var participantLabel: [String] = []
  @Option(
    name: [.customLong("exclude-participant-label"), .customLong("exclude_participant_label")],
    parsing: .upToNextOption, help: ArgumentHelp("All but these.", valueName: "label"))
  var excludeParticipantLabel: [String] = []
  @Option(
    name: [.customLong("session-label"), .customLong("session_label")], parsing: .upToNextOption,
    help: ArgumentHelp("Only these visits, with or without ses-.", valueName: "label"))
  var sessionLabel: [String] = []
  @Option(
    name: [.customLong("task-label"), .customLong("task_label")], parsing: .upToNextOption,
    help: ArgumentHelp("Only these tasks, with or without task-.", valueName: "label"))
  var taskLabel: [String] = []

  /// The recordings that are wanted.
  ///
  /// - Throws: `CommandFailure` for a participant who is not there, and when nothing is left.
  func chosen(of study: StudyFolder) throws(CommandFailure) -> [StudyRecording] {
    let wanted = Self.labels(participantLabel, "sub-")
    let without = Self.labels(excludeParticipantLabel, "sub-")
    let unknown = (wanted + without).filter { !study.participants.contains($0) }
    guard unknown.isEmpty else {
      let shown = study.participants.prefix(Self.mostShown).joined(separator: ", ")
      let more = study.participants.count > Self.mostShown ? ", …" : ""
      throw CommandFailure(
        "\(study.path) has no participant \(unknown.joined(separator: ", ")) with a recording. There are \(shown)\(more).",
        .missingInput)
    }
    let visits = Self.labels(sessionLabel, "ses-")
    let tasks = Self.labels(taskLabel, "task-")
    let chosen = study.recordings.filter { recording in
      (wanted.isEmpty || wanted.contains(recording.participant)) && !without.contains(recording.participant)
        && (visits.isEmpty || visits.contains(recording["ses"] ?? ""))
        && (tasks.isEmpty || tasks.contains(recording["task"] ?? ""))
    }
    guard !chosen.isEmpty else {
      throw CommandFailure("\(study.path): no recording is left of those that were asked for.", .missingInput)
    }
    return chosen
  }

  private static let mostShown = 10

  private static func labels(_ given: [String], _ prefix: String) -> [String] {
    given.map { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 }
  }
}

extension BidsCommand {
  /// Behind the abstract of `glutecue bids`.
  static let help = """
    Goes by the convention of BIDS Apps, so that any engine can run it: first participant, for all people at once or for each \
    in a job of its own, then group. What is finished is left alone; after a crash, a power cut or a job that was ended the same \
    command continues, and nothing is lost. A recording that cannot be used stops nothing. docs/labs.md tells how on a cluster.

    participant puts strides.csv, summary.json and report.html of each recording into a folder of its own; group writes \
    group_emg.tsv, with a line for each recording and leg, group_emg.json, which explains the columns, and the page \
    group_emg.html.

    EXAMPLES
      Everybody, on this machine:
        glutecue bids study study/derivatives/glutecue participant
        glutecue bids study study/derivatives/glutecue group
      Two people, in a job of their own, with a disk of the machine to work on:
        glutecue bids study out participant --participant-label 01 02 --work-dir /scratch
      Who is left:
        glutecue bids study out participant --list
      Profiles that `calibrate --output profiles/sub-01` and so on have made:
        glutecue bids study out participant --profile-dir profiles

    EXIT CODES
      participant: 0 every recording has results, even if a channel cannot be used or no strides were found, as the table says \
      (exit_code 3 and 4); otherwise the code of the first recording without: 64 a setting does not fit it; 65 not a usable \
      recording; 66 a file is missing; 74 reading or writing failed; 77 not permitted. group: 0; 66 when recordings have not been \
      analysed yet. Both: 64 wrong options; 65 not a BIDS data set; 66 no such folder or participant; 73 OUT cannot be made or \
      holds something else.
    """
}
