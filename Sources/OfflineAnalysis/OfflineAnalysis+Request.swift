import Biofeedback
import EMGUnits
import Recording
import SessionResults

extension OfflineAnalysis {
  /// What went wrong.
  public enum Failure: Error, Sendable {
    /// The recording cannot be read.
    case recording(RecordingError)
    /// A setting does not fit.
    case configuration(ConfigurationError)
    /// A result cannot be written.
    case output(OutputError)
  }

  /// What is to be analysed and how.
  public struct Request: Sendable {
    /// The recording's path.
    public var path: String
    /// Wins over the sidecar.
    public var overrides: MeasurementChoices
    /// Holds where the sidecar is silent.
    public var fallbacks: MeasurementChoices
    /// How strides are judged and what is heard of it.
    public var feedback: FeedbackSettings
    /// What a calibration learned; nil to learn from the first strides.
    public var profile: RunnerProfile?
    /// Named in the summary, such as `glutecue 0.1.0`.
    public var software: String
    /// Whether a second thread reads and decimates ahead; the results are the same. Nil where that is worth it; false where
    /// other recordings keep the processors busy.
    public var readsAhead: Bool?

    /// Rows a second of a table, as somebody says them.
    var rate: Hertz? { overrides.rate ?? fallbacks.rate }

    /// Joins the values.
    public init(
      path: String, overrides: MeasurementChoices, fallbacks: MeasurementChoices = MeasurementChoices(),
      feedback: FeedbackSettings = FeedbackSettings(), profile: RunnerProfile? = nil, software: String
    ) {
      self.path = path
      self.overrides = overrides
      self.fallbacks = fallbacks
      self.feedback = feedback
      self.profile = profile
      self.software = software
    }
  }
}
