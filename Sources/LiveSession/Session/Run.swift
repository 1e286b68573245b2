import Biofeedback
import EMGUnits
import Glibc
import RealtimeSupport
import Recording
import SessionResults

/// Where the tone's file ended before the session did.
struct ToneEnd {
  /// In whole sentences.
  let reason: String
  /// On the input's clock.
  let seconds: Double
}

/// What a session in progress holds.
struct Run {
  private(set) var tone: ToneTrack?
  /// Where and why the tone's file ended before the session; nil when it did not.
  private(set) var toneEnd: ToneEnd?
  private var isToneEndTold = false
  let files: SessionFiles?
  /// Told what is to be heard; nil when the thread that runs the core tells it itself.
  private let player: TonePlayer?
  var recorder: SessionRecorder
  /// What strides are judged by, as far as its levels hold in this session.
  var profile: RunnerProfile?
  /// Where the input comes from.
  let origin: RecordingOrigin
  /// Moments marked so far, in the input played or by the runner now.
  private(set) var marks: [RecordingMarker] = []
  /// Moments marked in the input that have not come yet.
  private var markersAhead: ArraySlice<RecordingMarker>
  var statistics = DeviceStatistics()
  /// For people to look at; nil when nobody does, or when the thread that runs the core has its own.
  var tap: EnvelopeTap?
  private let cueTable: CueTable
  private let inputRate: Double
  /// Input frames whose tone has been written.
  private var toneFrames = 0
  private let followsPitch: Bool
  private var lastFrame = Int.max
  private var latestGlute: Float?
  private var markLimit = MarkLimit()

  /// Creates every file that the request asks for; should that fail for one, none that is new stays.
  init(
    request: LiveSession.Request, input: InputFormat, setup: MeasurementSetup, origin: RecordingOrigin,
    legCount: Int, player: TonePlayer?
  ) throws(LiveSession.Failure) {
    try request.checkOutputs()
    let fresh = FreshOutputs(files: request.outputs, folder: request.folder)
    do throws(LiveSession.Failure) {
      // the folder first: the tone may go there
      files = try request.plan.map { (plan) throws(LiveSession.Failure) in
        try SessionFiles(plan, input: input, setup: setup, origin: origin)
      }
      tone = try request.toneFile.map { (path) throws(LiveSession.Failure) in
        try ToneTrack(path: path, inputRate: input.rate, legCount: legCount, overwrite: request.overwrite)
      }
    } catch {
      fresh.remove()
      throw error
    }
    self.origin = origin
    recorder = SessionRecorder(feedback: FeedbackShare(request.feedback.share))
    markersAhead = origin.markers[...]
    cueTable = CueTable(rate: input.rate)
    inputRate = input.rate.value
    followsPitch = request.feedback.followsPitch
    self.player = player
  }

  /// Takes what the latest push brought.
  mutating func drain(
    _ pipeline: inout BiofeedbackPipeline, _ onHappening: (LiveSession.Happening) -> Void
  ) throws(LiveSession.Failure) {
    repeat {
      while let event = pipeline.next() { try take(event, onHappening) }
      showEnvelope(pipeline, onHappening)
    } while pipeline.advance()
  }

  private mutating func showEnvelope(
    _ pipeline: borrowing BiofeedbackPipeline, _ onHappening: (LiveSession.Happening) -> Void
  ) {
    guard tap != nil, lastFrame == .max else { return }
    let frames = Int(bounded: (pipeline.seconds * inputRate).rounded())
    let now = MonotonicClock.now()
    while let point = tap?.take(pipeline.chain, frames: frames, arrival: now) { onHappening(.envelope(point)) }
  }

