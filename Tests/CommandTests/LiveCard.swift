import EMGUnits
import Foundation
import Glibc
import Recording
import Simulation
import TestSupport
import Testing

/// A sound card that does not exist, simulated EMG on its line input, and sessions of `glutecue live` on it.
struct LiveCard {
  static let two = "glute=1,hamstring=2"
  static let eight =
    "left-glute=1,left-hamstring=2,right-glute=3,right-hamstring=4,left-quadriceps=5,right-quadriceps=6,left-calf=7,"
    + "right-calf=8"
  /// Until something shows that must come at once, on a machine that is busy with other tests.
  private static let patienceSeconds = 30.0

  struct NothingCame: Error {}

  let card: VirtualSoundCard
  let folder: TemporaryFolder
  let map: String

  /// Plugs it in.
  init(_ device: VirtualDevice, map: String = LiveCard.two) throws {
    card = try VirtualSoundCard(device)
    folder = try TemporaryFolder()
    self.map = map
  }

  /// A device with simulated running on its input, 16 bits.
  static func running(
    seconds: Double, map: String = LiveCard.two, rate: Int = 48_000, silent: ClosedRange<Int>? = nil
  ) throws -> VirtualDevice {
    var plan = SimulationPlan(
      sampleRate: Hertz(Double(rate)), channels: try ChannelMap(parsing: map), course: [.running(seconds: seconds)])
    if let silent { plan.gluteEvents = [.stops(strides: silent)] }
    var simulator = try EMGSimulator(plan)
    let samples = simulator.render(frames: simulator.frameCount).map { Int16(($0 * 32_767).rounded()) }
    var device = VirtualDevice(input: .int16(samples))
    device.format = .s16
    device.channels = samples.count / simulator.frameCount
    device.rates = [rate]
    return device
  }

  /// A session on it, with everything kept in the folder `session`; `tone` is true for tones on the same card.
  func live(
    _ more: [String], tone: Bool = false, meanwhile: (Process) throws -> Void = { _ in }
  ) throws -> GlutecueProcess.Result {
    try GlutecueProcess.run(
      ["live", "--input", "alsa:\(card.name)", "--map", map, "--output", "session"]
        + ["--tone", tone ? "alsa:\(card.name)" : "none"] + more,
      environment: card.environment, in: folder.path, meanwhile: meanwhile)
  }

  /// Waits, without reading a clock to decide anything but to give up.
  func wait(until isDone: () throws -> Bool) throws {
    let end = Date.now + Self.patienceSeconds
    while try !isDone() {
      guard Date.now < end else { throw NothingCame() }
      usleep(5000)
    }
  }

  /// What happened on the card's capture side.
  func captureEvents(_ kind: VirtualSoundCardEvent.Kind) -> [VirtualSoundCardEvent] {
    card.events.filter { $0.direction == .capture && $0.kind == kind }
  }

  /// What happened on the card's playback side.
  func playbackEvents(_ kind: VirtualSoundCardEvent.Kind) -> [VirtualSoundCardEvent] {
    card.events.filter { $0.direction == .playback && $0.kind == kind }
  }

  /// Bytes of the recording so far.
  var recordedBytes: Int {
    (try? FileManager.default.attributesOfItem(atPath: folder["session/recording.wav"])[.size] as? Int) ?? 0
  }

  /// The recording's samples, left-justified in 32 bits.
  func recorded() throws -> [Int32] {
    let reader = try RecordingReader(path: folder["session/recording.wav"])
    #expect(reader.warnings.isEmpty)
    var values = [Int32](repeating: 0, count: reader.frameCount * reader.channelCount)
    let frames = try values.withUnsafeMutableBufferPointer { try reader.read(into: $0) }
    try #require(frames == reader.frameCount)
    return values
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

  /// Replays the recording as fast as it goes, and compares both tables byte for byte.
  func expectReplayEquals(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let again = try GlutecueProcess.run(
      ["live", "--pace", "none", "--input", "wav:session/recording.wav", "--output", "again"], in: folder.path)
    #expect(again.exitCode == 0, sourceLocation: sourceLocation)
    for name in ["strides.csv", "cues.csv"] {
      #expect(
        try folder.bytes("session/\(name)") == folder.bytes("again/\(name)"), "\(name)", sourceLocation: sourceLocation)
    }
  }
}

extension RawSignal {
  /// Samples as a recording gives them, left-justified in 32 bits.
  var leftJustified: [Int32] {
    switch self {
    case .int16(let values): values.map { Int32($0) << 16 }
    case .int32(let values): values
    case .float: []
    }
  }
}
