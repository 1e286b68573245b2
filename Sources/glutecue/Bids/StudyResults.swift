import EMGUnits
import Files
import Foundation
import Glibc
import Recording
import SessionResults

/// The folder of results of a study, a BIDS derivative: a folder for each recording, which appears in one step when it is
/// complete. Any number of programs, on any number of machines, may work in it at once.
struct StudyResults: Sendable {
  /// As given, without a slash at its end.
  let path: String
  /// Where results are made before they take their place.
  private let work: String

  /// Looks whether results may go there; nothing is made yet.
  ///
  /// - Parameters:
  ///   - study: whose results they are.
  ///   - work: where results are made; nil for a hidden folder in the folder of results.
  /// - Throws: `CommandFailure`.
  init(_ path: String, of study: StudyFolder, work: String?) throws(CommandFailure) {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.path = trimmed
    self.work = work ?? "\(trimmed)/.work"
    guard !DiskEntry(trimmed).isSame(as: study.path) else {
      throw CommandFailure(
        "\(path) is the data set itself, which stays as it is. Give another folder for the results, such as "
          + "\(study.path)/derivatives/glutecue.", .usage)
    }
  }

  /// Makes the folder if missing, and says in it whose results it holds.
  func prepare(for study: StudyFolder) throws(CommandFailure) {
    try makeFolder(path)
    try claim(for: study)
  }

  /// The folder of a recording's results.
  func folder(_ recording: StudyRecording) -> String { "\(path)/\(recording.results)" }

  /// What became of a recording; nil when nothing has yet.
  func outcome(_ recording: StudyRecording) -> StudyOutcome? { StudyOutcome.read(folder(recording)) }

  /// Makes the results of a recording in a folder of their own and lets them take their place, in that of older ones.
  ///
  /// - Parameter make: fills the folder it is given, and says what came of it; nothing is kept of a passing failure.
  func keep(_ recording: StudyRecording, _ make: (String) -> StudyOutcome) throws(CommandFailure) -> StudyOutcome {
    let draft = "\(work)/\(recording.stem).\(Self.mark)"
    try makeFolder(work)
    defer { try? FileManager.default.removeItem(atPath: draft) }
    let outcome = make(draft)
    guard outcome.isLasting else { return outcome }
    do {
      let folder = try OutputFolder(path: draft, names: [], inputs: [], overwrites: true)
      try folder.write(StudyOutcome.file, try JSONText.bytes(outcome))
      try Self.sync(draft)
    } catch { throw Self.failure(error) }
    try place(draft, at: folder(recording))
    return outcome
  }

  /// Takes away what programs that were ended have left behind.
  func clear() { try? FileManager.default.removeItem(atPath: "\(path)/.work") }

  /// Writes a file of the whole study; whoever reads sees the old or the new one.
  func write(_ name: String, _ bytes: [UInt8]) throws(CommandFailure) {
    // a draft of its own: several programs may write the same at once
    let draft = "\(path)/.\(name).\(Self.mark)"
    do {
      try TableFile.write(bytes, to: draft, overwrites: true)
      try DiskEntry(draft).move(to: "\(path)/\(name)")
    } catch {
      DiskEntry(draft).remove()
      throw Self.failure(error)
    }
  }

  /// Tells apart what several programs make at once, on several machines that share a disk.
  private static let mark: String = {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return "\(host).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
  }()

  private func place(_ draft: String, at final: String) throws(CommandFailure) {
    try makeFolder(DiskEntry(final).folder)
    var source = draft
    if DiskEntry(draft).identity?.device != DiskEntry(path).identity?.device {
      // another disk: copied beside its place first, since only a name can change in one step
      source = "\(path)/.work/\((draft as NSString).lastPathComponent).copy"
      try makeFolder("\(path)/.work")
      do {
        try FileManager.default.copyItem(atPath: draft, toPath: source)
        try Self.sync(source)
      } catch { throw Self.failure(error) }
    }
    defer { try? FileManager.default.removeItem(atPath: source) }
    do throws(FileError) { try DiskEntry(source).move(to: final) } catch {
      guard DiskEntry(final).isFolder else { throw Self.failure(OutputError(final, error)) }
      try exchange(source, final)
    }
    DiskEntry(final).syncFolder()
  }

