import Foundation
import TestSupport
import Testing

/// What the shell is offered for --input and --tone; `scripts/check-completions.sh` lets the shells themselves complete.
@Suite struct ValueCompletionTests {
  private let folder: TemporaryFolder
  private let card: VirtualSoundCard

  init() throws {
    folder = try TemporaryFolder()
    card = try VirtualSoundCard(VirtualDevice())
    for name in ["run.wav", "RUN2.EDF", "notes.md", ".hidden.wav"] { _ = try folder.file(name, "") }
    try FileManager.default.createDirectory(atPath: folder["runs"], withIntermediateDirectories: true)
    _ = try folder.file("runs/monday.flac", "")
  }

  /// As a completion script asks.
  private func offered(_ option: String, _ typed: String, shell: String = "bash") throws -> [String] {
    let result = try GlutecueProcess.run(
      ["---completion", "live", "--", option, "3", "\(typed.count)", "glutecue", "live", option, typed],
      environment: try card.environment.merging(["SAP_SHELL": shell]) { $1 }, in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    return result.standardOutput.split(separator: "\n").map(String.init)
  }

  @Test func anInputIsACardOrARecording() throws {
    #expect(try offered("--input", "") == ["alsa:default", "alsa:\(card.name)", "RUN2.EDF", "run.wav", "runs/"])
    #expect(try offered("--input", "al") == ["alsa:default", "alsa:\(card.name)"])
    #expect(try offered("--input", "runs/") == ["runs/monday.flac"])
    #expect(try offered("--input", "file:ru") == ["file:run.wav", "file:runs/"])
    #expect(try offered("--input", "nothing/") == [])
  }

  @Test func aToneGoesToACardAFileOrNowhere() throws {
    #expect(try offered("--tone", "n") == ["none"])
    #expect(try offered("--tone", "wav:run.") == ["wav:run.wav"])
    #expect(try offered("--tone", "alsa:").contains("alsa:\(card.name)"))
  }

  /// To zsh, a colon begins a description.
  @Test func colonsAreWrittenForZsh() throws {
    #expect(try offered("--input", "alsa:d", shell: "zsh").first == "alsa\\:default")
  }
}
