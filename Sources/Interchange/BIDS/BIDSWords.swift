import Files
import EMGUnits
import Foundation
import Recording

/// What people say of a recording that only a BIDS data set has a place for: electrodes, amplifier, task, laboratory.
///
/// It is an object with the keys that BIDS itself has for these things: `bids` in the sidecar of a recording, `bids` in a
/// profile, and a file of the laboratory that holds such an object and nothing else.
///
///     { "Manufacturer": "Delsys", "InterelectrodeDistance": 20, "HardwareFilters": { "High-pass": { "Cut-off (Hz)": 20 } },
///       "Authors": ["A. Runner", "B. Therapist"], "License": "CC0",
///       "channels": { "glute": { "placement_description": "half way from sacrum to greater trochanter" } } }
public struct BIDSWords: Sendable, Hashable {
  /// For `_emg.json`.
  private(set) var recording: [String: JSONValue] = [:]
  /// For `dataset_description.json`.
  private(set) var dataset: [String: JSONValue] = [:]
  /// Columns of `_channels.tsv` by role, as in `--map`.
  private(set) var channels: [String: [String: JSONValue]] = [:]

  /// Says nothing.
  public init() {}

  /// Reads a file of the laboratory: the object alone.
  ///
  /// - Throws: `.sidecarSyntax` and `.sidecarValue` with the key.
  public init(file path: String) throws(RecordingError) { try self.init(Self.object(in: path), path: path) }

  /// Checks what an object of `path` says.
  ///
  /// - Parameter prefix: what leads to the object there, for messages: `bids.`.
  init(_ object: [String: JSONValue], path: String, prefix: String = "") throws(RecordingError) {
    for (key, value) in object.sorted(by: { $0.key < $1.key }) where value != .null {
      if key == Self.channelsKey {
        try take(channels: value, path: path, prefix: prefix)
      } else if let kind = Self.recordingKeys[key] {
        recording[key] = try kind.checked(value, key: prefix + key, path: path)
      } else if let kind = Self.datasetKeys[key] {
        dataset[key] = try kind.checked(value, key: prefix + key, path: path)
      } else {
        throw Self.unknown(key, among: Self.keys, path: path, prefix: prefix)
      }
    }
  }

  /// The object under the key `bids` of a file that may not be there, or may not have it.
  static func bids(in path: String) throws(RecordingError) -> BIDSWords {
    guard DiskEntry(path).exists, case .object(let object)? = try Self.object(in: path)["bids"] else {
      return BIDSWords()
    }
    return try BIDSWords(object, path: path, prefix: "bids.")
  }

  private static func object(in path: String) throws(RecordingError) -> [String: JSONValue] {
    let bytes = try TextFile.read(path)
    let value: JSONValue
    do { value = try JSONText.value(bytes) } catch { throw .sidecarSyntax(path: path, place: error.place) }
    guard case .object(let object) = value else {
      throw .sidecarSyntax(path: path, place: "it must be an object, { … }, not \(value)")
    }
    return object
  }

  /// Takes over what `other` says; it wins.
  mutating func merge(_ other: BIDSWords) {
    recording.merge(other.recording) { $1 }
    dataset.merge(other.dataset) { $1 }
    channels.merge(other.channels) { $0.merging($1) { $1 } }
  }

  private mutating func take(channels value: JSONValue, path: String, prefix: String) throws(RecordingError) {
    let expected =
      "an object with an object for each role, such as { \"glute\": { \"placement_scheme\": \"ChannelSpecific\" } }"
    let own = prefix + Self.channelsKey
    guard case .object(let roles) = value else {
      throw .sidecarValue(path: path, key: own, found: value.description, expected: expected)
    }
    for (role, said) in roles {
      guard ChannelRole(role) != nil, case .object(let columns) = said else {
        throw .sidecarValue(
          path: path, key: "\(own).\(role)", found: said.description,
          expected: "an object, and the role one of \(ChannelRole.names.joined(separator: ", "))")
      }
      for (column, value) in columns {
        guard let kind = Self.channelKeys[column] else {
          throw Self.unknown(column, among: Self.channelKeys.keys.sorted(), path: path, prefix: "\(own).\(role).")
        }
        channels[role, default: [:]][column] = try kind.checked(value, key: "\(own).\(role).\(column)", path: path)
      }
    }
  }

