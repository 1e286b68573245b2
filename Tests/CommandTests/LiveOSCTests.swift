import Foundation
import TestSupport
import Testing

/// `live --osc`: a program with liblo gets every stride and cue of the session.
@Suite struct LiveOSCTests {
  /// Between two messages of a session that is played as fast as it goes.
  private static let patience = 20.0

  @Test func everyStrideAndCueIsSent() throws {
    let folder = try TemporaryFolder()
    let listener = try #require(OSCListener())
    let result = try GlutecueProcess.run(
      [
        "live", "--input", "wav:\(Samples.path("glute-stops.wav"))", "--pace", "none", "--output", "session", "--osc",
        "\(listener.port)",
      ], in: folder.path)
    let messages = listener.take(until: { $0.values.first == "ended" }, patience: Self.patience)
    #expect(result.exitCode == 0 && result.standardError == "")
    let strides = try StrideTableFile(folder["session/strides.csv"]).rows
    let cues = try StrideTableFile(folder["session/cues.csv"]).rows
    let sent = messages.filter { $0.path == "/glutecue/stride" }
    #expect(sent.map { $0.values[0] } == strides.map { $0["stride"] })
    #expect(sent.map { $0.values[2] } == strides.map { $0["verdict"] })
    #expect(messages.filter { $0.path == "/glutecue/cue" }.map { $0.values[0] } == cues.map { $0["kind"] })
    let states = messages.filter { $0.path == "/glutecue/state" }.map { $0.values[0] }
    #expect(states.first == "running" && states.last == "ended" && states.contains("strides"))
    #expect(messages.first?.values[0] == "running")
    #expect(
      result.standardOutput.contains("OSC: strides, cues and states go to 127.0.0.1:\(listener.port) (UDP).\n"))
    #expect(result.standardOutput.contains("OSC to 127.0.0.1:\(listener.port): \(messages.count) sent.\n"))
  }

  @Test func nobodyNeedListen() throws {
    let folder = try TemporaryFolder()
    // a port that was free a moment ago
    let port = try #require(OSCListener()).port
    let result = try GlutecueProcess.run(
      ["live", "--input", "wav:\(Samples.path("glute-stops.wav"))", "--pace", "none", "--osc", "localhost:\(port)"],
      in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
  }

  @Test(arguments: ["0", "lab-pc", "lab pc:9000", "lab-pc:65536", "::1:9000"])
  func whatIsNoAddressIsRefused(text: String) throws {
    try expectRefusal(
      ["live", "--input", "wav:\(Samples.path("glute-stops.wav"))", "--osc", text], in: TemporaryFolder(),
      "--osc \(text) is not PORT or HOST:PORT with a port from 1 to 65535. Examples: --osc 9000, --osc "
        + "192.168.1.20:9000, --osc [::1]:9000.", exitCode: 64)
  }

  @Test func aComputerThatIsNotThereIsRefusedBeforeAnythingIsWritten() throws {
    let folder = try TemporaryFolder()
    let result = try GlutecueProcess.run(
      [
        "live", "--input", "wav:\(Samples.path("glute-stops.wav"))", "--osc", "lab.invalid:9000", "--output", "session",
      ], in: folder.path)
    #expect(result.exitCode == 68 && result.standardOutput == "")
    #expect(
      result.standardError.hasPrefix("glutecue: --osc: there is no computer “lab.invalid” in this network ("))
    #expect(!FileManager.default.fileExists(atPath: folder["session"]))
  }
}
