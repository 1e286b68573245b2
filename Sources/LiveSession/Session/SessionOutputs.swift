import Biofeedback
import EMGUnits
import RealtimeSupport
import Recording
import SessionResults

/// Where everything goes that comes of a session: into its files and its tone, to the headphones, to whoever looks on, and
/// into what its summary counts.
struct SessionOutputs {
  /// Told what there is to show.
  let tell: (LiveSession.Happening) -> Void
  /// The headphones; nil when the tones go elsewhere or nowhere.
  let player: TonePlayer?
  /// Nobody else sends the player what is to be heard: no capture thread runs the core.
  private let sendsCommands: Bool
  private var tone: ToneFile
  let files: SessionFiles?
  private(set) var recorder: SessionRecorder
  /// What strides are judged by, as far as its levels hold in this session.
  var profile: RunnerProfile?
  /// Where the input comes from.
  let origin: RecordingOrigin
  private(set) var marks: SessionMarks
  var statistics = DeviceStatistics()
  /// For people to look at; nil when nobody does, or when the thread that runs the core has its own.
  var tap: EnvelopeTap?
  private let cueTable: CueTable
  private let inputRate: Double
  private let followsPitch: Bool
  /// What comes behind it is not heard any more.
  private var lastFrame = Int.max
  private var latestGlute: Float?

  /// Creates every file that the session asks for; should that fail for one, none that is new stays.
  init(
    _ session: LiveSession, legCount: Int, player: TonePlayer?,
    telling tell: @escaping (LiveSession.Happening) -> Void
  ) throws(LiveSession.Failure) {
    let request = session.request
    let input = session.input
    let origin = session.origin
    try request.checkOutputs()
    let fresh = FreshOutputs(files: request.outputs, folder: request.folder)
    do throws(LiveSession.Failure) {
      // the folder first: the tone may go there
      files = try request.plan.map { (plan) throws(LiveSession.Failure) in
        try SessionFiles(plan, input: input, setup: session.setup, origin: origin)
      }
      tone = try ToneFile(request, inputRate: input.rate, legCount: legCount)
    } catch {
      fresh.remove()
      throw error
    }
    self.tell = tell
    self.player = player
    self.origin = origin
    sendsCommands = if case .recording = session.source { true } else { false }
    recorder = SessionRecorder(feedback: FeedbackShare(request.feedback.share))
    marks = SessionMarks(origin.markers)
    cueTable = CueTable(rate: input.rate)
    inputRate = input.rate.value
    followsPitch = request.feedback.followsPitch
  }

  // MARK: What the core tells

  /// Takes what the latest push brought.
  mutating func drain(_ pipeline: inout BiofeedbackPipeline) throws(LiveSession.Failure) {
    repeat {
      while let event = pipeline.next() { try take(event) }
      showEnvelope(pipeline)
    } while pipeline.advance()
  }

  private mutating func showEnvelope(_ pipeline: borrowing BiofeedbackPipeline) {
    guard tap != nil, lastFrame == .max else { return }
    let frames = Int(bounded: (pipeline.seconds * inputRate).rounded())
    let now = MonotonicClock.now()
    while let point = tap?.take(pipeline.chain, frames: frames, arrival: now) { tell(.envelope(point)) }
  }

  /// Takes one event.
  mutating func take(_ event: PipelineEvent) throws(LiveSession.Failure) {
    switch event {
    case .contact:
      break
    case .decided(_, _, _, let glute, _, let frame):
      latestGlute = glute
      try sound(event, at: frame)
    case .cue(let cue):
      guard try sound(event, at: cue.frame) else { return }
      recorder.add(cue)
      files?.add(cue)
      tell(.cue(cue, seconds: cueTable.seconds(cue), glute: latestGlute))
    case .heartbeat(let frame):
      try sound(event, at: frame)
    case .trouble(let leg, let flags, let isLate, let frame):
      guard frame <= lastFrame else { return }
      tell(.trouble(leg: leg, flags, isLate: isLate, seconds: cueTable.seconds(frame)))
    case .stride(let stride):
      recorder.add(stride)
      files?.add(stride)
      tell(.stride(stride))
    case .profileFit(let leg, let fit):
      recorder.add(fit, leg: leg)
      tell(.profile(leg: leg, fit))
    case .lost:
      // at the input's end the rhythm ends as well, which is no news
      if lastFrame == .max { tell(.lost) }
    }
  }

  /// Lets it be heard; false when it comes from the silence behind the input's end, which no one can hear any more.
  @discardableResult
  private mutating func sound(_ event: PipelineEvent, at frame: Int) throws(LiveSession.Failure) -> Bool {
    guard frame <= lastFrame else { return false }
    let listener = sendsCommands ? player : nil
    let now = listener == nil ? 0 : MonotonicClock.now()
    guard let command = ToneCommand(event, followsPitch: followsPitch, at: now) else { return true }
    // the tone up to here first: of two cues in one block only the later could wait
    try writeTone(until: frame)
    tone.follow(command)
    listener?.send(command)
    return true
  }

  // MARK: As time goes on

  /// The input has come as far as a frame: the tone is written, marks are kept, and everybody is looked after.
  mutating func reach(_ frame: Int, nextMark: () -> MarkWish?) throws(LiveSession.Failure) {
    try writeTone(until: frame)
    while let marker = marks.nextPlayed(before: frame) { files?.add(marker, isNew: false) }
    lookAfterAll(nextMark: nextMark)
  }

  /// Takes the runner's mark, and what headphones and files have to tell.
  mutating func lookAfterAll(nextMark: () -> MarkWish?) {
    if let wish = nextMark(), let marker = marks.mark(wish, at: tone.frames, frameSeconds: cueTable.seconds(1)) {
      files?.add(marker, isNew: true)
      tell(.marked(seconds: cueTable.seconds(marker.frame)))
    }
    if let end = tone.takeNews() { tell(.storage(.toneEnded(reason: end.reason, seconds: end.seconds))) }
    while let news = files?.nextNews() { tell(.storage(news)) }
    readPlayer()
  }

  /// Takes what the playback thread has to tell.
  private mutating func readPlayer() {
    guard let link = player?.link else { return }
    while let latency = link.pointee.latencies.pop() { statistics.addCue(latency: latency) }
    while let news = link.pointee.news.pop() {
      statistics.add(news)
      tell(.tone(news, seconds: cueTable.seconds(tone.frames)))
    }
  }

  /// Writes the tone of everything before an input frame.
  mutating func writeTone(until frame: Int) throws(LiveSession.Failure) {
    try tone.write(until: frame, isAllThatIsKept: files == nil)
  }

  // MARK: The end

  /// What comes from here on is no longer heard.
  mutating func endInput() { lastFrame = tone.frames }

  /// Ends the playback thread, and takes its last news.
  mutating func closePlayer() {
    player?.close()
    readPlayer()
  }

  /// Finishes tone and files; what was not kept to the end stands in the summary.
  mutating func close(_ summary: inout SessionSummary) throws(LiveSession.Failure) {
    try tone.close(isAllThatIsKept: files == nil)
    if let end = tone.end {
      summary.toneKeptSeconds = end.seconds
      summary.warnings.append("From \(SummaryText.clock(end.seconds)) on no tone was written. \(end.reason)")
    }
    if case .ended(let reason, let frame) = files?.state {
      let seconds = Double(frame) / inputRate
      summary.keptSeconds = seconds
      summary.warnings.append("From \(SummaryText.clock(seconds)) on nothing was kept. \(reason)")
    }
    try files?.close(&summary)
  }
}