  private static func unknown(
    _ key: String, among known: [String], path: String, prefix: String
  ) -> RecordingError {
    .sidecarValue(
      path: path, key: prefix + key, found: "a key without a meaning here",
      expected: "one of \(known.joined(separator: ", "))")
  }
}

extension BIDSWords {
  /// What a key may hold.
  enum Kind {
    case text, millimetres, texts, object

    /// - Throws: `.sidecarValue` for a value of another kind.
    func checked(_ value: JSONValue, key: String, path: String) throws(RecordingError) -> JSONValue {
      switch (self, value) {
      case (.text, .string), (.object, .object), (.object, .string("n/a")): return value
      case (.millimetres, .number(let number)) where number > 0 && number <= 500: return value
      case (.texts, .array(let texts)) where texts.allSatisfy({ if case .string = $0 { true } else { false } }):
        return value
      case (.text, _), (.millimetres, _), (.texts, _), (.object, _):
        throw .sidecarValue(path: path, key: key, found: value.description, expected: expected)
      }
    }

    private var expected: String {
      switch self {
      case .text: "text"
      case .millimetres: "a distance in millimetres, above 0 and up to 500"
      case .texts: "a list of texts, [\"…\", \"…\"]"
      case .object: "an object, { … }, or \"n/a\""
      }
    }
  }

  private static let channelsKey = "channels"

  /// What `_emg.json` may say that a session does not know by itself.
  static let recordingKeys: [String: Kind] = [
    "Manufacturer": .text, "ManufacturersModelName": .text, "DeviceSerialNumber": .text, "AmplifierType": .text,
    "ElectrodeManufacturer": .text, "ElectrodeManufacturersModelName": .text, "ElectrodeMaterial": .text,
    "ElectrodeType": .text, "InterelectrodeDistance": .millimetres, "EMGPlacementScheme": .text,
    "EMGPlacementSchemeDescription": .text, "EMGReference": .text, "EMGGround": .text, "SkinPreparation": .text,
    "HardwareFilters": .object, "SoftwareFilters": .object, "SubjectArtefactDescription": .text,
    "TaskDescription": .text, "Instructions": .text, "InstitutionName": .text, "InstitutionAddress": .text,
    "InstitutionalDepartmentName": .text,
  ]

  /// What `dataset_description.json` may say.
  static let datasetKeys: [String: Kind] = [
    "Name": .text, "Authors": .texts, "License": .text, "Acknowledgements": .text, "HowToAcknowledge": .text,
    "Funding": .texts, "EthicsApprovals": .texts, "ReferencesAndLinks": .texts, "DatasetDOI": .text,
  ]

  /// Columns of `_channels.tsv`.
  static let channelKeys: [String: Kind] = [
    "placement_scheme": .text, "placement_description": .text, "interelectrode_distance": .millimetres,
    "signal_electrode": .text, "reference_electrode": .text, "group": .text,
  ]

  /// Every key, as it is told.
  static var keys: [String] { (Array(recordingKeys.keys) + Array(datasetKeys.keys)).sorted() + [channelsKey] }

  /// What the validator of BIDS asks for, in the order in which it is told.
  private static let askedFor = [
    "Manufacturer", "ManufacturersModelName", "DeviceSerialNumber", "ElectrodeManufacturer",
    "ElectrodeManufacturersModelName", "HardwareFilters", "TaskDescription", "Instructions", "InstitutionName",
    "InstitutionAddress", "InstitutionalDepartmentName",
  ]

  /// What the validator will miss, as a sentence; nil for nothing.
  ///
  /// - Parameter known: what the session says by itself.
  func remark(known: [String: JSONValue]) -> String? {
    let missing =
      Self.askedFor.filter { recording[$0] == nil && known[$0] == nil }
      + ["Authors", "License"].filter { dataset[$0] == nil }
    guard !missing.isEmpty else { return nil }
    return
      "BIDS recommends to say more than is known here: \(missing.joined(separator: ", ")). Say it under “bids” in the "
      + "sidecar or the profile, or in a file with --metadata."
  }
}
