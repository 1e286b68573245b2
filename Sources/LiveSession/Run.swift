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
  private var lastFrame = Int.max
  private var latestGlute: Float?

  /// Creates every file that the request asks for; should that fail for one, none that is new stays.
  init(request: LiveSession.Request, reader: RecordingReader, setup: MeasurementSetup) throws(LiveSession.Failure) {
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
        try ToneTrack(path: path, inputRate: reader.sampleRate, overwrite: request.overwrite)
      }
    } catch {
      for path in new { unlink(path) }
      // only those with nothing else in them
      for path in newFolders { rmdir(path) }
      throw error
    }
    cueTable = CueTable(rate: reader.sampleRate)
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
    case .decided(_, _, _, let glute, _):
      latestGlute = glute
    case .cue(let cue):
      // what is decided from the silence behind the input's end can no longer be heard
      guard cue.frame <= lastFrame else { return }
      // the tone up to here first: of two cues in one block only the later could wait
      try writeTone(until: cue.frame)
      tone?.start(cue.kind)
      recorder.add(cue)
      try files?.add(cue)
      onHappening(.cue(cue, seconds: cueTable.seconds(cue), glute: latestGlute))
    case .stride(let stride):
      recorder.add(stride)
      try files?.add(stride)
      onHappening(.stride(stride))
    case .lost:
      // at the input's end the rhythm ends as well, which is no news
      if lastFrame == .max { onHappening(.lost) }
    }
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
