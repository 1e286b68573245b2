import Files
import Foundation
import Recording

/// A recording of a BIDS data set.
struct StudyRecording: Sendable, Hashable {
  /// Where it is from the data set's folder on: `sub-01/emg/sub-01_task-running_emg.edf`.
  let place: String
  /// Its name without `_emg` and the ending: `sub-01_task-running`.
  let stem: String
  /// The parts of the name: `sub` and `01`, `task` and `running`.
  private let entities: [String: String]

  /// Nil for a name that is none of a recording.
  init?(place: String) {
    self.place = place
    let name = place.split(separator: "/").last.map(String.init) ?? place
    guard let dot = name.lastIndex(of: "."), Self.endings.contains(name[name.index(after: dot)...].lowercased()),
      name[..<dot].hasSuffix(Self.suffix)
    else { return nil }
    stem = String(name[..<dot].dropLast(Self.suffix.count))
    entities = Dictionary(
      stem.split(separator: "_").compactMap { part in
        part.firstIndex(of: "-").map { (String(part[..<$0]), String(part[part.index(after: $0)...])) }
      }
    ) { first, _ in first }
    guard entities["sub"] != nil else { return nil }
  }

  private static let suffix = "_emg"
  /// BIDS has EDF and BDF; recordings of GluteCue under names of BIDS are taken, too.
  private static let endings: Set = ["edf", "bdf", "wav", "w64", "rf64", "flac"]

  /// The label of its participant: `01`.
  var participant: String { entities["sub"] ?? "" }

  /// What a part of its name says; nil for what it does not have.
  subscript(_ entity: String) -> String? { entities[entity] }

  /// `sub-01`, as tables name it.
  var participantID: String { "sub-\(participant)" }

  /// By which its person's profile may be known, the visit's own first.
  var profileNames: [String] {
    let visit = self["ses"].map { ["\(participantID)_ses-\($0)", "\(participantID)/ses-\($0)"] } ?? []
    return visit + [participantID, participant]
  }

  /// Where its results go, from the folder of results on.
  var results: String {
    let folder = place.split(separator: "/").dropLast().joined(separator: "/")
    return "\(folder)/\(stem)_desc-glutecue_emg"
  }
}

/// A BIDS data set: who is in it, and which recordings of EMG there are.
struct StudyFolder: Sendable {
  /// As given, without a slash at its end.
  let path: String
  /// Labels of the participants, in order.
  let participants: [String]
  /// Every recording, in the order of their places.
  let recordings: [StudyRecording]

  /// Looks for them.
  ///
  /// - Throws: `CommandFailure` for what is no folder, and one without participants.
  init(_ path: String) throws(CommandFailure) {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.path = trimmed
    let entry = DiskEntry(trimmed)
    guard entry.exists else { throw CommandFailure("\(path): there is no such folder.", .missingInput) }
    guard entry.isFolder else {
      throw CommandFailure(
        "\(path) is a file. `glutecue bids` takes the folder of a BIDS data set, which holds sub-01 and others.",
        .unusableData)
    }
    let found = FolderSearch(trimmed, onlyBelow: Self.prefix).files
    recordings = found.filter(Self.isEMG).compactMap(StudyRecording.init).sorted { $0.place < $1.place }
    participants = Set(recordings.map(\.participant)).sorted()
    guard !recordings.isEmpty else {
      throw CommandFailure(
        "\(path): there is no EMG recording of BIDS in this folder (sub-LABEL/emg/…_emg.edf or .bdf, or with "
          + "ses-LABEL in between).", .missingInput)
    }
  }

  /// Participants are in folders that begin so; `derivatives`, `sourcedata` and others are none.
  private static let prefix = "sub-"

  private static func isEMG(_ place: String) -> Bool {
    let parts = place.split(separator: "/")
    return (3...4).contains(parts.count) && parts[parts.count - 2] == "emg"
  }

  /// The path of something in it.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// The name that `dataset_description.json` has for it; nil for none.
  var name: String? {
    guard case .string(let name)? = (try? description())?["Name"] else { return nil }
    return name
  }

  /// `dataset_description.json`.
  func description() throws(RecordingError) -> [String: JSONValue] {
    let path = file("dataset_description.json")
    let bytes = try TextFile.read(path)
    let value: JSONValue
    do { value = try JSONText.value(bytes) } catch { throw .sidecarSyntax(path: path, place: error.place) }
    guard case .object(let object) = value else {
      throw .sidecarSyntax(path: path, place: "it must be an object, { … }")
    }
    return object
  }

  /// Looks whether it is what BIDS calls a raw data set, as far as the analysis depends on it. The validator of BIDS looks at
  /// everything else.
  ///
  /// - Throws: `CommandFailure` with what is wrong, and how to go on all the same.
  func validate() throws(CommandFailure) {
    do throws(RecordingError) {
      let description = try description()
      for key in ["Name", "BIDSVersion"] {
        guard case .string? = description[key] else {
          throw .sidecarValue(
            path: file("dataset_description.json"), key: key, found: description[key]?.description ?? "missing",
            expected: "text")
        }
      }
      if case .string("derivative")? = description["DatasetType"] {
        throw .sidecarValue(
          path: file("dataset_description.json"), key: "DatasetType", found: "\"derivative\"",
          expected: "\"raw\", as results cannot be analysed again")
      }
    } catch {
      throw CommandFailure(
        "\(error) Correct it, or say --skip-bids-validation to analyse what is there.", error.status)
    }
    let twice = Dictionary(grouping: recordings, by: \.results).values.filter { $0.count > 1 }
    if let pair = twice.map({ $0.map(\.place).joined(separator: " and ") }).min() {
      throw CommandFailure(
        "\(path): \(pair) are the same recording by their names. Keep one of them.", .unusableData)
    }
  }
}
