import ArgumentParser
import ConfigurationFiles
import EMGUnits
import Files
import Foundation

/// `glutecue doctor`: what is wrong with the computer, the card, rights, disk, clock and settings.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Find out what is wrong: computer, sound card, rights, disk, clock, settings.",
    discussion: """
      Looks at everything that a session needs and says what to do where something is missing. It changes nothing and plays \
      nothing.

      EXAMPLES
        glutecue doctor
        A report to send along with a question; it holds no names and no recordings:
          glutecue doctor --report

      EXIT CODES
        0 nothing keeps a session from running; 3 something does.
      """)

  @Flag(
    help: "Also say what this computer and its sound cards are, to send with a question or for the list of what works.")
  var report = false
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text

  func run() throws {
    let examination = Examination(environment: ProcessInfo.processInfo.environment)
    let findings = examination.findings
    switch format {
    case .json:
      struct Answer: Encodable {
        let software: String
        let findings: [Examination.Finding]
        let computer: [String]?
      }
      StandardOutput.write(
        json: try JSONText.text(
          Answer(
            software: GlutecueCommand.software, findings: findings, computer: report ? examination.computer : nil)))
    case .text:
      if report {
        print("\(GlutecueCommand.software)")
        for line in examination.computer { print(line) }
        print("")
      }
      for finding in findings {
        print("\(finding.state.sign) \(finding.subject): \(finding.words)")
        if let remedy = finding.remedy { print("    \(remedy)") }
      }
    }
    let bad = findings.filter { $0.state == .bad }
    guard !bad.isEmpty else { return }
    fflush(nil)
    throw CommandFailure(
      "\(bad.count == 1 ? "One thing keeps" : "\(bad.count) things keep") a session from running: "
        + "\(bad.map(\.subject).joined(separator: ", ")).", .channelUnusable)
  }
}
