import ArgumentParser
import Files
import Glibc
import LabStreams
import LiveSession
import Recording
import SessionResults
import WebPages

/// The last words about a session, and its exit code.
struct SessionEnd {
  /// A recording shorter than this is told that it is too short when no strides were found in it.
  private static let shortSeconds = 8.0
  /// Below this there is no doubt.
  private static let leastSeconds = 4.0

  private let summary: SessionSummary
  private let files: [String]
  private let words: [String]
  private let gaveUp: LabStreamError?

  /// `gaveUp`: why a stream ended the session; nil where none did. `files` are the paths of what was written; `words` come before them.
  init(_ summary: SessionSummary, files: [String], words: [String] = [], gaveUp: LabStreamError? = nil) {
    self.gaveUp = gaveUp
    self.summary = summary
    self.files = files
    self.words = words
  }

  /// Prints the summary, with `timing` that of the sound card too; throws the exit code when it is not 0.
  func tell(as format: OutputFormat, timing: Bool = false) throws {
    switch format {
    case .json:
      StandardOutput.write(json: String(decoding: try summary.json(), as: UTF8.self))
    case .text:
      print(SummaryText(summary, timing: timing).text)
      if !words.isEmpty { print("\n" + words.joined(separator: "\n")) }
      if !files.isEmpty { print("\nWritten: \(files.map(\.shownName).joined(separator: ", "))") }
    }
    // before anything goes to standard error, so that both stay in order where they end up in one place
    try StandardOutput.finish()
    if let failure {
      StandardError.say(failure.message)
      throw ExitCode(failure.status.rawValue)
    }
  }

  /// Why the results cannot be used, or not all of them.
  var failure: CommandFailure? {
    if let gaveUp { return CommandFailure(gaveUp.message, gaveUp.status) }
    if let kept = summary.keptSeconds {
      return CommandFailure(
        "The recording is not complete: from \(SummaryText.clock(kept)) on nothing was kept, see the note above.", .io)
    }
    if let kept = summary.toneKeptSeconds {
      return CommandFailure(
        "The tone is not complete: from \(SummaryText.clock(kept)) on none was written, see the note above.", .io)
    }
    let complaints = summary.channels.filter(\.isNeeded).compactMap(\.complaint)
    if !complaints.isEmpty {
      let them = complaints.count == 1 ? "it" : "them"
      let words = complaints + ["Results that need \(them) are missing or cannot be trusted."]
      let isHardly = summary.input.seconds < Self.leastSeconds && summary.strideCount == 0
      let short = isHardly ? ["No strides found: \(tooShort)"] : []
      return CommandFailure((words + short).joined(separator: " "), .channelUnusable)
    }
    guard summary.strideCount == 0 else { return nil }
    let reason =
      isShort
      ? tooShort
      : "the signal does not rise and fall in the rhythm of running or walking (strides of 0.4 to 1.5 s). Check with "
        + "--map that the channels are the right ones."
    return CommandFailure("No strides found: \(reason)", .noStrides)
  }

  private var isShort: Bool { summary.input.seconds < Self.shortSeconds }

  private var tooShort: String {
    let seconds = summary.input.seconds
    let length = seconds < 0.05 ? "less than 0.05" : seconds.short
    return "the recording lasts \(length) s, and finding the rhythm takes at least 3 s of running or walking."
      + (seconds > Self.leastSeconds ? " Slow strides may be too few: record 10 s." : "")
  }
}

/// What comes after a session of `live` or `train`: the aim and the history, the last words, and the page.
struct LiveEnd {
  private let summary: SessionSummary
  private let request: LiveSession.Request
  private let options: LiveOptions
  private let training: TrainingToday?
  private let aim: AimKeeping
  private let addsToHistory: Bool
  /// What was sent to other programs, in whole sentences.
  var sent: [String] = []
  /// Why a stream ended the session; nil where none did.
  var gaveUp: LabStreamError?

  /// Of a session that is over.
  init(
    _ summary: SessionSummary, _ request: LiveSession.Request, options: LiveOptions, training: TrainingToday?,
    aim: AimKeeping, addsToHistory: Bool
  ) {
    self.summary = summary
    self.request = request
    self.options = options
    self.training = training
    self.aim = aim
    self.addsToHistory = addsToHistory
  }

  /// Keeps what is to be kept and tells the rest; throws the exit code when it is not 0.
  ///
  /// - Parameter host: is told instead of the terminal; nil for the terminal.
  func tell(_ host: (any LiveHost)?) throws {
    let folder = request.folder
    let kept =
      sent + aim.keep(summary) + historyWords(addsToHistory ? folder : nil)
      + (training?.words(summary, isKept: addsToHistory && folder != nil) ?? [])
    let page = folder.map { OutputFolder.join($0, ReportFile.name) }
    let last = SessionEnd(summary, files: request.outputs.filter { $0 != page }, words: kept, gaveUp: gaveUp)
    let end = Result {
      if let host {
        host.end(summary, last, words: kept)
      } else {
        try last.tell(as: options.format, timing: options.view.verbose)
      }
    }
    do {
      if let folder, let page, summary.keptSeconds == nil { try writeReport(of: folder, to: page, isTold: host == nil) }
    } catch {
      try end.get()
      throw error
    }
    if host == nil, let words = options.muteWords(request), options.format == .text, options.view.quiet { print(words) }
    try end.get()
  }

  /// Adds a session with strides to the history; returns words for the user.
  private func historyWords(_ folder: String?) -> [String] {
    guard let folder else { return [] }
    guard summary.strideCount > 0 else { return ["History: not added, because the session has no strides."] }
    return SessionKeeping(folder: folder).addToHistory(store: options.store)
  }

  /// Comes last: it takes a while after two hours, and nothing of the session depends on it. A session that was not kept to
  /// its end, as on a full disk, gets its page by `glutecue report` once there is room.
  private func writeReport(of folder: String, to page: String, isTold: Bool) throws {
    let session = try SavedSession(folder).reported()
    try ReportFile.write(session, charts: ChartLibrary(), to: page, overwrites: options.force)
    if isTold, options.format == .text { print("Written: \(page)") }
  }
}
