import ArgumentParser
import EMGUnits
import Glibc
import Recording

@main
struct GlutecueCommand: ParsableCommand {
  /// Of this release.
  static let version = "0.1.0"
  /// As results name what made them.
  static let software = "glutecue \(version)"

  static let configuration = CommandConfiguration(
    commandName: "glutecue",
    abstract: "Hear it when your glutes stop firing.",
    discussion: """
      Finds every stride in surface EMG of glute and hamstring, measures how much the glute works against the
      hamstring, and beeps in the very stride in which the glute stops firing. It reports measurements, not a diagnosis.
      """,
    version: version,
    subcommands: [
      CheckCommand.self, CalibrateCommand.self, AnalyzeCommand.self, LiveCommand.self, TrainCommand.self,
      ReportCommand.self,
      RepairCommand.self, DevicesCommand.self,
      LatencyCommand.self, SimulateCommand.self, SoundsCommand.self, HistoryCommand.self, LogCommand.self,
      ExportCommand.self, ConfigCommand.self,
    ]
  )

  /// As given, also names of files that are not in UTF-8.
  private static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { place in
      CommandLine.unsafeArgv[place].map { word in
        String(nameOnDisk: UnsafeRawBufferPointer(start: word, count: strlen(word)))
      }
    }
  }

  /// Runs what the command line asks for. Every error becomes words and an exit code here and nowhere else.
  static func main() {
    StandardOutput.occupyClosedStreams()
    do {
      do {
        var command = try parseAsRoot(BareOptions.completed(arguments))
        try command.run()
      } catch let help where exitCode(for: help).isSuccess {
        // help, version and completions are results, too
        let text = fullMessage(for: help)
        if !text.isEmpty { print(text) }
      }
      try StandardOutput.finish()
    } catch { end(error) }
  }

  private static func end(_ error: any Error) -> Never {
    guard let failure = CommandFailure(error) else {
      let text = fullMessage(for: error)
      if !text.isEmpty { StandardError.write(text.visible() + "\n") }
      fflush(nil)
      Glibc.exit(exitCode(for: error).rawValue)
    }
    fflush(nil)
    StandardError.say(failure.message)
    Glibc.exit(failure.status.rawValue)
  }
}
