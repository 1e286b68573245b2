import Foundation
import Recording
import TestSupport
import Testing

@Suite struct SamplesTests {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
  private static let samples = package.appending(path: "Samples").path
  private static let names = ["healthy", "glute-stops", "electrode-off"]

  @Test func theScriptMakesTheSameBytesAgain() throws {
    let folder = try TemporaryFolder()
    let result = try GlutecueProcess.run(
      Self.package.appending(path: "scripts/make-samples.sh"), [folder.path],
      environment: ["GLUTECUE": GlutecueProcess.executable.path])
    #expect(result.standardError == "" && result.exitCode == 0)
    let made = try FileManager.default.contentsOfDirectory(atPath: folder["Samples"]).sorted()
    let expected = Self.names.flatMap { ["\($0).wav", "\($0).json", "\($0).truth.csv"] }
    #expect(made == expected.sorted())
    for name in made {
      let isSame = FileManager.default.contentsEqual(
        atPath: folder["Samples/" + name], andPath: "\(Self.samples)/\(name)")
      #expect(isSame, "\(name) differs")
    }
  }

  @Test func theGuideNamesTheCommandOfEach() throws {
    let guide = try String(contentsOfFile: Self.samples + "/README.md", encoding: .utf8)
    for name in Self.names {
      let notes = try #require(try Sidecar.load(beside: "\(Self.samples)/\(name).wav")?.notes)
      let command = try #require(notes.split(separator: "Made by: ").last)
      #expect(guide.contains("\n\(command)\n"))
    }
  }

  @Test func theGluteStopsWhereTheGuideSays() throws {
    let silent = try TruthFile(Self.samples + "/glute-stops.truth.csv").rows.filter { $0.amplitudes[0] == 0 }
    #expect(silent.map(\.stride) == Array(30...37) + Array(60...63))
  }
}
