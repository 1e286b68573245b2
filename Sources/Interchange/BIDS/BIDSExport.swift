import EMGUnits
import Files
import Foundation
import Recording
import SessionResults

/// A folder after the Brain Imaging Data Structure with its extension for EMG (BIDS 1.11): one recording of one subject, in a
/// new data set or beside others in one that is there.
public struct BIDSExport {
  /// The version of the specification that is followed.
  static let bidsVersion = "1.11.0"

  private let source: ExportSource
  private let subject: String
  private let task: String
  private let visit: String?
  private let software: String
  private let words: BIDSWords

  /// - Parameters:
  ///   - subject: letters and digits: `01`.
  ///   - task: letters and digits: `running`.
  ///   - visit: the session of BIDS, letters and digits: `before`; nil for a study without.
  ///   - words: what is said of the laboratory; profile and sidecar win over it.
  /// - Throws: `.configuration` for other characters, which the specification does not allow in file names; `.recording` for
  ///   an object “bids” in profile or sidecar that cannot be used.
  public init(
    _ source: ExportSource, subject: String, task: String, visit: String? = nil, software: String,
    words: BIDSWords = BIDSWords()
  ) throws(InterchangeError) {
    for (option, label) in [("--subject", subject), ("--task", task), ("--ses", visit ?? "1")] {
      guard !label.isEmpty, label.utf8.allSatisfy({ Self.isAllowed($0) }) else {
        throw .configuration(
          ConfigurationError(
            "\(option) “\(label)” has other characters than letters and digits. Example: \(option) 01."))
      }
    }
    self.source = source
    self.subject = subject
    self.task = task
    self.visit = visit
    self.software = software
    var said = words
    do throws(RecordingError) {
      said.merge(try BIDSWords.bids(in: source.session.file("profile.json")))
      said.merge(try BIDSWords.bids(in: Sidecar.path(beside: source.recording)))
    } catch { throw .recording(error) }
    self.words = said
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }

  private var folder: String { "sub-\(subject)" + (visit.map { "/ses-\($0)" } ?? "") }

  private var stem: String { "sub-\(subject)" + (visit.map { "_ses-\($0)" } ?? "") }

  /// Writes the folder. What a data set that is there says of all of its subjects stays; its tables of subjects and recordings
  /// get a line. Nothing else is replaced unless `overwrites`.
  public func write(
    to path: String, overwrites: Bool, onProgress: (Double) -> Void = { _ in }
  ) throws(InterchangeError) -> EDFExport.Result {
    let edf = try EDFExport(source)
    let emg = "\(folder)/emg/\(stem)_task-\(task)"
    let data = "\(emg)_emg.\(edf.ending)"
    let joins = DiskEntry(OutputFolder.join(path, Self.description)).exists
    let texts = try texts(emg).filter { !joins || overwrites || !Self.common.contains($0.name) }
    let shared = joins ? Set(lists(data).map(\.name)) : []
    var result: EDFExport.Result
    let names = texts.map(\.name) + lists(data).map(\.name) + [data]
    let fresh = FreshOutputs(
      files: names.map { OutputFolder.join(path, $0) }, folder: OutputFolder.join(path, "\(folder)/emg"))
    do {
      let out = try OutputFolder(
        path: path, names: names.filter { !shared.contains($0) }, inputs: source.inputs, overwrites: overwrites)
      _ = try OutputFolder(
        path: OutputFolder.join(path, "\(folder)/emg"), names: [], inputs: [], overwrites: overwrites)
      for text in texts { try out.write(text.name, Array(text.content.utf8)) }
      result = try edf.write(to: out.file(data), software: software, onProgress: onProgress)
      for list in lists(data) { try list.table.join(out.file(list.name)) }
    } catch {
      fresh.remove()
      throw InterchangeError(error, writing: path)
    }
    result.path = path
    let metadata = try metadata()
    if let remark = words.remark(known: metadata.known) { result.remarks.append(remark) }
    return result
  }

  private static let description = "dataset_description.json"
  /// What is said of all subjects of a data set.
  private static let common: Set = [description, "README"]

  private func metadata() throws(InterchangeError) -> BIDSMetadata {
    let reader = try source.reader()
    return BIDSMetadata(source, source.channels(reader), reader, task: task, software: software, words: words)
  }

  private func texts(_ emg: String) throws(InterchangeError) -> [(name: String, content: String)] {
    let reader = try source.reader()
    let tables = BIDSTables(source, source.channels(reader), rate: reader.sampleRate, words: words)
    let metadata = try metadata()
    return [
      (Self.description, try metadata.dataset()), ("README", metadata.readme),
      ("\(emg)_emg.json", try metadata.recording()), ("\(emg)_channels.tsv", tables.channels),
      ("\(emg)_events.tsv", tables.events), ("\(emg)_events.json", try metadata.events()),
    ]
  }

  /// The tables to which a recording adds a line.
  private func lists(_ data: String) -> [(name: String, table: BIDSList)] {
    let time = String(source.start.localISO.prefix("2026-11-24T18:30:05".count))
    return [
      ("participants.tsv", BIDSList(header: ["participant_id"], row: ["sub-\(subject)"])),
      (
        "\(folder)/\(stem)_scans.tsv",
        BIDSList(header: ["filename", "acq_time"], row: [String(data.dropFirst(folder.count + 1)), time])
      ),
    ]
  }
}
