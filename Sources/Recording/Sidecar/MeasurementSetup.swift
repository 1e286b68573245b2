import EMGUnits

/// What the samples of a recording mean: from its sidecar, and from what the user says.
public struct MeasurementSetup: Sendable, Hashable {
  /// What the channels carry.
  public var map: ChannelMap
  /// Millivolts at the electrode for one full-scale sample; nil when unknown.
  public var fullScaleMillivolts: Double?
  /// What the values of a float recording are; nil when nobody says, and then fractions of full scale.
  public var unit: SampleUnit?
  /// The EMG band.
  public var band: FrequencyBand
  /// Mains hum.
  public var mains: MainsSetting
  /// Frames that the device lost, as the sidecar says.
  public var gaps: [FrameGap] = []
  /// Name or code of whom it is of; nil when nobody says.
  public var person: String?
  /// What lies beside the recording; nil for none, and for a device.
  public var sidecar: Sidecar?

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

  /// Joins the sidecar beside `path` with what the user says, and checks both against the channels.
  ///
  /// - Parameters:
  ///   - overrides: wins over the sidecar.
  ///   - fallbacks: holds where the sidecar is silent.
  public init(
    recording path: String, channelCount: Int, overrides: MeasurementChoices,
    fallbacks: MeasurementChoices = MeasurementChoices(),
    warn: (RecordingWarning) -> Void
  ) throws(Failure) {
    let sidecar: Sidecar?
    do { sidecar = try Sidecar.load(beside: path, warn: warn) } catch { throw .recording(error) }
    try self.init(
      path, channelCount: channelCount, names: [], sidecar: sidecar, overrides: overrides, fallbacks: fallbacks)
  }

  /// The same for a recording that is open; its channels may be mapped by name.
  init(
    reading reader: RecordingReader, overrides: MeasurementChoices, fallbacks: MeasurementChoices,
    warn: (RecordingWarning) -> Void
  ) throws(Failure) {
    let sidecar: Sidecar?
    do { sidecar = try reader.sidecarBeside(warn: warn) } catch { throw .recording(error) }
    try self.init(
      reader.path, channelCount: reader.channelCount, names: reader.channelNames, sidecar: sidecar,
      overrides: overrides,
      fallbacks: fallbacks)
  }

  private init(
    _ path: String, channelCount: Int, names: [String], sidecar: Sidecar?, overrides: MeasurementChoices,
    fallbacks: MeasurementChoices
  ) throws(Failure) {
    guard let found = overrides.writtenMap ?? sidecar?.writtenMap ?? fallbacks.writtenMap else {
      throw .configuration(
        ConfigurationError(
          "\(path): which channel carries which muscle is unknown. Give it with --map, for example "
            + "--map glute=1,hamstring=2, or in the sidecar \(Sidecar.path(beside: path)) "
            + "as { \"map\": \"glute=1,hamstring=2\" }." + Self.listed(names)))
    }
    do {
      self.map = try found.resolved(among: names, of: path).validated(channelCount: channelCount).withGluteOrHamstring()
    } catch {
      if overrides.writtenMap == nil, sidecar?.writtenMap != nil {
        throw .recording(.sidecarMap(path: Sidecar.path(beside: path), error))
      }
      throw .configuration((overrides.writtenMap == nil ? fallbacks : overrides).explained(error))
    }
    self.fullScaleMillivolts =
      overrides.fullScaleMillivolts ?? sidecar?.fullScaleMillivolts ?? fallbacks.fullScaleMillivolts
    unit = overrides.unit ?? sidecar?.unit ?? fallbacks.unit
    band = overrides.band ?? sidecar?.band ?? fallbacks.band ?? .surfaceEMG
    gaps = sidecar?.gaps ?? []
    person = overrides.person ?? sidecar?.person ?? fallbacks.person
    self.sidecar = sidecar
    mains = overrides.mains ?? sidecar?.mains ?? fallbacks.mains ?? .automatic
  }

