import Biofeedback
import Recording
import SessionResults

extension LiveSession {
  /// The input has ended: what is still on its way is told, and everything closed.
  func end(
    _ core: inout FedPipeline, capture: SessionSummary.Capture?, notes: [String] = [],
    _ outputs: inout SessionOutputs
  ) throws(Failure) -> SessionSummary {
    let circumstances = circumstances(seconds: core.pipeline.seconds, outputs.profile, notes: notes)
    outputs.endInput()
    while core.finish() { try outputs.drain(&core.pipeline) }
    outputs.closePlayer()
    var summary = outputs.recorder.summary(circumstances, pipeline: core.pipeline)
    summary.take(outputs.origin, markers: outputs.marks.all, frameCount: inputFrames)
    if case .recording(let reader) = source { summary.input.contentHash = try? RecordingIdentity.text(of: reader.path) }
    summary.programme = request.programme
    summary.capture = capture
    summary.playback = outputs.player.map { outputs.statistics.playback($0) }
    try outputs.close(&summary)
    return summary
  }

  /// What the summary says of the session as such.
  private func circumstances(
    seconds: Double, _ profile: RunnerProfile?, notes: [String]
  ) -> SessionRecorder.Circumstances {
    var readerWarnings: [String] = []
    if case .recording(let reader) = source { readerWarnings = reader.warnings.map { "\($0)" } }
    var circumstances = SessionRecorder.Circumstances(
      software: request.software, kind: "live",
      input: SessionSummary.Input(
        name: input.name, sampleRateHz: input.rate.value, channelCount: input.channelCount, seconds: seconds),
      map: setup.map, scale: scale, mains: setup.mains.name, profile: profile,
      warnings: warnings + readerWarnings + notes)
    // of the recording in the folder
    circumstances.unit = setup.unit == nil ? nil : SampleUnit.fullScale.rawValue
    circumstances.against = request.feedback.against
    return circumstances
  }

  /// Frames in the input; those so far of a sound card.
  private var inputFrames: Int { if case .recording(let reader) = source { reader.frameCount } else { .max } }
}
