import Biofeedback
import EMGUnits
import Files
import Foundation
import Recording
import SessionResults
import SignalProcessing

/// A recording analysed from its first frame to its last, in constant memory.
public struct OfflineAnalysis {
  private let request: Request
  private let reader: RecordingReader
  private let setup: MeasurementSetup
  private var warnings: [String] = []

  /// Opens the recording and finds out what its channels carry.
  public init(_ request: Request) throws(Failure) {
    self.request = request
    let opened: OpenedRecording
    do {
      opened = try OpenedRecording(request.path, overrides: request.overrides, fallbacks: request.fallbacks)
    } catch {
      switch error {
      case .recording(let error): throw .recording(error)
      case .configuration(let error): throw .configuration(error)
      }
    }
    (reader, setup, warnings) = (opened.reader, opened.setup, opened.warnings)
  }

  /// The files that are read.
  public var inputs: [String] { [reader.path, Sidecar.path(beside: reader.path)] }

  /// Seconds in the recording.
  public var seconds: Double { Double(reader.frameCount) / reader.sampleRate.value }

  /// Millivolts of full scale, when known.
  public var scale: AmplitudeScale { AmplitudeScale(fullScaleMillivolts: setup.fullScaleMillivolts) }

  /// What the channels carry.
  public var map: ChannelMap { setup.map }

  /// What is called with each stride: the stride, and the signal chain that still keeps its signal.
  public typealias OnStride = (StrideRecord, borrowing SignalChain) throws(OutputError) -> Void

  /// Analyses everything; `onStride` gets each stride in order, `onProgress` the share done, once a block.
  public func run(onProgress: (Double) -> Void = { _ in }, onStride: OnStride) throws(Failure) -> SessionSummary {
    var pipeline: BiofeedbackPipeline
    do { pipeline = try BiofeedbackPipeline(pipelineSettings) } catch { throw .configuration(error) }
    var recorder = SessionRecorder()
    var frames = 0
    let frontEnd = try forEachStretch { (stretch) throws(Failure) in
      for (index, piece) in stretch.pieces.enumerated() {
        pipeline.push(stretch.blocks[index], piece)
        try drain(&pipeline, &recorder, onStride)
        frames += piece.frames
      }
      onProgress(min(1, Double(frames) / Double(max(reader.frameCount, 1))))
    }
    if var frontEnd { while pipeline.finish(&frontEnd) { try drain(&pipeline, &recorder, onStride) } }
    return summary(recorder, pipeline)
  }

  /// Hands the recording to `take`, decimated, on a second thread where that is worth it; gives the front end back.
  private func forEachStretch(_ take: (DecimatedStretch) throws(Failure) -> Void) throws(Failure) -> FrontEnd? {
    let feed = RecordingFeed(reader)
    var frontEnd: FrontEnd
    do { frontEnd = try pipelineSettings.frontEnd() } catch { throw .configuration(error) }
    if request.readsAhead ?? isWorthReadingAhead {
      return try DecimationAhead(feed, gaps: setup.gaps, frontEnd: frontEnd).forEach(take)
    }
    var source = DecimatedSource(feed, gaps: setup.gaps)
    let stretch = DecimatedStretch(frontEnd)
    repeat {
      source.fill(stretch, with: &frontEnd)
      try take(stretch)
    } while !stretch.isLast
    if let failure = stretch.failure { throw .recording(failure) }
    return frontEnd
  }

  private var pipelineSettings: BiofeedbackPipeline.Settings {
    BiofeedbackPipeline.Settings(
      inputRate: reader.sampleRate, channelCount: reader.channelCount, map: setup.map, band: setup.band,
      mains: setup.mains.hertzToLookFor, mode: .offline, feedback: request.feedback,
      profile: profile)
  }

  /// As far as its levels hold for the recording.
  private var profile: RunnerProfile? {
    request.profile?.trusted(at: origin.started?.seconds, tuning: request.feedback.tuning.profile)
      .scaled(toFullScale: setup.fullScaleMillivolts)
  }

  private var isWorthReadingAhead: Bool {
    reader.frameCount >= DecimationAhead.leastFrames && ProcessInfo.processInfo.activeProcessorCount > 1
  }

  private func drain(
    _ pipeline: inout BiofeedbackPipeline, _ recorder: inout SessionRecorder,
    _ onStride: OnStride
  ) throws(Failure) {
    repeat {
      while let event = pipeline.next() {
        if case .profileFit(let leg, let fit) = event { recorder.add(fit, leg: leg) }
        guard case .stride(let stride) = event else { continue }
        recorder.add(stride)
        do { try onStride(stride, pipeline.chain) } catch { throw .output(error) }
      }
    } while pipeline.advance()
  }

  private func summary(_ recorder: SessionRecorder, _ pipeline: borrowing BiofeedbackPipeline) -> SessionSummary {
    let name = (request.path.split(separator: "/").last.map(String.init) ?? request.path).shownName
    var circumstances = SessionRecorder.Circumstances(
      software: request.software, kind: "analyze",
      input: SessionSummary.Input(
        name: name, sampleRateHz: reader.sampleRate.value, channelCount: reader.channelCount,
        seconds: pipeline.seconds),
      map: setup.map, scale: scale, mains: setup.mains.name, profile: profile,
      warnings: (warnings + reader.warnings.map { "\($0)" }).map(\.shownName))
    circumstances.unit = setup.unit?.rawValue
    circumstances.rate = reader.isForeign ? request.rate : nil
    circumstances.against = request.feedback.against
    var summary = recorder.summary(circumstances, pipeline: pipeline)
    summary.take(origin, frameCount: reader.frameCount)
    // a recording that could be read to its end a moment ago; if not any more, nothing depends on it
    summary.input.contentHash = try? RecordingIdentity.text(of: reader.path)
    return summary
  }

  private var origin: RecordingOrigin {
    var origin = RecordingOrigin(
      recording: reader.path, frameCount: reader.frameCount, seconds: seconds, sidecar: setup.sidecar)
    origin.person = setup.person
    return origin
  }
}
