import Biofeedback
import EMGUnits
import Recording
import Report
import SignalProcessing

/// A session as it happens: input in, cues out in the stride that they belong to, everything recorded.
///
/// The input is a recording here, played in real time or as fast as it goes. The same core, fed the same way, serves
/// both, so that replaying a session's own recording gives the same strides and cues, byte for byte.
public struct LiveSession {
  /// What went wrong.
  public enum Failure: Error, Sendable {
    /// A recording cannot be read or written.
    case recording(RecordingError)
    /// A setting does not fit.
    case configuration(ConfigurationError)
    /// A result cannot be written.
    case output(OutputError)
  }

  /// What the session is to do.
  public struct Request: Sendable {
    /// The recording that is played.
    public var input: String
    /// The tone's WAV; nil for none.
    public var tone: String?
    /// The session folder; nil to keep nothing.
    public var folder: String?
    /// Wins over the sidecar.
    public var overrides: MeasurementChoices
    /// Holds where the sidecar is silent.
    public var fallbacks: MeasurementChoices
    /// How strides are judged and what is heard of it.
    public var feedback: FeedbackSettings
    /// As a sound card would deliver it, instead of as fast as it goes.
    public var isPaced: Bool
    /// Frames per block; nil for the usual. The results do not depend on it.
    public var blockFrames: Int?
    /// Existing files may be replaced.
    public var overwrite: Bool
    /// Named in the summary.
    public var software: String

    /// The files that are read: the recording and its sidecar.
    var inputs: [String] { [input, Sidecar.path(beside: input)] }

    /// The files that are written.
    public var outputs: [String] {
      (folder.map { folder in SessionFiles.names.map { OutputFolder.join(folder, $0) } } ?? [])
        + (tone.map { [$0] } ?? [])
    }

    /// Joins the values.
    public init(
      input: String, tone: String?, folder: String?, overrides: MeasurementChoices,
      fallbacks: MeasurementChoices = MeasurementChoices(), feedback: FeedbackSettings = FeedbackSettings(),
      isPaced: Bool, blockFrames: Int? = nil, overwrite: Bool, software: String
    ) {
      self.input = input
      self.tone = tone
      self.folder = folder
      self.overrides = overrides
      self.fallbacks = fallbacks
      self.feedback = feedback
      self.isPaced = isPaced
      self.blockFrames = blockFrames
      self.overwrite = overwrite
      self.software = software
    }
  }

  /// What there is to show while the session runs.
  public enum Happening {
    /// A sound, and the second at which it begins.
    case cue(Cue, seconds: Double, glute: Float?)
    /// What is wrong with the signal; the `fault` cue comes with it. `isLate`: no stride judged for a while.
    case trouble(leg: Side?, StrideFlags, isLate: Bool, seconds: Double)
    /// A stride is complete.
    case stride(StrideRecord)
    /// The rhythm has ended.
    case lost
    /// A block has been dealt with.
    case time(seconds: Double)
  }

  private static let pacedBlockSeconds = 0.01

  private let request: Request
  private let reader: RecordingReader
  private let setup: MeasurementSetup
  private var warnings: [String]

  /// Opens the input and finds out what its channels carry; writes nothing yet.
  public init(_ request: Request) throws(Failure) {
    self.request = request
    do { reader = try RecordingReader(path: request.input) } catch { throw .recording(error) }
    var found: [String] = []
    do {
      setup = try MeasurementSetup(
        recording: request.input, channelCount: reader.channelCount, overrides: request.overrides,
        fallbacks: request.fallbacks
      ) { found.append("\($0)") }
    } catch {
      switch error {
      case .recording(let error): throw .recording(error)
      case .configuration(let error): throw .configuration(error)
      }
    }
    warnings = found
  }

  /// Millivolts of full scale, when known.
  public var scale: AmplitudeScale { AmplitudeScale(fullScaleMillivolts: setup.fullScaleMillivolts) }

  /// Seconds in the input.
  public var seconds: Double { Double(reader.frameCount) / reader.sampleRate.value }

  /// Plays the input through to its end, or until `shouldStop`.
  public func run(
    shouldStop: () -> Bool = { false }, onHappening: (Happening) -> Void
  ) throws(Failure) -> SessionSummary {
    var pipeline = try pipeline()
    var run = try Run(request: request, reader: reader, setup: setup, legCount: pipeline.legCount)
    let feed = RecordingFeed(reader)
    let pacer = Pacer()
    let usual = request.isPaced ? Int(Self.pacedBlockSeconds * reader.sampleRate.value) : SignalChain.maximumFrames
    let step = max(1, min(request.blockFrames ?? usual, SignalChain.maximumFrames))
    var played = 0
    var isStopped = false
    while !isStopped, let block = try next(feed) {
      var offset = 0
      while offset < block.frames {
        isStopped = shouldStop()
        if isStopped { break }
        let count = min(step, block.frames - offset)
        if request.isPaced { pacer.wait(until: pipeline.seconds + Double(count) / reader.sampleRate.value) }
        pipeline.push(block.samples, offset: offset, frames: count)
        try run.drain(&pipeline, onHappening)
        played += count
        try run.writeTone(until: played)
        try run.files?.keep(block.samples, offset: offset, frames: count)
        onHappening(.time(seconds: pipeline.seconds))
        offset += count
      }
    }
    let seconds = pipeline.seconds
    run.endInput()
    while pipeline.finish() { try run.drain(&pipeline, onHappening) }
    return try close(run, pipeline, seconds: seconds)
  }

  private func close(
    _ run: Run, _ pipeline: borrowing BiofeedbackPipeline, seconds: Double
  ) throws(Failure) -> SessionSummary {
    let name = request.input.split(separator: "/").last.map(String.init) ?? request.input
    let summary = run.recorder.summary(
      SessionRecorder.Circumstances(
        software: request.software, kind: "live",
        input: SessionSummary.Input(
          name: name, sampleRateHz: reader.sampleRate.value, channelCount: reader.channelCount, seconds: seconds),
        map: setup.map, scale: scale, mains: setup.mains.name, warnings: warnings + reader.warnings.map { "\($0)" }),
      pipeline: pipeline)
    try run.tone?.close()
    try run.files?.close(summary)
    return summary
  }

  private func pipeline() throws(Failure) -> BiofeedbackPipeline {
    do {
      return try BiofeedbackPipeline(
        BiofeedbackPipeline.Settings(
          inputRate: reader.sampleRate, channelCount: reader.channelCount, map: setup.map, band: setup.band,
          mains: setup.mains.hertzToLookFor, mode: .live, feedback: request.feedback))
    } catch { throw .configuration(error) }
  }

  private func next(_ feed: RecordingFeed) throws(Failure) -> (samples: RawSamples, frames: Int)? {
    do { return try feed.next() } catch { throw .recording(error) }
  }
}
