import Foundation
import TestSupport
import Testing

/// The programs in docs/reading-results.md, word for word, where their languages are installed.
@Suite struct ReadingResultsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A language of the page.
  struct Language: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let command: [String]
    var testDescription: String { name }

    static let python = Language(name: "python", file: "program.py", command: ["python3"])
    static let r = Language(name: "r", file: "program.R", command: ["Rscript", "--vanilla"])
    static let octave = Language(
      name: "octave", file: "program.m", command: ["octave", "--no-gui", "--no-window-system", "--quiet", "--norc"])

    /// What the page has for it.
    func programs() throws -> [String] {
      let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/reading-results.md")
      let text = try String(contentsOf: page, encoding: .utf8)
      return text.components(separatedBy: "```\(name)\n").dropFirst().compactMap {
        $0.components(separatedBy: "```").first
      }
    }
  }

  private static func has(_ command: [String]) -> Bool {
    (try? GlutecueProcess.run(URL(filePath: "/usr/bin/env"), command))?.exitCode == 0
  }

  /// Everything that the programs read; gives the numbers that they must find.
  private func made() throws -> (ratio: String, strides: Int) {
    let study = try MadeStudy(in: folder, people: 2)
    #expect(try study.run("out", "participant").exitCode == 0)
    #expect(try study.run("out", "group").exitCode == 0)
    for arguments in [
      [
        "live", "--input", "wav:\(Samples.path("glute-stops.wav"))", "--pace", "none", "--output", "session",
        "--no-history",
      ],
      ["analyze", Samples.folder, "--output", "month"],
    ] {
      let result = try GlutecueProcess.run(arguments, in: folder.path)
      try #require(result.exitCode == 0 || result.exitCode == 3)
    }
    let summary = try JSONSerialization.jsonObject(with: Data(folder.bytes("session/summary.json"))) as? [String: Any]
    let leg = try #require((summary?["legs"] as? [[String: Any]])?.first)
    let ratio = try #require((leg["ratio"] as? [String: Any])?["median"] as? Double)
    return (String(format: "%.4f", ratio), try #require(leg["strides"] as? Int))
  }

  private func expectSame(_ language: Language, timeout: Double = 120) throws {
    let truth = try made()
    let programs = try language.programs()
    #expect(!programs.isEmpty && programs.allSatisfy { $0.split(separator: "\n").count <= 12 })
    for (place, program) in programs.enumerated() {
      let path = try folder.file(language.file, program)
      let result = try GlutecueProcess.run(
        URL(filePath: "/usr/bin/env"), language.command + [path], in: folder.path, timeout: timeout)
      #expect(result.exitCode == 0, "program \(place + 1): \(result.standardError)")
      guard place == 0 else { continue }
      #expect(result.standardOutput.contains("strides \(truth.strides) silent 12"))
      #expect(result.standardOutput.contains("ratio \(truth.ratio)"))
    }
  }

  @Test(.enabled(if: has(["python3", "-c", "import pandas, soundfile"]), "Python has no pandas and soundfile."))
  func python() throws { try expectSame(.python) }

  @Test(.enabled(if: has(["Rscript", "--version"]), "R is not installed."))
  func r() throws { try expectSame(.r) }

  @Test(.enabled(if: has(["octave", "--version"]), "Octave is not installed."))
  func octave() throws { try expectSame(.octave) }
}
