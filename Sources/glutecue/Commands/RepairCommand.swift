import ArgumentParser
import ConfigurationFiles
import LiveSession
import Recording
import SessionResults

/// `glutecue repair`: what a dead battery left becomes a whole session.
struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Repair a session that was cut off.",
    discussion: """
      For a session that ended without its summary: the battery ran out, the program was killed, the disk was full. The \
      recording gets a header that ends at the last whole frame. strides.csv, cues.csv and summary.json are then made by playing \
      the recording through, with the settings kept in settings.yaml, so that they reach to the end of the recording.

      Nothing is lost. The repaired recording is a copy: written beside the old one with everything before and \
      after the samples, read back, and only then put in its place; the old one stays as recording.wav.before-repair. A \
      recording whose header gives the right number of frames stays unchanged, whatever else is odd about it. Lines that are in \
      a table already are compared with those of the replay; if they differ, or cannot be read, the old table stays as \
      strides.csv.before-repair. A complete session stays unchanged: run repair as often as you like. While a \
      session is still recording, repair refuses it.

      EXAMPLES
        A session folder:
          glutecue repair ~/.local/share/glutecue/sessions/2026-11-24_18-30-05
        All of them; complete ones stay unchanged:
          glutecue repair ~/.local/share/glutecue/sessions/*
        A single recording, even from another program:
          glutecue repair run.wav

      EXIT CODES
        0 done, or nothing to repair; 64 wrong options, or settings.yaml cannot be used; 65 not a usable recording; 66 no \
        session there; 74 reading or writing failed, there is no room for the copy, or a session is still recording; 77 not permitted. With several \
        folders all are tried, and the first failure gives the code.
      """)

  @Argument(help: ArgumentHelp("Session folders or recordings.", valueName: "folder"), completion: .recordings)
  var paths: [String]

  func run() throws {
    PrivateFiles.begin()
    Interruption.surviveFailedWrites()
    var first: CommandFailure?
    for path in paths {
      do {
        var progress = ProgressLine("Repairing")
        defer { progress.clear() }
        let words = try Self.repair(path) { progress.update($0) }
        progress.clear()
        for line in words { print(line) }
      } catch {
        guard let failure = CommandFailure(error) else { throw error }
        StandardError.say(failure.message)
        first = first ?? failure
      }
    }
    if let first { throw ExitCode(first.status.rawValue) }
  }

  /// Repairs one; returns what was done, a line each.
  static func repair(_ path: String, progress: (Double) -> Void) throws -> [String] {
    let repair = try SessionRepair(path: path)
    let settings = try SessionSettings.read(repair.settingsFile)
    let profile = try ChosenProfile(settings)
    let steps = try repair.run(
      feedback: settings.feedback, fallbacks: profile.fallbacks, profile: profile.runner,
      software: GlutecueCommand.software, onProgress: progress)
    guard !steps.isEmpty else { return ["\(path): nothing to repair."] }
    let isWithoutSettings = repair.folder != nil && repair.settingsFile == nil
    return steps.map { RepairWords($0).text }
      + (isWithoutSettings ? ["\(path): settings.yaml is missing, so the default settings were used."] : [])
  }
}

/// What was repaired, in a line.
struct RepairWords {
  /// The line.
  let text: String

  /// Words for a step.
  init(_ step: RepairStep) {
    text =
      switch step {
      case .recording(let path, let frames, let declared, let seconds, let kept):
        "\(path): set to the last whole frame: \(frames) frames, \(SummaryText.clock(seconds)) (the header said \(declared)); "
          + "the old file is now \(kept)."
      case .halfLine(let path):
        "\(path): half a line at its end removed."
      case .table(let path, let before, let after) where before == after:
        "\(path): \(Self.lines(after)), all confirmed by the replay."
      case .table(let path, before: 0, let after):
        "\(path): \(Self.lines(after)), from the recording."
      case .table(let path, let before, let after):
        "\(path): \(Self.lines(before)) confirmed by the replay, \(after - before) added from the recording."
      case .replaced(let path, let old) where path.hasSuffix(".json"):
        "\(path): cannot be read, so it was made again; the old one is now \(old)."
      case .replaced(let path, let old):
        "\(path): made again from the recording, as the replay gives other lines; the old table is now \(old)."
      case .summary(let path):
        "\(path): made from the recording."
      case .leftover(let path):
        "\(path): removed; an unfinished write had left it."
      }
  }

  private static func lines(_ count: Int) -> String { count == 1 ? "1 line" : "\(count) lines" }
}
