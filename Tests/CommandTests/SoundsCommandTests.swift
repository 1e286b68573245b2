import EMGUnits
import Recording
import TestSupport
import Testing
import ToneSynthesis

@Suite struct SoundsCommandTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func lines(_ arguments: [String]) throws -> [String] {
    let result = try GlutecueProcess.run(["sounds"] + arguments, in: folder.path)
    #expect(result.standardError == "" && result.exitCode == 0)
    return result.standardOutput.split(separator: "\n").map(String.init)
  }

  @Test func tellsWhatEverySoundMeans() throws {
    let lines = try lines([])
    #expect(lines.count == CueKind.allCases.count)
    for (kind, line) in zip(CueKind.allCases, lines) {
      #expect(line.hasPrefix("\(kind.rawValue): ") && line.hasSuffix(".") && line.count > 40)
    }
    #expect(
      lines[0] == "silent: one clear beep. Your glute was silent in this stride: squeeze at the next push-off.")
  }

  @Test(arguments: [8000, 44_100, 48_000])
  func soundsAtTheTimesOfTheCaptionsAndNowhereElse(rate: Int) throws {
    let lines = try lines(["--tone", "wav:sounds.wav", "--sample-rate", "\(rate)"])
    let reader = try RecordingReader(path: folder["sounds.wav"])
    #expect(reader.channelCount == 1 && reader.sampleRate.value == Double(rate))
    var samples = [Int16](repeating: 0, count: reader.frameCount)
    _ = try samples.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    var end = 0
    for (kind, line) in zip(CueKind.allCases, lines) {
      let clock = line.prefix { $0 != " " }.split(separator: ":")
      let seconds = try 60 * #require(Double(clock[0])) + #require(Double(clock[1]))
      #expect(line.dropFirst(clock.joined().count + 1).hasPrefix("  \(kind.rawValue): "))
      let start = Int((seconds * Double(rate)).rounded())
      #expect(start - end >= rate - 4, "a second of silence before \(kind)")
      #expect(samples[end..<start].allSatisfy { $0 == 0 })
      end = start + Int((CueSound(kind).durationSeconds * Double(rate)).rounded(.up)) + 3
      #expect(samples[start..<start + rate / 100].contains { $0 != 0 })
    }
    #expect(samples[end...].allSatisfy { $0 == 0 } && samples.count - end > rate * 9 / 10)
  }

  @Test func givesOnlyWhatIsAskedForInThatOrder() throws {
    let lines = try lines(["--only", "fault, silent", "--tone", "wav:two.wav"])
    #expect(lines.map { $0.prefix(16) } == ["0:01.0  fault: t", "0:02.8  silent: "])
  }

  @Test func refusesWhatIsNoSound() throws {
    try expectRefusal(
      ["sounds", "--only", "silent,gong"], in: folder,
      "--only silent,gong: “gong” is not a sound. Sounds: silent, weak, recovered, fault, reward, below, heartbeat. "
        + "Example: --only silent,fault.", exitCode: 64)
  }

  @Test func keepsAFileThatExists() throws {
    _ = try folder.file("mine.wav", "mine")
    let result = try GlutecueProcess.run(["sounds", "--tone", "wav:mine.wav"], in: folder.path)
    #expect(result.exitCode == 73 && result.standardOutput == "")
    #expect(try folder.bytes("mine.wav") == Array("mine".utf8))
    #expect(try lines(["--tone", "wav:mine.wav", "--force"]).count == CueKind.allCases.count)
  }

  @Test(arguments: ["7999", "nan", "0"]) func refusesARateThatCannotCarryTheSounds(rate: String) throws {
    let result = try GlutecueProcess.run(
      ["sounds", "--tone", "wav:a.wav", "--sample-rate", rate], in: folder.path)
    #expect(result.exitCode == 64 && result.standardError.contains("between 8000 Hz and 768000 Hz"))
  }
}
