import EMGUnits
import Files

extension Sidecar {
  /// Every key with a meaning, in the order in which they are told.
  enum Key: String, CodingKey, CaseIterable {
    case version
    case map
    case fullScaleMillivolts = "full_scale_mv"
    case unit
    case band = "band_hz"
    case mains = "mains_hz"
    case notes
    case person
    case started
    case startedFrom = "started_from"
    case device
    case markers
    case gaps
    case bids
  }

  /// The version of the keys.
  static let version = 1
}

/// A sidecar as it is written: every value is checked, `null` is the same as leaving a key out.
struct SidecarReading: Decodable {
  /// What it says.
  private(set) var sidecar = Sidecar()
  /// Keys without a meaning.
  let unknownKeys: [String]
  /// A start that no calendar or clock has.
  private(set) var impossibleTime: String?

  /// - Throws: `WrongJSONValue`, and `ConfigurationError` for a map that cannot be used.
  init(from decoder: any Decoder) throws {
    guard let names = try? decoder.container(keyedBy: AnyKey.self) else {
      throw WrongJSONValue([], found: try JSONValue(from: decoder).description, expected: "an object, { … }")
    }
    unknownKeys = try names.allKeys.filter {
      try Sidecar.Key(stringValue: $0.stringValue) == nil && !names.decodeNil(forKey: $0)
    }
    .map(\.stringValue).sorted()
    let values = try decoder.container(keyedBy: Sidecar.Key.self)
    _ = try values.meaning(of: .version, "1, the only version") { (number: Double) in
      number == Double(Sidecar.version) ? number : nil
    }
    let map = try values.meaning(of: .map, "text such as \"glute=1,hamstring=2\"") { (text: String) in
      try WrittenChannelMap(parsing: text)
    }
    sidecar.map = map?.numbers
    sidecar.namedMap = map?.numbers == nil ? map : nil
    sidecar.fullScaleMillivolts = try values.meaning(
      of: .fullScaleMillivolts, "a number from 0.01 to 5000, in millivolts"
    ) { (number: Double) in RecordingLimits.fullScaleMillivolts.contains(number) ? number : nil }
    sidecar.band = try values.meaning(
      of: .band, "two numbers above 0, the lower first, such as [30, 450]", Self.band)
    sidecar.mains = try values.meaning(of: .mains, "50, 60, 0 for none, or \"auto\"", Self.mains)
    sidecar.notes = try values.meaning(of: .notes, "text") { (text: String) in text }
    sidecar.person = try values.meaning(of: .person, PersonName.allowed) { (text: String) in
      text.isEmpty ? text : PersonName(text)?.text
    }
    if sidecar.person == "" { sidecar.person = nil }
    sidecar.unit = try values.meaning(
      of: .unit, "\"full-scale\", or for float values \"v\", \"mv\" or \"uv\"", SampleUnit.init(rawValue:))
    let started = try values.meaning(
      of: .started, "a time with its offset, such as \"2026-11-24T18:30:05+01:00\""
    ) { (text: String) in Self.isTime(text) ? text : nil }
    if let started, Moment(started) == nil { impossibleTime = started } else { sidecar.started = started }
    sidecar.startedFrom = try values.meaning(
      of: .startedFrom, "\"sidecar\", \"clock\" or \"file\"", RecordingOrigin.Source.init(rawValue:))
    sidecar.device = try values.meaning(of: .device, "text") { (text: String) in text }
    sidecar.markers =
      try values.meaning(
        of: .markers,
        "a list such as [{\"frame\": 96000, \"label\": \"hill\"}], frames being whole numbers from 0 on"
      ) { (markers: [RecordingMarker]) in markers.allSatisfy { $0.frame >= 0 } ? markers : nil } ?? []
    sidecar.gaps = try values.meaning(of: .gaps, Self.expectedGaps, Self.gaps) ?? []
    sidecar.bids = try values.meaning(of: .bids, "an object, { … }, with keys of BIDS") { (bids: [String: JSONValue]) in
      bids
    }
  }

  private static func band(_ corners: [Double]) -> FrequencyBand? {
    guard corners.count == 2, 0 < corners[0], corners[0] < corners[1], corners[1].isFinite else { return nil }
    return FrequencyBand(low: Hertz(corners[0]), high: Hertz(corners[1]))
  }

  private static func mains(_ value: JSONValue) -> MainsSetting? {
    switch value {
    case .number(50): .hertz50
    case .number(60): .hertz60
    case .number(0): .off
    case .string("auto"): .automatic
    case .null, .bool, .number, .string, .array, .object: nil
    }
  }

  /// Whether a text is written like a time with its offset from UTC, whether or not it exists.
  private static func isTime(_ text: String) -> Bool {
    text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)/) != nil
  }

  private static let expectedGaps =
    "pairs of whole numbers of frames, [start, count], start at least 0 and count at least 1, ascending and not "
    + "overlapping, such as [[48000, 240], [96000, 4800]]"

  /// The pair that cannot be used is told.
  private static func gaps(_ entries: [JSONValue]) throws -> [FrameGap] {
    var gaps: [FrameGap] = []
    for entry in entries {
      guard case .array(let pair) = entry, pair.count == 2, let start = frames(pair[0]), let count = frames(pair[1]),
        count > 0
      else { throw WrongJSONValue([Sidecar.Key.gaps], found: "holding \(entry)", expected: expectedGaps) }
      if let last = gaps.last, start < last.end {
        throw WrongJSONValue(
          [Sidecar.Key.gaps], found: "holding \(entry) behind [[\(last.start), \(last.count)]]", expected: expectedGaps)
      }
      gaps.append(FrameGap(start: start, count: count))
    }
    return gaps
  }

  /// A whole number of frames, so small that sums of two are exact.
  private static func frames(_ value: JSONValue) -> Int? {
    guard case .number(let number) = value, number >= 0, number < 0x1p52 else { return nil }
    return Int(exactly: number)
  }
}

/// A key of any name.
private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Sidecar: Encodable {
  /// Writes what is known.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(Self.version, forKey: .version)
    try values.encodeIfPresent(writtenMap?.description, forKey: .map)
    try values.encodeIfPresent(fullScaleMillivolts, forKey: .fullScaleMillivolts)
    try values.encodeIfPresent(unit?.rawValue, forKey: .unit)
    try values.encodeIfPresent(band.map { [$0.low.value, $0.high.value] }, forKey: .band)
    switch mains {
    case .automatic: try values.encode("auto", forKey: .mains)
    case .off, .hertz50, .hertz60: try values.encode(mains?.frequency?.value ?? 0, forKey: .mains)
    case nil: break
    }
    try values.encodeIfPresent(notes, forKey: .notes)
    try values.encodeIfPresent(person, forKey: .person)
    try values.encodeIfPresent(started, forKey: .started)
    try values.encodeIfPresent(startedFrom?.rawValue, forKey: .startedFrom)
    try values.encodeIfPresent(device, forKey: .device)
    if !markers.isEmpty { try values.encode(markers, forKey: .markers) }
    if !gaps.isEmpty { try values.encode(gaps.map { [$0.start, $0.count] }, forKey: .gaps) }
    try values.encodeIfPresent(bids, forKey: .bids)
  }
}
