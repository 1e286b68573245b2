import EMGUnits
import Foundation
import Recording
import Simulation
import TestSupport
import Testing

/// Sessions on an LSL stream that a program in Python sends, and sessions whose strides such a program receives.
@Suite(.serialized, .enabled(if: !LabPeer.all.isEmpty, LabPeer.missing)) struct LiveLabStreamTests {
  private static let rate = 2000
  private static let seconds = 24.0
  private static let mostTries = 4
  /// Full scale of a stream in microvolts: 10 mV.
  private static let gain = Float(0.001 / 10)

  /// A run of somebody who does not exist, in microvolts, with a glute that is silent for some strides.
  private static func run(seconds: Double) throws -> [Float] {
    var plan = SimulationPlan(
      sampleRate: Hertz(Double(rate)), channels: try ChannelMap(parsing: LiveCard.two),
      course: [.running(seconds: seconds)])
    plan.gluteEvents = [.stops(strides: 16...19)]
    var simulator = try EMGSimulator(plan)
    return simulator.render(frames: simulator.frameCount).map { 5000 * Float($0) }
  }

  private static func bytes(_ values: [Float]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }

  /// A session on a stream with that run.
  private struct Session {
    let folder: TemporaryFolder
    let samples: [Float]
    let result: GlutecueProcess.Result
    private let keptPace: Bool

    /// Again where the machine was too busy for the sender to keep pace: then the stream is not the one that was meant.
    init(_ peer: LabPeer, seconds: Double, offer: [String] = [], more: [String] = [], wait: Int = 1) throws {
      let samples = try LiveLabStreamTests.run(seconds: seconds)
      for _ in 1..<LiveLabStreamTests.mostTries {
        let session = try Session(peer, samples, offer: offer, more: more, wait: wait)
        if session.keptPace {
          self = session
          return
        }
      }
      self = try Session(peer, samples, offer: offer, more: more, wait: wait)
    }

    private init(_ peer: LabPeer, _ samples: [Float], offer: [String], more: [String], wait: Int) throws {
      folder = try TemporaryFolder()
      self.samples = samples
      let name = "EMG-\(UUID().uuidString.prefix(8))"
      let sender = try peer.start(
        [
          "send", try folder.file("raw.f32", LiveLabStreamTests.bytes(samples)), "--name", name, "--source", name,
          "--labels", "glute,hamstring", "--units", "microvolts", "--after", folder["session/recording.wav"],
        ] + offer, in: folder)
      result = try GlutecueProcess.run(
        [
          "live", "--input", "lsl:\(name)", "--tone", "none", "--output", "session", "--input-wait", "\(wait)",
          "--no-history",
        ] + more, environment: peer.environment(folder), in: folder.path, timeout: 120)
      try sender.finish()
      keptPace = sender.lines.contains("kept pace")
    }

    /// The recording, as the floats that are in it.
    func recorded() throws -> [Float] {
      let reader = try RecordingReader(path: folder["session/recording.wav"])
      #expect(reader.warnings.isEmpty && reader.sampleRate.value == Double(LiveLabStreamTests.rate))
      var values = [Float](repeating: 0, count: reader.frameCount * 2)
      let frames = try values.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
      return Array(values.prefix(2 * frames))
    }

    /// The gaps that the sidecar names; those that touch are one.
    func gaps() throws -> [Range<Int>] {
      let sidecar = try #require(try Sidecar.load(beside: folder["session/recording.wav"]))
      return sidecar.gaps.reduce(into: []) { spans, gap in
        if let last = spans.last, last.upperBound == gap.start {
          spans[spans.count - 1] = last.lowerBound..<gap.start + gap.count
        } else {
          spans.append(gap.start..<gap.start + gap.count)
        }
      }
    }

    /// Where the run begins in a recording: behind the silence.
    func beginning(_ recorded: [Float]) throws -> Int {
      try #require(recorded.firstIndex { $0 != 0 }.map { $0 / 2 })
    }
  }

  @Test(arguments: LabPeer.all.map(\.package)) func aRunOverLSLGivesTheStridesOfTheFile(package: LabPeer.Package) throws
  {
    let peer = try #require(LabPeer.all.first { $0.package == package })
    let session = try Session(peer, seconds: Self.seconds)
    // the sender stops: that is an end with words of its own
    #expect(session.result.exitCode == 74)
    #expect(session.result.standardError.contains("has stopped. Start the sending program again.\n"))
    let recorded = try session.recorded()
    let begin = try session.beginning(recorded)
    // every sample of the run, bit for bit, at the end of it the gap in which the sender is waited for
    let expected = session.samples.map { $0 * Self.gain }
    let all = Array(recorded[(2 * begin)...].prefix(expected.count))
    #expect(all == Array(expected.prefix(all.count)) && all.count > expected.count - 2 * Self.rate / 10)
    #expect(try session.gaps().count == 1)
    let sidecar = try #require(try Sidecar.load(beside: session.folder["session/recording.wav"]))
    #expect(sidecar.fullScaleMillivolts == 10 && sidecar.map?.description == LiveCard.two)
    #expect(sidecar.device?.hasPrefix("lsl:EMG-") == true)
    // the same data as a file: the same strides, byte for byte
    let end = try #require(try session.gaps().first?.lowerBound)
    let data = [Float](repeating: 0, count: 2 * begin) + expected
    try Self.write(Array(data.prefix(2 * end)), to: session.folder["file.wav"])
    let file = try GlutecueProcess.run(
      [
        "live", "--pace", "none", "--input", "wav:file.wav", "--map", LiveCard.two, "--full-scale-mv", "10", "--output",
        "file",
      ], in: session.folder.path)
    #expect(file.exitCode == 0, "\(file.standardError)")
    let (live, fromFile) = (try Self.rows(session.folder, "session"), try Self.rows(session.folder, "file"))
    #expect(live.count >= 25 && live.contains { $0.contains(",silent,") })
    // what the end of a file completes, a stream that stops leaves open
    #expect(fromFile.starts(with: live) && fromFile.count - live.count <= 2)
    // and the recording replays to the same tables
    let again = try GlutecueProcess.run(
      ["live", "--pace", "none", "--input", "wav:session/recording.wav", "--output", "again"], in: session.folder.path)
    #expect(again.exitCode == 0)
    for name in ["strides.csv", "cues.csv"] {
      #expect(try session.folder.bytes("session/\(name)") == session.folder.bytes("again/\(name)"), "\(name)")
    }
  }

  @Test func missingFramesAndLateOnesAreGapsInTheirPlaces() throws {
    let peer = try #require(LabPeer.all.first)
    let session = try Session(
      peer, seconds: 14, offer: ["--fault", "gap@3:0.06", "--fault", "gap@6:0.7", "--fault", "late@9:1.5"], wait: 4)
    let recorded = try session.recorded()
    let begin = try session.beginning(recorded)
    let gaps = try session.gaps()
    #expect(gaps.count == 4, "\(gaps)")
    #expect(gaps.prefix(2).map { $0.lowerBound - begin } == [3 * Self.rate, 6 * Self.rate])
    #expect(gaps.prefix(2).map(\.count) == [120, 1400])
    // what came 1.5 s late is a gap until it was on time again
    let late = try #require(gaps.dropFirst(2).first)
    #expect(
      abs(late.lowerBound - begin - 9 * Self.rate) <= 40 && late.count > Self.rate && late.count <= 3 * Self.rate / 2)
    // every frame that is there is in its own place
    let expected = session.samples.map { $0 * Self.gain }
    var isEqual = true
    for frame in 0..<min(recorded.count, expected.count) / 2 - begin
    where !gaps.contains(where: { $0.contains(frame + begin) }) {
      isEqual = isEqual && recorded[2 * (frame + begin)] == expected[2 * frame]
    }
    #expect(isEqual)
    #expect(session.result.standardOutput.contains("input: frames of the stream are missing\n"))
    #expect(session.result.standardOutput.contains("input: the stream brings nothing, though its sender is there\n"))
    #expect(session.result.standardOutput.contains("input: back, 700 ms lost\n"))
  }

  @Test func aStreamThatComesBackGoesOnInItsPlace() throws {
    let session = try Session(try #require(LabPeer.all.first), seconds: 12, offer: ["--fault", "stop@4:1.5"], wait: 8)
    let recorded = try session.recorded()
    let begin = try session.beginning(recorded)
    let gaps = try session.gaps()
    #expect(
      session.result.standardOutput.contains(
        "the stream has stopped: its sender has ended or is out of reach; waiting for it\n"))
    #expect(session.result.standardOutput.contains("input: back, "))
    let first = try #require(gaps.first)
    #expect(abs(first.lowerBound - begin - 4 * Self.rate) <= 200 && first.count > Self.rate)
    let expected = session.samples.map { $0 * Self.gain }
    let frame = first.upperBound + 100
    #expect(
      recorded[(2 * frame)..<(2 * frame + 2000)].elementsEqual(
        expected[(2 * (frame - begin))..<(2 * (frame - begin) + 2000)]))
  }

  @Test(arguments: [("rate@3:1000", "2 channels at 1000 Hz"), ("type@3:string", "2 channels of text at 2000 Hz")])
  func aStreamThatComesBackAsAnotherEndsTheSession(fault: String, now: String) throws {
    let session = try Session(
      try #require(LabPeer.all.first), seconds: 5, offer: ["--fault", fault, "--linger", "8"], wait: 3)
    #expect(session.result.exitCode == 65)
    let words =
      "came back with \(now) instead of 2 channels at 2000 Hz, so the session could not continue with it. Set the sender as it was, or "
      + "begin a new session.\n"
    #expect(session.result.standardError.hasSuffix(words))
    #expect(
      session.result.standardOutput.contains(
        "input: a stream of that name is back, but not as it was; waiting for the one from before\n"))
    // all that came is kept
    #expect(try session.recorded().count > 2 * 3 * Self.rate)
  }

  @Test(arguments: LabPeer.all.map(\.package)) func strideCuesAndEnvelopeAreReceived(package: LabPeer.Package) throws {
    let peer = try #require(LabPeer.all.first { $0.package == package })
    let folder = try TemporaryFolder()
    let name = "Cue-\(UUID().uuidString.prefix(8))"
    var watcher: LabPeer.Running?
    try Self.write(Self.run(seconds: 20).map { $0 / 5000 }, to: folder["run.wav"])
    // the session waits for Start, so that the reader is there before the first stride
    let page = LivePageSession.freePort()
    let result = try GlutecueProcess.run(
      [
        "live", "--input", "wav:run.wav", "--map", LiveCard.two, "--full-scale-mv", "5", "--output", "session", "--lsl",
        name,
        "--wait", "--dashboard", "127.0.0.1:\(page)",
      ], environment: peer.environment(folder), in: folder.path
    ) { process in
      try LivePageSession.waitForPage(page)
      watcher = try peer.start(["watch", name, "strides", "cues", "states", "envelope"], in: folder)
      try LivePageSession.watcher(page).say("start")
    }
    #expect(result.exitCode == 0 && result.standardError == "")
    let watched = try #require(watcher)
    try watched.finish()
    let messages = watched.lines.compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    let samples = { (kind: String) in
      messages.filter { $0["kind"] as? String == kind && $0["values"] != nil }
    }
    let rows = try StrideTableFile(folder["session/strides.csv"]).rows
    let numbers = samples("strides").compactMap { ($0["values"] as? [Any])?.first as? Double }
    #expect(numbers == rows.compactMap { Double($0["stride"]) })
    let cues = try StrideTableFile(folder["session/cues.csv"]).rows
    #expect(samples("cues").compactMap { ($0["values"] as? [Any])?.first as? String } == cues.map { $0["kind"] })
    #expect(!cues.isEmpty)
    let described = { (kind: String) in messages.first { $0["kind"] as? String == kind && $0["xml"] != nil } }
    #expect(described("envelope")?["rate"] as? Double == 125 && described("strides")?["rate"] as? Double == 0)
    let xml = try #require(described("envelope")?["xml"] as? String)
    #expect(xml.contains("<label>glute</label>") && xml.contains("<unit>microvolts</unit>"))
    #expect(try #require(described("strides")?["xml"] as? String).contains("<label>glute_rms</label>"))
    // 20 s of it, but for what is still on its way at both ends
    #expect(samples("envelope").count > 2300)
  }

  private static func rows(_ folder: TemporaryFolder, _ session: String) throws -> [String] {
    try folder.text("\(session)/strides.csv").split(separator: "\n").map(String.init)
  }

  private static func write(_ samples: [Float], to path: String) throws {
    let writer = try RecordingWriter(
      path: path, sampleRate: Hertz(Double(rate)), channelCount: 2, encoding: .float32, overwrite: false)
    try samples.withUnsafeBufferPointer { try writer.write($0) }
    try writer.close()
  }
}