  /// ` Its channels: 1 “R GMAX”, 2 “R BF”.`, with the space in front; empty for channels without names.
  private static func listed(_ names: [String]) -> String {
    guard names.contains(where: { !$0.isEmpty }) else { return "" }
    let most = 40
    let shown = names.prefix(most).enumerated().map { "\($0 + 1) “\($1.visible(keepsLines: false))”" }
    return " Its channels: " + shown.joined(separator: ", ")
      + (names.count > most ? " and \(names.count - most) more." : ".")
  }

  /// What the user says about a device, which has no sidecar. Whether it has the channels is not checked here.
  ///
  /// - Parameters:
  ///   - name: as the user named it, for messages.
  ///   - names: of its channels, where it has any.
  public init(
    device name: String, names: [String] = [], overrides: MeasurementChoices, fallbacks: MeasurementChoices
  ) throws(ConfigurationError) {
    if let unit = overrides.unit, unit != .fullScale {
      throw ConfigurationError(
        "\(name): --unit \(unit.rawValue) goes with a recording; a sound card gives fractions of full scale.")
    }
    guard let written = overrides.writtenMap ?? fallbacks.writtenMap else {
      throw ConfigurationError(
        "\(name): which channel carries which muscle is unknown. Give it with --map, for example "
          + "--map glute=1,hamstring=2, or in a settings file (`glutecue config --write` makes one).")
    }
    do { map = try written.resolved(among: names, of: name).withGluteOrHamstring() } catch {
      throw (overrides.writtenMap == nil ? fallbacks : overrides).explained(error)
    }
    fullScaleMillivolts = overrides.fullScaleMillivolts ?? fallbacks.fullScaleMillivolts
    band = overrides.band ?? fallbacks.band ?? .surfaceEMG
    mains = overrides.mains ?? fallbacks.mains ?? .automatic
    person = overrides.person ?? fallbacks.person
  }
}

/// What a user says about the samples. Every part is optional.
public struct MeasurementChoices: Sendable, Hashable {
  /// What the channels carry.
  public var map: ChannelMap?
  /// The same by names of channels, which a recording must have.
  public var namedMap: WrittenChannelMap?
  /// Where the map was written, for messages: `run.yaml:3: input.map`; nil for the command line.
  public var mapOrigin: String?
  /// Millivolts at the electrode for one full-scale sample.
  public var fullScaleMillivolts: Double?
  /// What the values of a float recording are.
  public var unit: SampleUnit?
  /// The EMG band.
  public var band: FrequencyBand?
  /// Mains hum.
  public var mains: MainsSetting?
  /// Name or code of whom the recording is of.
  public var person: String?
  /// Rows a second of a table that does not say it.
  public var rate: Hertz?

  /// Says nothing.
  public init() {}

  /// The map as somebody wrote it.
  public var writtenMap: WrittenChannelMap? {
    get { namedMap ?? map.map { WrittenChannelMap($0) } }
    set { (map, namedMap) = (newValue?.numbers, newValue?.numbers == nil ? newValue : nil) }
  }

  /// What is wrong with the map, with where it was written in front.
  func explained(_ error: ConfigurationError) -> ConfigurationError {
    mapOrigin.map { ConfigurationError("\($0) cannot be used: \(error.message)") } ?? error
  }
}

/// What to do about mains hum.
public enum MainsSetting: Sendable, Hashable, CaseIterable {
  /// Find 50 or 60 Hz in the signal.
  case automatic
  /// Remove 50 Hz and its harmonics.
  case hertz50
  /// Remove 60 Hz and its harmonics.
  case hertz60
  /// Remove nothing.
  case off

  /// The fundamental to remove; nil for `automatic` and `off`.
  public var frequency: Hertz? {
    switch self {
    case .automatic, .off: nil
    case .hertz50: 50
    case .hertz60: 60
    }
  }
}

extension MainsSetting {
  /// 50 or 60 to look only there, 0 to find it, nil to leave it in.
  public var hertzToLookFor: Int? {
    switch self {
    case .automatic: 0
    case .off: nil
    case .hertz50: 50
    case .hertz60: 60
    }
  }

  /// Reads the name; nil for any other word.
  public init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// As settings and results name it.
  public var name: String {
    switch self {
    case .automatic: "auto"
    case .off: "off"
    case .hertz50: "50"
    case .hertz60: "60"
    }
  }
}
