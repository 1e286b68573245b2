import EMGUnits

/// What the samples of a recording mean: from its sidecar, overridden by what the user says.
public struct MeasurementSetup: Sendable, Hashable {
  /// What the channels carry.
  public var map: ChannelMap
  /// Millivolts at the electrode for one full-scale sample; nil when unknown.
  public var fullScaleMillivolts: Double?
  /// The EMG band.
  public var band: FrequencyBand
  /// Mains hum.
  public var mains: MainsSetting

  /// Joins the values.
  public init(map: ChannelMap, fullScaleMillivolts: Double?, band: FrequencyBand, mains: MainsSetting) {
    self.map = map
    self.fullScaleMillivolts = fullScaleMillivolts
    self.band = band
    self.mains = mains
  }

  /// What can go wrong on the way.
  public enum Failure: Error, Sendable, Hashable {
    /// The sidecar cannot be read or holds a value that makes no sense.
    case recording(RecordingError)
    /// A setting is missing or does not fit the recording.
    case configuration(ConfigurationError)
  }

  /// Joins the sidecar beside `path` with the user's own settings, which win, and checks both against the channels.
  public init(
    recording path: String, channelCount: Int, map: ChannelMap?, fullScaleMillivolts: Double?,
    warn: (RecordingWarning) -> Void
  ) throws(Failure) {
    let sidecar: Sidecar?
    do { sidecar = try Sidecar.load(beside: path, warn: warn) } catch { throw .recording(error) }
    guard let found = map ?? sidecar?.map else {
      throw .configuration(
        ConfigurationError(
          "\(path): nothing says which channel carries which muscle. Say it with --map, for example "
            + "--map glute=1,hamstring=2, or in the sidecar \(Sidecar.path(beside: path)) "
            + "as { \"map\": \"glute=1,hamstring=2\" }."))
    }
    do {
      self.map = try found.validated(channelCount: channelCount).withGluteOrHamstring()
    } catch {
      throw map == nil
        ? .recording(.sidecarMap(path: Sidecar.path(beside: path), error)) : .configuration(error)
    }
    self.fullScaleMillivolts = fullScaleMillivolts ?? sidecar?.fullScaleMillivolts
    band = sidecar?.band ?? .surfaceEMG
    mains = sidecar?.mains ?? .automatic
  }
}
