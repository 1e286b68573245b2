import ArgumentParser

@main
struct GlutecueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glutecue",
    abstract: "Hear it when your glutes stop firing.",
    discussion: """
      Finds every stride in surface EMG of glute and hamstring, measures how much the glute works against the
      hamstring, and beeps in the very stride in which the glute stops firing. It reports measurements, not a diagnosis.
      """,
    version: "0.1.0",
    subcommands: [AnalyzeCommand.self]
  )
}
