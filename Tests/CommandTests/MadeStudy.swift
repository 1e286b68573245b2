import Foundation
import TestSupport
import Testing

/// A BIDS data set of simulated people in a folder of a test, `study`.
struct MadeStudy {
  private let folder: TemporaryFolder

  /// Everybody runs in a way of their own, 20 s long.
  init(in folder: TemporaryFolder, people: Int) throws {
    self.folder = folder
    for number in 1...people {
      let label = "0\(number)"
      try FileManager.default.createDirectory(
        atPath: folder["study/sub-\(label)/emg"], withIntermediateDirectories: true)
      let made = try GlutecueProcess.run(
        [
          "simulate", "--runner", "mixed:\(number)", "--seed", "\(number)", "--duration", "20", "--output",
          Self.recording(label),
        ], in: folder.path)
      try #require(made.exitCode == 0)
    }
    try describe("{ \"Name\": \"A study\", \"BIDSVersion\": \"1.11.0\", \"Authors\": [\"A. Runner\", \"B. Coach\"] }")
  }

  /// The place of somebody's recording.
  static func recording(_ label: String) -> String { "study/sub-\(label)/emg/sub-\(label)_task-running_emg.wav" }

  /// The folder of somebody's results.
  static func results(_ label: String, in out: String) -> String {
    "\(out)/sub-\(label)/emg/sub-\(label)_task-running_desc-glutecue_emg"
  }

  /// Writes `dataset_description.json`.
  func describe(_ text: String) throws { _ = try folder.file("study/dataset_description.json", text) }

  /// Runs `glutecue bids study …`.
  func run(
    _ out: String, _ level: String, _ more: String..., meanwhile: (Process) throws -> Void = { _ in }
  ) throws -> GlutecueProcess.Result {
    try GlutecueProcess.run(["bids", "study", out, level] + more, in: folder.path, meanwhile: meanwhile)
  }

  /// `group_emg.tsv`, by column, each in the order of the lines.
  func table(_ out: String) throws -> [String: [String]] {
    let lines = try folder.text("\(out)/group_emg.tsv").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let head = try #require(lines.first)
    try #require(lines.allSatisfy { $0.count == head.count })
    return Dictionary(
      uniqueKeysWithValues: head.enumerated().map { place, name in (name, lines.dropFirst().map { $0[place] }) })
  }
}