  /// A folder does not take the place of another that holds something: the old one goes aside first. Should the program end in
  /// between, there are no results, and they are made anew.
  private func exchange(_ source: String, _ final: String) throws(CommandFailure) {
    let old = "\(source).old"
    do throws(FileError) {
      try DiskEntry(final).move(to: old)
      try DiskEntry(source).move(to: final)
    } catch { throw Self.failure(OutputError(final, error)) }
    try? FileManager.default.removeItem(atPath: old)
  }

  /// Brings a folder's files and their names to the disk.
  private static func sync(_ folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try OpenFile(reading: "\(folder)/\(name)").sync()
    }
    DiskEntry("\(folder)/").syncFolder()
  }

  private func makeFolder(_ path: String) throws(CommandFailure) {
    do { _ = try OutputFolder(path: path, names: [], inputs: [], overwrites: true) } catch { throw Self.failure(error) }
  }

  /// Messages about results name no option that `bids` does not have.
  private static func failure(_ error: any Error) -> CommandFailure {
    let known = CommandFailure(error) ?? CommandFailure("\(error)", .io)
    return CommandFailure(known.message.replacing(" with --output", with: ""), known.status)
  }
}

extension StudyResults {
  /// Says whose results they are, as BIDS has it; refuses a folder that holds something else.
  private func claim(for study: StudyFolder) throws(CommandFailure) {
    let name = "dataset_description.json"
    let bytes: [UInt8]
    do { bytes = try JSONText.bytes(JSONValue.object(description(of: study)), keys: .asNamed) } catch {
      throw Self.failure(error)
    }
    if DiskEntry("\(path)/\(name)").exists {
      guard let there = try? TextFile.read("\(path)/\(name)") else {
        throw CommandFailure("\(path)/\(name) cannot be read.", .notPermitted)
      }
      if there == bytes { return }
      guard let value = try? JSONText.value(there), case .object(let old) = value, Self.isOurs(old) else {
        throw CommandFailure(
          "\(path) holds something else: its \(name) does not name GluteCue as what made it. Give another folder for the "
            + "results.", .cannotCreate)
      }
    } else {
      try write("README", Array(Self.readme.utf8))
      try write(".bidsignore", Array(Self.ignored.utf8))
    }
    try write(name, bytes)
  }

  private static func isOurs(_ description: [String: JSONValue]) -> Bool {
    guard case .array(let makers)? = description["GeneratedBy"] else { return false }
    return makers.contains { maker in
      if case .object(let maker) = maker { maker["Name"] == .string(makerName) } else { false }
    }
  }

  private static let makerName = "glutecue"

  private func description(of study: StudyFolder) -> [String: JSONValue] {
    let source = try? study.description()
    var origin: [String: JSONValue] = [:]
    if case .string(let doi)? = source?["DatasetDOI"] { origin["DOI"] = .string(doi) }
    origin["URL"] = origin["DOI"] == nil ? .string(URL(filePath: study.path).standardizedFileURL.absoluteString) : nil
    var description: [String: JSONValue] = [
      "Name": .string("Strides, glute and hamstring: \(study.name ?? (study.path as NSString).lastPathComponent)"),
      "BIDSVersion": .string("1.11.0"), "DatasetType": .string("derivative"),
      "GeneratedBy": .array([
        .object([
          "Name": .string(Self.makerName), "Version": .string(GlutecueCommand.version),
          "Description": .string(
            "Strides found and measured in surface EMG, each recording by itself: glutecue bids … participant, then group."
          ),
        ])
      ]),
      "SourceDatasets": .array([.object(origin)]),
    ]
    for key in ["Authors", "License"] { if let value = source?[key] { description[key] = value } }
    return description
  }

  private static let ignored = "*_desc-glutecue_emg\ngroup_emg.*\n"

  private static let readme = """
    Results of `glutecue bids`: for each recording a folder …_desc-glutecue_emg with strides.csv, summary.json, report.html
    and outcome.json, which says how the analysis ended. group_emg.tsv holds a line for each recording and leg, group_emg.json
    explains its columns, group_emg.html shows them.

    The numbers are measurements, not a diagnosis.

    """
}
