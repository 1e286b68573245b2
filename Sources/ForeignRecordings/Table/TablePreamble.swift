import Files

/// What the lines above a table's names say.
struct TablePreamble {
  /// Rows a second; nil where nothing says so.
  private(set) var rate: Double?
  /// The unit of the values; nil where nothing, or more than one, is named.
  private(set) var unit: String?
  /// What is said of single columns, by their name: as the converter of Delsys writes it.
  private(set) var labelled: [String: (rate: Double?, unit: String?)] = [:]
  /// What OpenSignals says; nil for other programs.
  private(set) var openSignals: OpenSignalsHeader?
  /// The program, where it names itself.
  private(set) var program: String?

  private static let programs = [
    "OpenBCI", "OpenSignals", "Trigno Discover", "EMGworks", "Noraxon", "MyoResearch", "MR3", "Delsys",
  ]

  init(_ lines: [String]) {
    for line in lines {
      if program == nil { program = Self.programs.first { line.contains($0) } }
      if let header = OpenSignalsHeader(line) {
        openSignals = header
        rate = header.rate
        continue
      }
      let found = Self.rate(line)
      let word = Self.unit(line)
      if let label = Self.label(line) {
        labelled[label] = (found, word)
      } else {
        rate = rate ?? found
        unit = unit ?? word
      }
    }
    if openSignals != nil { program = "OpenSignals" }
  }

  /// `Sample Rate = 250.0 Hz`, `Sampling frequency: 1925.926`, `"Frequency";"1500"`, `2 kHz sample rate`.
  private static func rate(_ line: String) -> Double? {
    let text = line.lowercased()
    guard
      let match = text.firstMatch(
        of: /(?:sampl\w*[ _-]*(?:rate|freq\w*)|frequency|\bfs\b)[^0-9\-]{0,30}([0-9]+(?:[.,][0-9]+)?)\s*(k?hz)?/),
      let value = Double(match.1.replacing(",", with: ".")), value > 0
    else { return nil }
    return match.2 == "khz" ? 1000 * value : value
  }

  /// `EEG data in microvolts`, `Unit: V`, `"Units","uV"`.
  private static func unit(_ line: String) -> String? {
    if line.lowercased().contains("microvolts") { return "uV" }
    if line.lowercased().contains("millivolts") { return "mV" }
    guard let match = line.firstMatch(of: /(?i:\bunits?)["]?\s*[:=,;\t]\s*["]?([A-Za-zµμ]+)\b/) else { return nil }
    let word = String(match.1)
    return ForeignUnit.isVoltage(word) || TableHeading.otherUnits.contains(word.lowercased()) ? word : nil
  }

  /// `Label: R GMAX: EMG 1 Sampling frequency: …` → `R GMAX: EMG 1`.
  private static func label(_ line: String) -> String? {
    guard let match = line.firstMatch(of: /^\W*Label\s*:\s*(.+?)\s+Sampling frequency/) else { return nil }
    return String(match.1)
  }
}

/// The header of OpenSignals (BITalino, biosignalsplux): a line of JSON, one object for each device.
struct OpenSignalsHeader {
  /// What a column of converter counts is.
  struct Column: Hashable {
    let name: String
    let unit: ForeignUnit
    /// The counts in the middle of the range.
    let middle: Double
    /// From counts above the middle to the unit.
    let factor: Double
  }

  let rate: Double?
  let device: String?
  /// In the order of the columns; nil for one that is no analogue input.
  let columns: [Column?]

  /// The amplifiers' gain and the supply that is full scale of the converter, as their makers' data sheets have them.
  private static let amplifiers: [(device: String, supply: Double, gain: Double)] = [
    ("bitalino", 3.3, 1009), ("biosignalsplux", 3, 1000),
  ]

  /// Nil for a line that is none.
  init?(_ line: String) {
    guard let brace = line.firstIndex(of: "{"), line.drop(while: { $0 == "#" || $0 == " " }).startIndex == brace,
      case .object(let devices)? = try? JSONText.value(Array(line[brace...].utf8)),
      case .object(let values)? = devices.sorted(by: { $0.key < $1.key }).first?.value
    else { return nil }
    if case .number(let value)? = values["sampling rate"] { rate = value } else { rate = nil }
    let kind = Self.text(values["device"]) ?? ""
    device = kind.isEmpty ? nil : kind
    let inputs = Self.texts(values["label"])
    let sensors = Self.texts(values["sensor"])
    let resolutions: [Double] =
      if case .array(let bits)? = values["resolution"] {
        bits.map { if case .number(let value) = $0 { value } else { 0 } }
      } else { [] }
    let names = Self.texts(values["column"])
    let analogue = names.isEmpty ? inputs : names
    // resolutions are those of the columns, or of the inputs alone
    columns = analogue.map { name in
      guard let input = inputs.firstIndex(of: name) else { return nil }
      let place =
        resolutions.count == analogue.count
        ? analogue.firstIndex(of: name) ?? 0 : resolutions.count - inputs.count + input
      guard resolutions.indices.contains(place), (6...24).contains(resolutions[place]) else { return nil }
      return Self.column(
        name, sensors.indices.contains(input) ? sensors[input] : "", kind, bits: Int(resolutions[place]))
    }
  }

  /// Counts of an EMG sensor in millivolts at the electrodes, those of others as parts of the converter's range.
  private static func column(_ name: String, _ sensor: String, _ device: String, bits: Int) -> Column {
    let half = Double(1 << (bits - 1))
    let amplifier = amplifiers.first { device.lowercased().contains($0.device) }
    if let amplifier, sensor.uppercased().hasPrefix("EMG") {
      return Column(
        name: name, unit: .voltage(millivolts: 1, word: "mV"), middle: half,
        factor: 1000 * amplifier.supply / amplifier.gain / (2 * half))
    }
    return Column(name: name, unit: .fullScale(1), middle: half, factor: 1 / half)
  }

  private static func text(_ value: JSONValue?) -> String? { if case .string(let text)? = value { text } else { nil } }

  private static func texts(_ value: JSONValue?) -> [String] {
    guard case .array(let values)? = value else { return [] }
    return values.compactMap(text)
  }
}
