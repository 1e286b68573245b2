import EMGUnits
import SignalProcessing

extension BiofeedbackPipeline {
  /// What the pipeline needs to know.
  public struct Settings: Sendable {
    /// The device rate.
    public var inputRate: Hertz
    /// Samples in a frame.
    public var channelCount: Int
    /// What the channels carry.
    public var map: ChannelMap
    /// The EMG band.
    public var band: FrequencyBand
    /// 50 or 60 to look for hum only there, 0 to find it, nil to leave it in.
    public var mains: Int?
    /// Live or offline.
    public var mode: SignalChain.Mode
    /// How strides are judged and what is heard of it.
    public var feedback: FeedbackSettings
    /// What a calibration learned about the runner; nil to learn from the first strides.
    public var profile: RunnerProfile?
    /// Good strides that make a reference.
    public var referenceStrides = BaselineLearner.wanted

    /// Joins the settings.
    public init(
      inputRate: Hertz, channelCount: Int, map: ChannelMap, band: FrequencyBand = .surfaceEMG, mains: Int? = 0,
      mode: SignalChain.Mode, feedback: FeedbackSettings = FeedbackSettings(), profile: RunnerProfile? = nil
    ) {
      self.inputRate = inputRate
      self.channelCount = channelCount
      self.map = map
      self.band = band
      self.mains = mains
      self.mode = mode
      self.feedback = feedback
      self.profile = profile
    }

    /// The front end that feeds a pipeline with these settings.
    ///
    /// - Throws: as the pipeline's `init`.
    public func frontEnd() throws(ConfigurationError) -> FrontEnd {
      try FrontEnd(chain(try map.validated(channelCount: channelCount).withGluteOrHamstring()))
    }

    /// What the signal chain needs to know of it; `map` is checked.
    func chain(_ map: ChannelMap) -> SignalChain.Settings {
      SignalChain.Settings(
        inputRate: inputRate, channelCount: channelCount, channels: map.entries.map { $0.channel - 1 },
        unfilteredRows: map.entries.indices.filter { map.entries[$0].role.signal == .contact }, band: band,
        mains: mains, mode: mode, tuning: feedback.tuning.signal)
    }
  }
}
