import TestSupport
import Testing

/// Runs a command that must fail before it does anything, and compares everything that it says.
func expectRefusal(
  _ arguments: [String], in folder: TemporaryFolder, _ message: String, exitCode: Int32,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let result = try GlutecueProcess.run(arguments, in: folder.path)
  #expect(result.standardError == "glutecue: \(message)\n", sourceLocation: sourceLocation)
  #expect(result.standardOutput == "", sourceLocation: sourceLocation)
  #expect(result.exitCode == exitCode, sourceLocation: sourceLocation)
}

/// The two commands that measure a recording, as fast as they go.
enum MeasuringCommand: String, CaseIterable, CustomTestStringConvertible {
  case analyze, live

  /// The command line for one recording.
  func arguments(_ recording: String, _ more: [String] = []) -> [String] {
    switch self {
    case .analyze: ["analyze", recording] + more
    case .live: ["live", "--pace", "none", "--tone", "none", "--input", "wav:\(recording)"] + more
    }
  }

  var testDescription: String { rawValue }
}
