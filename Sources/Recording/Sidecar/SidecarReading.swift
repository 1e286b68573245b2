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
  private var unknownKeys: RecordingWarning? {
    let unknown = values.keys.filter { !Sidecar.keys.contains($0) }.sorted()
    return unknown.isEmpty ? nil : .unknownKeys(path: path, keys: unknown, known: Sidecar.keys)
  }

  /// Every value, or the first that cannot be used.
  func sidecar() throws(RecordingError) -> Sidecar {
    if let version = values["version"], version != .number(Sidecar.version) {
      throw wrong("version", "1, the only version there is")
    }
    var sidecar = Sidecar(
      map: try map(), fullScaleMillivolts: try fullScale(), band: try band(), mains: try mains(),
      notes: try text("notes"))
    sidecar.person = try person()
    sidecar.unit = try unit()
    sidecar.started = try started()
    sidecar.startedFrom = try startedFrom()
    sidecar.device = try text("device")
    sidecar.markers = try markers()
    if let gaps = values["gaps"] { sidecar.gaps = try SidecarGaps(gaps, path: path).gaps }
    return sidecar
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

  private func unit() throws(RecordingError) -> SampleUnit? {
    guard let value = values["unit"] else { return nil }
    guard case .string(let word) = value, let unit = SampleUnit(rawValue: word) else {
      throw wrong("unit", "\"full-scale\", or for float values \"v\", \"mv\" or \"uv\"")
    }
    return unit
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

  private func text(_ key: String) throws(RecordingError) -> String? {
    switch values[key] {
    case nil: nil
    case .string(let text): text
    default: throw wrong(key, "text")
    }
  }

  private func person() throws(RecordingError) -> String? {
    guard let text = try text("person"), !text.isEmpty else { return nil }
    guard let name = PersonName(text) else { throw wrong("person", PersonName.allowed) }
    return name.text
  }

  private func started() throws(RecordingError) -> String? {
    guard let value = values["started"] else { return nil }
    guard case .string(let text) = value, Self.isTime(text) else {
      throw wrong("started", "a time with its offset, such as \"2026-11-24T18:30:05+01:00\"")
    }
    return Moment(text) == nil ? nil : text
  }

  private func startedFrom() throws(RecordingError) -> RecordingOrigin.Source? {
    guard let value = values["started_from"] else { return nil }
    guard case .string(let text) = value, let source = RecordingOrigin.Source(rawValue: text) else {
      throw wrong("started_from", "\"sidecar\", \"clock\" or \"file\"")
    }
    return source
  }

  /// What is to be told of the values that can be read but mean nothing.
  var warnings: [RecordingWarning] {
    let impossible: RecordingWarning? =
      if case .string(let text) = values["started"], Self.isTime(text), Moment(text) == nil {
        .impossibleTime(path: path, text: text)
      } else { nil }
    return [unknownKeys, impossible].compactMap { $0 }
  }

  /// Whether a text is written like a time with its offset from UTC, whether or not it exists.
  private static func isTime(_ text: String) -> Bool {
    text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)/) != nil
  }

  private func markers() throws(RecordingError) -> [RecordingMarker] {
    guard let value = values["markers"] else { return [] }
    guard case .array(let items) = value else { throw wrongMarkers() }
    var markers: [RecordingMarker] = []
    for item in items {
      guard case .object(let parts) = item, case .number(let number) = parts["frame"],
        case .string(let label) = parts["label"], let frame = Int(exactly: number), frame >= 0
      else { throw wrongMarkers() }
      markers.append(RecordingMarker(frame: frame, label: label))
    }
    return markers
  }

  private func wrongMarkers() -> RecordingError {
    wrong("markers", "a list such as [{\"frame\": 96000, \"label\": \"hill\"}], frames being whole numbers from 0 on")
  }

  private func wrong(_ key: String, _ expected: String) -> RecordingError {
    .sidecarValue(path: path, key: key, found: values[key]?.description ?? "missing", expected: expected)
  }
}

/// The key `gaps` of a sidecar: `[[start, count], …]` in frames, ascending, none overlapping.
struct SidecarGaps {
  /// As written.
  let gaps: [FrameGap]

  /// - Throws: `.sidecarValue` with the pair that cannot be used.
  init(_ json: JSONValue, path: String) throws(RecordingError) {
    guard case .array(let entries) = json else { throw Self.wrong(json.description, path) }
    var gaps: [FrameGap] = []
    for entry in entries {
      guard let gap = Self.gap(entry) else { throw Self.wrong("holding \(entry)", path) }
      guard gap.start >= gaps.last?.end ?? 0 else {
        throw Self.wrong("holding \(entry) behind \(Self.json(gaps.suffix(1)))", path)
      }
      gaps.append(gap)
    }
    self.gaps = gaps
  }

  private static func gap(_ entry: JSONValue) -> FrameGap? {
    guard case .array(let pair) = entry, pair.count == 2, let start = frames(pair[0]), let count = frames(pair[1]),
      count > 0
    else { return nil }
    return FrameGap(start: start, count: count)
  }

  /// A whole number of frames, so small that sums of two are exact.
  private static func frames(_ value: JSONValue) -> Int? {
    guard case .number(let number) = value, number >= 0, number < 0x1p52 else { return nil }
    return Int(exactly: number)
  }

  private static func wrong(_ found: String, _ path: String) -> RecordingError {
    .sidecarValue(
      path: path, key: "gaps", found: found,
      expected: "pairs of whole numbers of frames, [start, count], start from 0 and count from 1 on, ascending and not "
        + "overlapping, such as [[48000, 240], [96000, 4800]]")
  }

  /// As it is written.
  static func json(_ gaps: some Sequence<FrameGap>) -> JSONValue {
    .array(gaps.map { .array([.number(Double($0.start)), .number(Double($0.count))]) })
  }
}
