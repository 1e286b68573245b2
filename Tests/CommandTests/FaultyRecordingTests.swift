import Foundation
import TestSupport
import Testing

/// Every faulty channel is named with its state and its remedy, and no other.
@Suite struct FaultyRecordingTests {
  private static let words = [
    "dead": "is dead. Check that the cable and the electrodes are connected.",
    "clipped": "is clipped. Turn the gain down, and check for a loose electrode.",
    "hum": "is full of hum. Check the reference electrode, and keep away from mains cables.",
  ]
  private static let maps = [["left-hamstring", "right-hamstring"], ["glute", "hamstring"]]
  /// These recordings are of 1.7 to 5.1 s; below 4 s the user is told that they are short.
  private static let shortSeconds = 4.0

  struct Summary: Decodable {
    struct Input: Decodable { let seconds: Double }
    struct Channel: Decodable {
      let channel: Int
      let state: String
      let usable: Bool
    }
    struct Leg: Decodable { let strides: Int }
    let input: Input
    let channels: [Channel]
    let legs: [Leg]
  }

  @Test(.needsRealRecordings, arguments: FaultyRecordings.all, maps)
  func namesTheFaultyChannels(recording: FaultyRecordings.Recording, roles: [String]) throws {
    let map = "\(roles[0])=1,\(roles[1])=2"
    let result = try GlutecueProcess.run(["analyze", recording.path, "--map", map, "--format", "json"])
    let summary = try decoded(result)
    #expect(summary.channels.map(\.state) == recording.states)
    #expect(summary.channels.map(\.usable) == recording.states.map { $0 == "usable" })
    #expect(result.standardError == message(recording, roles, summary) && result.exitCode == 3)
  }

  /// The same on faults that are made.
  @Test(arguments: FaultyRecordings.made, maps) func namesMadeFaults(states: [String], roles: [String]) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("run.wav", FaultyRecordings.made(states))
    let map = "\(roles[0])=1,\(roles[1])=2"
    let result = try GlutecueProcess.run(["analyze", path, "--map", map, "--format", "json"])
    let summary = try decoded(result)
    #expect(summary.channels.map(\.state) == states && result.exitCode == 3)
    let recording = FaultyRecordings.Recording(name: "run.wav", states: states)
    #expect(result.standardError.hasPrefix(message(recording, roles, summary).dropLast()), "\(result.standardError)")
  }

  /// The whole of it.
  private func message(_ recording: FaultyRecordings.Recording, _ roles: [String], _ summary: Summary) -> String {
    let complaints = recording.states.enumerated().compactMap { index, state in
      Self.words[state].map { "Channel \(index + 1) (\(roles[index])) \($0)" }
    }
    var words = complaints
    words.append("Results that need \(complaints.count == 1 ? "it" : "them") are missing or cannot be trusted.")
    if summary.legs.allSatisfy({ $0.strides == 0 }) && summary.input.seconds < Self.shortSeconds {
      let seconds = (summary.input.seconds * 100).rounded() / 100
      words.append(
        "No strides found: the recording lasts \(seconds) s, and finding the rhythm takes at least 3 s of running or "
          + "walking.")
    }
    return "glutecue: \(words.joined(separator: " "))\n"
  }

  @Test(.needsRealRecordings, arguments: FaultyRecordings.all, maps)
  func notesNoFaultOfAUsableChannel(recording: FaultyRecordings.Recording, roles: [String]) throws {
    let map = "\(roles[0])=1,\(roles[1])=2"
    for command in MeasuringCommand.allCases {
      let result = try GlutecueProcess.run(command.arguments(recording.path, ["--map", map]))
      #expect(result.exitCode == 3)
      for (index, state) in recording.states.enumerated() {
        let isNoted = result.standardOutput.contains("\nNote: Channel \(index + 1) (\(roles[index])) ")
        #expect(isNoted == (state != "usable"), "\(command) on channel \(index + 1)")
      }
    }
  }

  /// The good channel alone is no reason to complain; only that there is too little of it.
  @Test(.needsRealRecordings, arguments: FaultyRecordings.all.filter { $0.states.contains("usable") })
  func aUsableChannelAloneIsNotCalledFaulty(recording: FaultyRecordings.Recording) throws {
    let channel = 1 + (recording.states.firstIndex(of: "usable") ?? 0)
    let result = try GlutecueProcess.run(
      ["analyze", recording.path, "--map", "hamstring=\(channel)", "--format", "json"])
    let summary = try decoded(result)
    #expect(summary.channels.map(\.usable) == [true])
    let noStrides = summary.legs[0].strides == 0
    #expect(result.exitCode == (noStrides ? 4 : 0))
    #expect(result.standardError.hasPrefix("glutecue: No strides found: ") == noStrides)
  }

  private func decoded(_ result: GlutecueProcess.Result) throws -> Summary {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Summary.self, from: Data(result.standardOutput.utf8))
  }
}
