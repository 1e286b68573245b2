import Foundation
import TestSupport
import Testing

/// What `--help` and `--help-all` print.
@Suite struct HelpPageTests {
  private static let commands = [
    "setup", "check", "calibrate", "sounds", "live", "train", "serve", "analyze", "report", "history", "log", "export",
    "bids", "simulate", "doctor", "devices", "latency", "repair", "config",
  ]

  private func help(_ arguments: String..., columns: Int = 80) throws -> String {
    let result = try GlutecueProcess.run(arguments, environment: ["COLUMNS": "\(columns)"])
    #expect(result.exitCode == 0 && result.standardError == "", "\(arguments): \(result)")
    return result.standardOutput
  }

  @Test func everyWayToAskGivesTheSamePage() throws {
    let page = try help("--help")
    #expect(try help() == page && help("help") == page && help("-h") == page)
    #expect(try help("live", "--help") == help("help", "live"))
    #expect(try help("live", "--help-all") == help("help", "live", "--help-all"))
    #expect(page.hasPrefix("Usage: glutecue <command> [options]\n\nHear it when your glutes stop firing.\n"))
  }

  @Test func theProgramListsItsCommandsInFiveGroups() throws {
    let lines = try help("--help").split(separator: "\n", omittingEmptySubsequences: false)
    let groups = lines.filter { ["Get ready", "Run", "Look", "Share and study", "Fix and set"].contains($0) }
    #expect(groups == ["Get ready", "Run", "Look", "Share and study", "Fix and set"])
    for command in Self.commands { #expect(lines.contains { $0.hasPrefix("  \(command) ") }, "\(command)") }
  }

  /// Usage first, then few options, then examples; all of it on one screen.
  @Test(arguments: commands) func aCommandBeginsWithItsUsage(command: String) throws {
    let page = try help(command, "--help")
    #expect(page.hasPrefix("Usage: glutecue \(command)"))
    #expect(page.split(separator: "\n", omittingEmptySubsequences: false).count <= 60, "\(page)")
    let whole = try help(command, "--help-all")
    #expect(page.hasSuffix("exit codes.\n") || page.hasSuffix("exit\ncodes.\n"), "\(page)")
    let options = { (text: String) in Set(text.matches(of: #/(?m)^  (--[a-z-]+)/#).map { String($0.output.1) }) }
    #expect(options(page).isSubset(of: options(whole)))
  }

  @Test func theFewOptionsOfALongCommandAreThoseOfEverySession() throws {
    let options = try help("live", "--help").matches(of: #/(?m)^  (--[a-z-]+)/#).map { String($0.output.1) }
    #expect(options == ["--input", "--map", "--tone", "--profile", "--output"])
    #expect(try help("live", "--help-all").contains("\n  --fault-repeat-seconds <s>"))
  }

  /// A line for each word of an option.
  @Test func theWordsOfAnOptionHaveALineEach() throws {
    let page = try help("live", "--help-all", columns: 100)
    for line in ["every: in every stride in which the glute fails", "faded: less and less often while you do well"] {
      #expect(page.contains(line))
    }
  }

  /// Nothing but a command to copy is wider than the terminal.
  @Test(arguments: [40, 60, 80, 100]) func textFitsTheTerminal(columns: Int) throws {
    for command in ["live", "simulate", "bids"] {
      let page = try help(command, "--help-all", columns: columns)
      let prose = page.split(separator: "\n").filter {
        !$0.hasPrefix("    glutecue ") && !$0.hasPrefix("      ") && !$0.hasPrefix("Usage")
      }
      for line in prose where !line.hasPrefix("  --") { #expect(line.count <= columns, "\(line)") }
    }
  }

  /// What was renamed still works and is not shown.
  @Test(arguments: [
    ("check", "--seconds"), ("simulate", "--mains"), ("simulate", "--sample-rate"), ("live", "--recording"),
  ])
  func formerNamesAreNotShown(command: String, option: String) throws {
    #expect(try !help(command, "--help-all").contains("\n  \(option) "))
    let value = ["--recording": "flac", "--mains": "50"][option] ?? "1000"
    let needed = command == "simulate" ? ["--output", "x.wav"] : []
    let result = try GlutecueProcess.run([command] + needed + [option, value, "--help-me-not"])
    #expect(result.standardError.contains("Unknown option '--help-me-not'"), "\(result)")
  }
}
