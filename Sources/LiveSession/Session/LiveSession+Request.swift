import Biofeedback
import EMGUnits
import Recording
import SessionResults
import SoundCard

extension LiveSession {
  /// What the session is to do.
  public struct Request: Sendable {
    /// Where the EMG comes from.
    public var input: SessionInput
    /// Where the tones go; nil for nowhere.
    public var tone: SessionTone?
    /// The session ends after so many seconds of input; nil for its end, or never.
    public var durationSeconds: Double?
    /// Without input from a device or stream for so many seconds the session ends.
    public var inputWaitSeconds = 600.0
    /// Points of the envelopes are told, for people to look at. Strides and cues do not depend on it.
    public var showsEnvelope = false
    /// Every sound is played once before the session begins.
    public var playsTestTone = false
    /// The session folder; nil to keep nothing.
    public var folder: String?
    /// Wins over the sidecar.
    public var overrides: MeasurementChoices
    /// Holds where the sidecar is silent.
    public var fallbacks: MeasurementChoices
    /// How strides are judged and what is heard of it.
    public var feedback: FeedbackSettings
    /// What a calibration learned; nil to learn from the first strides.
    public var profile: RunnerProfile?
    /// As a sound card would deliver it, instead of as fast as it goes.
    public var isPaced: Bool
    /// Frames per block; nil for the usual. The results do not depend on it.
    public var blockFrames: Int?
    /// Existing files may be replaced.
    public var overwrite: Bool
    /// Named in the summary.
    public var software: String
    /// What the session records into; nil for tables alone.
    public var recordingFormat: RecordingFormat? = .wav
    /// The text of `settings.yaml`, which makes the same session from the recording; nil for no such file.
    public var settings: String?
    /// What came before the session, in whole sentences: for the summary.
    public var notes: [String] = []
    /// The session of a programme of training that it is: for the summary; nil for none.
    public var programme: SessionSummary.Programme?
    /// The bytes of the profile, kept as `profile.json`; nil without one.
    public var profileFile: [UInt8]?

    /// The files that are read: the recording and its sidecar.
    var inputs: [String] {
      if case .recording(let path) = input { [path, Sidecar.path(beside: path)] } else { [] }
    }

    /// Refuses files that may not be written, before anything else is done.
    public func checkOutputs() throws(Failure) {
      do {
        try OutputCheck.check(outputs, inputs: inputs, overwrites: overwrite)
      } catch { throw .output(error) }
    }

    /// The WAV that the tones go to; nil for none.
    var toneFile: String? {
      if case .file(let path) = tone { path } else { nil }
    }

    /// The files that are written.
    public var outputs: [String] {
      (plan.map { plan in plan.names.map { OutputFolder.join(plan.folder, $0) } } ?? [])
        + (toneFile.map { [$0] } ?? [])
    }

    /// What is kept; nil for nothing.
    var plan: SessionFiles.Plan? {
      folder.map { folder in
        var plan = SessionFiles.Plan(folder: folder, format: recordingFormat, settings: settings)
        plan.profile = profileFile
        plan.inputs = inputs
        plan.overwrite = overwrite
        return plan
      }
    }

    /// Joins the values.
    public init(
      input: SessionInput, tone: SessionTone?, folder: String?, overrides: MeasurementChoices,
      fallbacks: MeasurementChoices = MeasurementChoices(), feedback: FeedbackSettings = FeedbackSettings(),
      profile: RunnerProfile? = nil,
      isPaced: Bool, blockFrames: Int? = nil, overwrite: Bool, software: String
    ) {
      self.input = input
      self.tone = tone
      self.folder = folder
      self.overrides = overrides
      self.fallbacks = fallbacks
      self.feedback = feedback
      self.profile = profile
      self.isPaced = isPaced
      self.blockFrames = blockFrames
      self.overwrite = overwrite
      self.software = software
    }
  }
}

/// Where a session's EMG comes from.
public enum SessionInput: Sendable, Hashable {
  /// A recording.
  case recording(path: String)
  /// A sound card.
  case device(String, StreamRequest)
  /// A stream of LSL, by its name or source id.
  case stream(String)

  /// As a person writes it: the path, or `alsa:hw:1`.
  public var name: String {
    switch self {
    case .recording(let path): path
    case .device(let device, _): "alsa:\(device)"
    case .stream(let name): "lsl:\(name)"
    }
  }
}

/// Where a session's tones go.
public enum SessionTone: Sendable, Hashable {
  /// A WAV.
  case file(path: String)
  /// Headphones.
  case device(DeviceOutput)
}

/// A playback device and how loud it is to be.
public struct DeviceOutput: Sendable, Hashable {
  /// Its name for the library.
  public var device: String
  /// What is demanded of it.
  public var request: StreamRequest
  /// Factor on the tones, whose largest sample is half of full scale: 0–1.
  public var gain: Float

  /// Joins the values.
  public init(device: String, request: StreamRequest = StreamRequest(), gain: Float) {
    self.device = device
    self.request = request
    self.gain = gain
  }
}
