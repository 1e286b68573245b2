import Files
import Recording

extension SessionSummary {
  /// A moment that somebody marked.
  public struct Mark: Codable, Sendable, Hashable {
    /// On the input's clock.
    public var seconds: Double
    /// What was written about it; may be empty.
    public var label: String

    /// Joins both.
    public init(seconds: Double, label: String) {
      self.seconds = seconds
      self.label = label
    }
  }

  /// Keeps when, with what and how the input was recorded, and what somebody noted and marked in it.
  ///
  /// - Parameters:
  ///   - origin: of the input.
  ///   - markers: those to keep; by default all of the origin's.
  ///   - frameCount: how long the input is.
  public mutating func take(_ origin: RecordingOrigin, markers: [RecordingMarker]? = nil, frameCount: Int) {
    startedAt = origin.started?.localISO
    startedFrom = origin.started == nil ? nil : origin.source.rawValue
    input.device = origin.device
    notes = origin.notes
    person = origin.person
    let kept = (markers ?? origin.markers).map {
      Mark(seconds: Double($0.frame) / input.sampleRateHz, label: $0.label)
    }
    marks = kept.isEmpty ? nil : kept
    if let remark = origin.remark(frameCount: frameCount) { warnings.append(remark) }
    if settings.map.contains("glute"), !settings.map.contains("hamstring"), !settings.map.contains("contact") {
      warnings.append(Self.gluteAlone)
    }
  }

  /// Strides are found by what both muscles do, docs/accuracy.md.
  private static let gluteAlone =
    "Only the glute is mapped: strides in which it is silent cannot be found, so they are missing here instead of being counted. Map a "
    + "hamstring too."

  /// Adds what the summary does not know: those of older versions know nothing of where the input came from, and a file's
  /// time counts less than what a sidecar says.
  public mutating func complete(with origin: RecordingOrigin, frameCount: Int) {
    var known = self
    known.take(origin, frameCount: frameCount)
    if startedAt == nil || (startedFrom == RecordingOrigin.Source.file.rawValue && origin.source != .file) {
      (startedAt, startedFrom) = (known.startedAt, known.startedFrom)
    }
    input.device = input.device ?? known.input.device
    notes = notes ?? known.notes
    person = person ?? known.person
    if marks == nil { (marks, warnings) = (known.marks, known.warnings) }
  }

  /// `24 Nov 2026, 18:02`; where only the file tells it, `about 24 Nov 2026, 18:02, by the file's time`; nil when nobody
  /// knows.
  public var startWords: String? {
    guard let moment = startedAt.flatMap({ Moment($0) }) else { return nil }
    return startedFrom == RecordingOrigin.Source.file.rawValue
      ? "about \(moment.words), judged by the time of the file" : moment.words
  }
}

extension SessionSummary {
  /// Percentiles of a time, in milliseconds.
  public struct Percentiles: Codable, Sendable, Hashable {
    /// How many times were measured.
    public var count: Int
    /// Half of them are below.
    public var median: Double
    /// 99 % are below.
    public var p99: Double
    /// 99.9 % are below.
    public var p999: Double
    /// The largest.
    public var max: Double

    /// Joins the values.
    public init(count: Int, median: Double, p99: Double, p999: Double, max: Double) {
      self.count = count
      self.median = median
      self.p99 = p99
      self.p999 = p999
      self.max = max
    }
  }

  /// How the sound card that captures did; only of a session from one.
  public struct Capture: Codable, Sendable {
    /// Its name, as in `alsa:hw:1`.
    public var device: String
    /// `16-bit integer` and so on.
    public var format: String
    /// Length of a period.
    public var periodMs: Double
    /// Length of the whole buffer.
    public var bufferMs: Double
    /// Whether its thread ran ahead of ordinary ones (SCHED_FIFO).
    public var realtime: Bool
    /// Whether memory was locked.
    public var memoryLocked: Bool
    /// How often it stopped delivering, by reason: `overrun`, `suspended`, `stalled`, `gone`, `failed`.
    public var interruptions: [String: Int]
    /// Frames that it lost, on the input's clock.
    public var lostFrames: Int
    /// Frames that were heard but are zeros in the recording, since the disk was too slow.
    public var unrecordedFrames: Int
    /// Frames a second against the computer's clock; left out for less than 10 s without interruption.
    public var measuredRateHz: Double?
    /// From the arrival of a period to the moment at which it was looked at.
    public var wakeUpMs: Percentiles?
    /// From then until the core was done with it.
    public var processingMs: Percentiles?

    /// Joins the values.
    public init(
      device: String, format: String, periodMs: Double, bufferMs: Double, realtime: Bool, memoryLocked: Bool,
      interruptions: [String: Int], lostFrames: Int, unrecordedFrames: Int, measuredRateHz: Double?,
      wakeUpMs: Percentiles?, processingMs: Percentiles?
    ) {
      self.device = device
      self.format = format
      self.periodMs = periodMs
      self.bufferMs = bufferMs
      self.realtime = realtime
      self.memoryLocked = memoryLocked
      self.interruptions = interruptions
      self.lostFrames = lostFrames
      self.unrecordedFrames = unrecordedFrames
      self.measuredRateHz = measuredRateHz
      self.wakeUpMs = wakeUpMs
      self.processingMs = processingMs
    }
  }

  /// How the sound card that plays did; only of a session with one.
  public struct Playback: Codable, Sendable {
    /// Its name, as in `alsa:hw:1`.
    public var device: String
    /// Frames a second.
    public var sampleRateHz: Int
    /// Length of the whole buffer: all of it is latency.
    public var bufferMs: Double
    /// Whether its thread ran ahead of ordinary ones (SCHED_FIFO).
    public var realtime: Bool
    /// How often its buffer ran empty.
    public var underruns: Int
    /// How often it went away.
    public var losses: Int
    /// From the decision to the first sample at the plug.
    public var cueLatencyMs: Percentiles?

    /// Joins the values.
    public init(
      device: String, sampleRateHz: Int, bufferMs: Double, realtime: Bool, underruns: Int, losses: Int,
      cueLatencyMs: Percentiles?
    ) {
      self.device = device
      self.sampleRateHz = sampleRateHz
      self.bufferMs = bufferMs
      self.realtime = realtime
      self.underruns = underruns
      self.losses = losses
      self.cueLatencyMs = cueLatencyMs
    }
  }
}
