import EMGUnits

/// The values of a sidecar, checked one by one. `null` is the same as leaving a key out.
struct SidecarReading {
  private let values: [String: JSONValue]
  private let path: String

  /// Takes the top-level object.
  init(_ json: JSONValue, path: String) throws(RecordingError) {
    guard case .object(let values) = json else {
      throw .sidecarSyntax(path: path, place: "it must be an object, { … }, not \(json)")
    }
    self.values = values.filter { $0.value != .null }
    self.path = path
  }

  /// Keys without a meaning; nil when there are none.
  var unknownKeys: RecordingWarning? {
    let unknown = values.keys.filter { !Sidecar.keys.contains($0) }.sorted()
    return unknown.isEmpty ? nil : .unknownKeys(path: path, keys: unknown, known: Sidecar.keys)
  }

  /// Every value, or the first that cannot be used.
  func sidecar() throws(RecordingError) -> Sidecar {
    if let version = values["version"], version != .number(Sidecar.version) {
      throw wrong("version", "1, the only version there is")
    }
    return Sidecar(
      map: try map(), fullScaleMillivolts: try fullScale(), band: try band(), mains: try mains(), notes: try notes())
  }

  private func map() throws(RecordingError) -> ChannelMap? {
    switch values["map"] {
    case nil: return nil
    case .string(let text):
      do { return try ChannelMap(parsing: text) } catch { throw .sidecarMap(path: path, error) }
    default: throw wrong("map", "text such as \"glute=1,hamstring=2\"")
    }
  }

  private func fullScale() throws(RecordingError) -> Double? {
    switch values["full_scale_mv"] {
    case nil: nil
    case .number(let value) where RecordingLimits.fullScaleMillivolts.contains(value): value
    default: throw wrong("full_scale_mv", "a number from 0.01 to 5000, in millivolts")
    }
  }

  private func band() throws(RecordingError) -> FrequencyBand? {
    switch values["band_hz"] {
    case nil: return nil
    case .array(let corners):
      if corners.count == 2, case .number(let low) = corners[0], case .number(let high) = corners[1],
        0 < low, low < high, high.isFinite
      {
        return FrequencyBand(low: Hertz(low), high: Hertz(high))
      }
      fallthrough
    default: throw wrong("band_hz", "two numbers above 0, the lower first, such as [30, 450]")
    }
  }

  private func mains() throws(RecordingError) -> MainsSetting? {
    switch values["mains_hz"] {
    case nil: nil
    case .number(50): .hertz50
    case .number(60): .hertz60
    case .number(0): .off
    case .string("auto"): .automatic
    default: throw wrong("mains_hz", "50, 60, 0 for none, or \"auto\"")
    }
  }

  private func notes() throws(RecordingError) -> String? {
    switch values["notes"] {
    case nil: nil
    case .string(let text): text
    default: throw wrong("notes", "text")
    }
  }

  private func wrong(_ key: String, _ expected: String) -> RecordingError {
    .sidecarValue(path: path, key: key, found: values[key]?.description ?? "missing", expected: expected)
  }
}