  /// Takes one event.
  mutating func take(
    _ event: PipelineEvent, _ onHappening: (LiveSession.Happening) -> Void
  ) throws(LiveSession.Failure) {
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
      onHappening(.cue(cue, seconds: cueTable.seconds(cue), glute: latestGlute))
    case .heartbeat(let frame):
      try sound(event, at: frame)
    case .trouble(let leg, let flags, let isLate, let frame):
      guard frame <= lastFrame else { return }
      onHappening(.trouble(leg: leg, flags, isLate: isLate, seconds: cueTable.seconds(frame)))
    case .stride(let stride):
      recorder.add(stride)
      files?.add(stride)
      onHappening(.stride(stride))
    case .profileFit(let leg, let fit):
      recorder.add(fit, leg: leg)
      onHappening(.profile(leg: leg, fit))
    case .lost:
      // at the input's end the rhythm ends as well, which is no news
      if lastFrame == .max { onHappening(.lost) }
    }
  }

  /// Lets it be heard; false when it comes from the silence behind the input's end, which no one can hear any more.
  @discardableResult
  private mutating func sound(_ event: PipelineEvent, at frame: Int) throws(LiveSession.Failure) -> Bool {
    guard frame <= lastFrame else { return false }
    let now = player == nil ? 0 : MonotonicClock.now()
    guard let command = ToneCommand(event, followsPitch: followsPitch, at: now) else { return true }
    // the tone up to here first: of two cues in one block only the later could wait
    try writeTone(until: frame)
    tone?.follow(command)
    player?.send(command)
    return true
  }

  /// Takes what the playback thread has to tell.
  mutating func look(at player: TonePlayer, _ onHappening: (LiveSession.Happening) -> Void) {
    while let latency = player.link.pointee.latencies.pop() { statistics.addCue(latency: latency) }
    while let news = player.link.pointee.news.pop() {
      statistics.add(news)
      onHappening(.tone(news, seconds: cueTable.seconds(toneFrames)))
    }
  }

  /// Seconds of input whose tone has been dealt with.
  var seconds: Double { cueTable.seconds(toneFrames) }

  /// The runner marks this moment.
  mutating func mark(_ word: String, _ onHappening: (LiveSession.Happening) -> Void) {
    guard markLimit.allows(at: MonotonicClock.now()) else { return }
    keep(RecordingMarker(frame: toneFrames, label: word), isNew: true)
    onHappening(.marked(seconds: seconds))
  }

  /// Keeps the marks of a played input that lie before a frame.
  mutating func keepMarkers(before frame: Int) {
    while let marker = markersAhead.first, marker.frame < frame {
      markersAhead.removeFirst()
      keep(marker, isNew: false)
    }
  }

  private mutating func keep(_ marker: RecordingMarker, isNew: Bool) {
    marks.append(marker)
    files?.add(marker, isNew: isNew)
  }

  /// Tells what has become of the files.
  mutating func tellStorage(_ onHappening: (LiveSession.Happening) -> Void) {
    if let toneEnd, !isToneEndTold {
      isToneEndTold = true
      onHappening(.storage(.toneEnded(reason: toneEnd.reason, seconds: toneEnd.seconds)))
    }
    while let news = files?.nextNews() { onHappening(.storage(news)) }
  }

  /// What comes from here on is no longer heard.
  mutating func endInput() { lastFrame = toneFrames }

  /// Writes the tone of everything before an input frame.
  mutating func writeTone(until frame: Int) throws(LiveSession.Failure) {
    guard frame > toneFrames else { return }
    do { try tone?.write(inputFrames: frame - toneFrames) } catch { try endTone(error) }
    toneFrames = frame
  }

  /// Finishes the tone's file.
  mutating func closeTone() throws(LiveSession.Failure) {
    do { try tone?.close() } catch { try endTone(error) }
  }

  /// A tone that its disk does not take ends the session only when nothing else is kept of it.
  private mutating func endTone(_ failure: LiveSession.Failure) throws(LiveSession.Failure) {
    guard files != nil, case .recording(let error) = failure, let ended = tone else { throw failure }
    toneEnd = ToneEnd(reason: "\(error)", seconds: cueTable.seconds(ended.abandon()))
    tone = nil
  }
}

/// Bounds how often a moment can be marked: a few at once, then one a second. What is too much is dropped and not kept for
/// later, since a mark that comes late marks another moment.
package struct MarkLimit {
  /// So many at once.
  package static let burst = 4
  private static let nanosecondsPerMark = 1_000_000_000

  /// Marks in hand, in nanoseconds of their making.
  private var credit = burst * nanosecondsPerMark
  private var latest: Int?

  package init() {}

  /// Whether a mark at a moment of the monotonic clock, in nanoseconds, counts.
  package mutating func allows(at time: Int) -> Bool {
    credit = min(Self.burst * Self.nanosecondsPerMark, credit + max(0, time - (latest ?? time)))
    latest = time
    guard credit >= Self.nanosecondsPerMark else { return false }
    credit -= Self.nanosecondsPerMark
    return true
  }
}
