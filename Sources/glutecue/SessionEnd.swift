import ArgumentParser
import Report

/// The last words about a session, and its exit code.
struct SessionEnd {
  private let summary: SessionSummary
  private let files: [String]

  /// `files` are the paths of what was written.
  init(_ summary: SessionSummary, files: [String]) {
    self.summary = summary
    self.files = files
  }

  /// Prints the summary; throws the exit code when it is not 0.
  func tell(as format: OutputFormat) throws {
    switch format {
    case .json:
      print(String(decoding: try summary.json(), as: UTF8.self), terminator: "")
    case .text:
      print(SummaryText(summary).text)
      if !files.isEmpty { print("\nWritten: \(files.joined(separator: ", "))") }
    }
    if let failure {
      StandardError.say(failure.message)
      throw ExitCode(failure.status.rawValue)
    }
  }

  private var failure: CommandFailure? {
    let unusable = summary.channels.filter { channel in
      !channel.usable && (channel.role.hasSuffix("glute") || channel.role.hasSuffix("hamstring"))
    }
    if !unusable.isEmpty {
      let names = unusable.map { "channel \($0.channel) (\($0.role)) is \($0.state)" }.joined(separator: ", ")
      return CommandFailure("\(names): results that need it are missing or cannot be trusted.", .channelUnusable)
    }
    guard summary.strideCount == 0 else { return nil }
    let reason =
      summary.input.seconds < 4
      ? "the recording lasts \(summary.input.seconds.short) s, and finding the rhythm takes "
        + "at least 3 s of running or walking."
      : "the signal does not rise and fall in the rhythm of running or walking (strides of 0.4 to 1.5 s). Check with "
        + "--map that the channels are the right ones."
    return CommandFailure("No strides found: \(reason)", .noStrides)
  }
}
