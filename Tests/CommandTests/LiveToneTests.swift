import Biofeedback
import EMGUnits
import LiveSession
import Recording
import Simulation
import TestSupport
import Testing
import ToneSynthesis

/// The tone that a live session writes: what is heard, when, on which side.
@Suite struct LiveToneTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Half a minute of running, in which a glute stops for eight strides.
  private func record(_ map: String, silent: String) throws -> String {
    let result = try GlutecueProcess.run(
      ["simulate", "--output", "run.wav", "--duration", "30", "--map", map, "--silent", silent], in: folder.path)
    #expect(result.exitCode == 0)
    return folder["run.wav"]
  }

  /// Plays it through; returns the cues and the tone's channels.
  private func play(
    _ input: String, blockFrames: Int? = nil, _ adjust: (inout FeedbackSettings) -> Void = { _ in }
  ) throws -> (cues: [(cue: Cue, seconds: Double)], tone: [[Int16]], rate: Double) {
    var request = LiveSession.Request(
      input: .recording(path: input), tone: .file(path: folder["tone.wav"]), folder: nil,
      overrides: MeasurementChoices(), isPaced: false,
      blockFrames: blockFrames, overwrite: true, software: "test")
    adjust(&request.feedback)
    var cues: [(cue: Cue, seconds: Double)] = []
    _ = try LiveSession(request).run { happening in
      if case .cue(let cue, let seconds, _) = happening { cues.append((cue, seconds)) }
    }
    let reader = try RecordingReader(path: folder["tone.wav"])
    var samples = [Int16](repeating: 0, count: reader.frameCount * reader.channelCount)
    _ = try samples.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    let count = reader.channelCount
    let tone = (0..<count).map { channel in stride(from: channel, to: samples.count, by: count).map { samples[$0] } }
    return (cues, tone, reader.sampleRate.value)
  }

  /// Where sound begins after at least 50 ms of silence and a little.
  private func starts(_ tone: [Int16], rate: Double) -> [Double] {
    var starts: [Double] = []
    var latest = -Int(rate)
    for (n, sample) in tone.enumerated() where sample != 0 {
      if n - latest > Int(0.05 * rate) { starts.append(Double(n) / rate) }
      latest = n
    }
    return starts
  }

  @Test func everyCueSoundsAndTheToneDoesNotDependOnTheBlocks() throws {
    let input = try record("glute=1,hamstring=2", silent: "18-25")
    let whole = try play(input)
    // eight silent strides, and the recovery, which is two pulses
    #expect(whole.cues.count == 9 && whole.tone.count == 1)
    let heard = starts(whole.tone[0], rate: whole.rate)
    #expect(heard.count == 10)
    // the first samples of a cue round to 0 in 16 bits: two of a beep, three of the lower tone that tells of recovery
    #expect(zip(heard, whole.cues).allSatisfy { abs($0 - $1.seconds) < 3.5 / whole.rate })
    for frames in [1, 777] {
      let other = try play(input, blockFrames: frames)
      #expect(other.tone == whole.tone && other.cues.map(\.cue) == whole.cues.map(\.cue))
    }
  }

  @Test func aLegsCuesComeFromItsSide() throws {
    let input = try record("left-glute=1,left-hamstring=2,right-glute=3,right-hamstring=4", silent: "left:18-25")
    let run = try play(input)
    #expect(run.tone.count == 2 && run.cues.count == 9)
    #expect(run.cues.allSatisfy { $0.cue.leg == .left })
    #expect(starts(run.tone[0], rate: run.rate).count == 10)
    #expect(run.tone[1].allSatisfy { $0 == 0 })
  }

  @Test func pitchSoundsAllTheTimeWhileStridesAreJudgedAndBlocksDoNotMatter() throws {
    let input = try record("glute=1,hamstring=2", silent: "18-25")
    let run = try play(input) { $0.policy = .pitch }
    #expect(run.cues.allSatisfy { $0.cue.kind != .silent })
    let second = Int(run.rate)
    let soundsIn = (0..<30).map { part in run.tone[0][part * second..<(part + 1) * second].count { $0 != 0 } }
    #expect(soundsIn[0..<3].allSatisfy { $0 == 0 })
    #expect(soundsIn[12..<28].allSatisfy { $0 > second * 9 / 10 })
    let peak = run.tone[0].reduce(0) { max($0, abs(Int($1))) }
    #expect(peak <= Int(PitchTone.amplitude * 32_767) + 1)
    // the glute is silent from 13.5 to 19 s: fewer zero crossings, a lower pitch
    let crossings = { (from: Int) in
      zip(run.tone[0][from..<from + second], run.tone[0][from + 1..<from + second + 1]).count { ($0 < 0) != ($1 < 0) }
    }
    #expect(crossings(16 * second) < crossings(25 * second) * 8 / 10)
    #expect(try play(input, blockFrames: 333) { $0.policy = .pitch }.tone == run.tone)
  }

  @Test func theHeartbeatIsHeardButIsNoCue() throws {
    let input = try record("glute=1,hamstring=2", silent: "18-25")
    let run = try play(input) { $0.heartbeatSeconds = 3 }
    #expect(run.cues.count == 9 && run.cues.allSatisfy { $0.cue.kind != .heartbeat })
    #expect(starts(run.tone[0], rate: run.rate).count >= 14)
  }

  @Test func rewardsComeInsteadOfComplaints() throws {
    let input = try record("glute=1,hamstring=2", silent: "18-25")
    let run = try play(input) { $0.policy = .reward }
    #expect(run.cues.count >= 3 && run.cues.allSatisfy { $0.cue.kind == .reward })
  }
}
