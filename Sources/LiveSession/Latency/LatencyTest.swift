import Biofeedback
import EMGUnits
import RealtimeSupport
import SessionResults
import SignalProcessing
import SoundCard

/// Measures the delay from playing a sound to having captured and processed it, over a cable from the output to the input.
///
/// The playback thread plays a click every so often and notes when it handed each to the device. The capture thread runs the core
/// on what comes in, as in a session; the clicks are then found in its frames. All times are those of one clock. What is
/// measured is what a session has: the same periods, buffers and threads.
public struct LatencyTest {
  /// What is to be measured.
  public struct Request: Sendable {
    /// The device that captures.
    public var input: String
    /// What is demanded of it.
    public var inputRequest: StreamRequest
    /// The device that plays.
    public var output: DeviceOutput
    /// How many clicks.
    public var clicks: Int

    /// Joins the values.
    public init(input: String, inputRequest: StreamRequest, output: DeviceOutput, clicks: Int) {
      self.input = input
      self.inputRequest = inputRequest
      self.output = output
      self.clicks = clicks
    }
  }

  /// What was found, in milliseconds.
  public struct Result: Codable, Sendable {
    /// Clicks played and found again.
    public let clicksPlayed: Int
    /// Clicks found on the input.
    public let clicksFound: Int
    /// From handing a click to the output device until its first sample was at the input's converter.
    public let playbackMs: SessionSummary.Percentiles?
    /// From the converter until the period that holds it was read.
    public let captureMs: SessionSummary.Percentiles?
    /// The core's work on that period.
    public let processingMs: SessionSummary.Percentiles?
    /// All together.
    public let totalMs: SessionSummary.Percentiles?
  }

  /// Before each click; uneven against periods of 5 and 10 ms, so that every phase is met.
  private static let intervalSeconds = 0.2513

  /// The last click may be this late.
  private static let patienceSeconds = 1.5

  private let request: Request

  /// Opens nothing yet.
  public init(_ request: Request) { self.request = request }

  /// Measures; `onProgress` gets the clicks played so far.
  public func run(shouldStop: () -> Bool, onProgress: (Int) -> Void) throws(LiveSession.Failure) -> Result {
    let stream: PCMStream
    do { stream = try PCMStream(request.input, .capture, request.inputRequest) } catch { throw .soundCard(error) }
    let format = stream.format
    let core: FedPipeline
    do {
      core = try FedPipeline(
        BiofeedbackPipeline.Settings(
          inputRate: Hertz(Double(format.rate)), channelCount: format.channels,
          map: ChannelMap([ChannelMap.Entry(ChannelRole(.muscle(.gluteusMaximus)), channel: 1)]), mode: .live))
    } catch { throw .configuration(error) }
    let player = try TonePlayer(request.output, legCount: 1)
    defer { player.close() }
    let engine = CaptureEngine(stream: stream, core: core, tones: nil, followsPitch: false)
    player.start()
    engine.start()
    var times = LatencyTimes(format)
    var played = 0
    while played < request.clicks && !shouldStop() {
      wait(Self.intervalSeconds) { times.take(engine, player) }
      player.click()
      played += 1
      onProgress(played)
    }
    wait(Self.patienceSeconds) { times.take(engine, player) }
    return times.result(played: played)
  }

  private func wait(_ seconds: Double, _ meanwhile: () -> Void) {
    let end = MonotonicClock.now() + Int(bounded: seconds * 1e9)
    while MonotonicClock.now() < end {
      meanwhile()
      MonotonicClock.sleep(nanoseconds: 5_000_000)
    }
    meanwhile()
  }
}
