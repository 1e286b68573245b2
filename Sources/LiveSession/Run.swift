import Biofeedback
import EMGUnits
import Glibc
import Recording
import Report

/// What a session in progress holds.
struct Run {
  let tone: ToneTrack?
  let files: SessionFiles?
  var recorder = SessionRecorder()
  private let cueTable: CueTable
  /// Input frames whose tone has been written.
  private var toneFrames = 0
  private let followsPitch: Bool
  private var lastFrame = Int.max
  private var latestGlute: Float?

  /// Creates every file that the request asks for; should that fail for one, none that is new stays.
  init(
    request: LiveSession.Request, reader: RecordingReader, setup: MeasurementSetup, legCount: Int
  ) throws(LiveSession.Failure) {
    do {
      try OutputCheck.check(request.outputs, inputs: request.inputs, overwrites: request.overwrite)
    } catch { throw .output(error) }
    let new = request.outputs.filter { access($0, F_OK) != 0 }
    let newFolders = request.folder.map(OutputFolder.missing) ?? []
    do throws(LiveSession.Failure) {
      // the folder first: the tone may go there
      files = try request.folder.map { (path) throws(LiveSession.Failure) in
        try SessionFiles(folder: path, request: request, reader: reader, setup: setup)
      }
      tone = try request.tone.map { (path) throws(LiveSession.Failure) in
        try ToneTrack(path: path, inputRate: reader.sampleRate, legCount: legCount, overwrite: request.overwrite)
      }
    } catch {
      for path in new { unlink(path) }
      // only those with nothing else in them
      for path in newFolders { rmdir(path) }
      throw error
    }
    cueTable = CueTable(rate: reader.sampleRate)
    followsPitch = request.feedback.policy == .pitch
  }

  /// Takes what the latest push brought.
  mutating func drain(
    _ pipeline: inout BiofeedbackPipeline, _ onHappening: (LiveSession.Happening) -> Void
  ) throws(LiveSession.Failure) {
    repeat {
      while let event = pipeline.next() { try take(event, onHappening) }
    } while pipeline.advance()
  }

  private mutating func take(
    _ event: PipelineEvent, _ onHappening: (LiveSession.Happening) -> Void
  ) throws(LiveSession.Failure) {
    switch event {
    case .contact:
      break
    case .decided(let leg, _, let verdict, let glute, let hamstring, let frame):
      latestGlute = glute
      guard followsPitch, frame <= lastFrame else { return }
      try writeTone(until: frame)
      tone?.follow(share: share(verdict, glute: glute, hamstring: hamstring), leg: leg)
    case .cue(let cue):
      // what is decided from the silence behind the input's end can no longer be heard
      guard cue.frame <= lastFrame else { return }
      // the tone up to here first: of two cues in one block only the later could wait
      try writeTone(until: cue.frame)
      tone?.start(cue.kind, leg: cue.leg)
      recorder.add(cue)
      try files?.add(cue)
      onHappening(.cue(cue, seconds: cueTable.seconds(cue), glute: latestGlute))
    case .heartbeat(let frame):
      guard frame <= lastFrame else { return }
      try writeTone(until: frame)
      tone?.start(.heartbeat, leg: nil)
    case .trouble(let leg, let flags, let isLate, let frame):
      guard frame <= lastFrame else { return }
      onHappening(.trouble(leg: leg, flags, isLate: isLate, seconds: cueTable.seconds(frame)))
    case .stride(let stride):
      recorder.add(stride)
      try files?.add(stride)
      onHappening(.stride(stride))
    case .lost:
      // at the input's end the rhythm ends as well, which is no news
      if lastFrame == .max { onHappening(.lost) }
    }
  }

  /// The glute's share as pitch shows it; nil when the stride was not judged. Without a hamstring that can be trusted it
  /// counts as at its reference.
  private func share(_ verdict: Verdict, glute: Float?, hamstring: Float?) -> Float? {
    guard verdict != .unusable, verdict != .baseline, let glute else { return nil }
    let hamstring = hamstring ?? 1
    return glute + hamstring > 0 ? glute / (glute + hamstring) : nil
  }

  /// What comes from here on is no longer heard.
  mutating func endInput() { lastFrame = toneFrames }

  /// Writes the tone of everything before an input frame.
  mutating func writeTone(until frame: Int) throws(LiveSession.Failure) {
    guard frame > toneFrames else { return }
    try tone?.write(inputFrames: frame - toneFrames)
    toneFrames = frame
  }
}
