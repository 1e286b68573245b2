import EMGUnits
import Foundation
import Recording
import Report

/// A folder after the Brain Imaging Data Structure with its extension for EMG (BIDS 1.11): one subject, one task.
public struct BIDSExport {
  /// The version of the specification that is followed.
  static let bidsVersion = "1.11.0"

  private let source: ExportSource
  private let subject: String
  private let task: String
  private let software: String

  /// - Parameters:
  ///   - subject: letters and digits: `01`.
  ///   - task: letters and digits: `running`.
  /// - Throws: `.configuration` for other characters, which the specification does not allow in file names.
  public init(_ source: ExportSource, subject: String, task: String, software: String) throws(InterchangeError) {
    for (option, label) in [("--subject", subject), ("--task", task)] {
      guard !label.isEmpty, label.utf8.allSatisfy({ Self.isAllowed($0) }) else {
        throw .configuration(
          ConfigurationError(
            "\(option) “\(label)” has other characters than letters and digits. Example: \(option) 01."))
      }
    }
    self.source = source
    self.subject = subject
    self.task = task
    self.software = software
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }

  /// Writes the folder; nothing in it is replaced unless `overwrites`.
  public func write(
    to path: String, overwrites: Bool, onProgress: (Double) -> Void = { _ in }
  ) throws(InterchangeError) -> EDFExport.Result {
    let edf = try EDFExport(source)
    let stem = "sub-\(subject)/emg/sub-\(subject)_task-\(task)"
    let texts = try texts(stem: stem, ending: edf.ending)
    let data = "\(stem)_emg.\(edf.ending)"
    var result: EDFExport.Result
    let names = texts.map(\.name) + [data]
    let fresh = FreshOutputs(
      files: names.map { OutputFolder.join(path, $0) }, folder: OutputFolder.join(path, "sub-\(subject)/emg"))
    do {
      let folder = try OutputFolder(path: path, names: names, inputs: source.inputs, overwrites: overwrites)
      _ = try OutputFolder(
        path: OutputFolder.join(path, "sub-\(subject)/emg"), names: [], inputs: [], overwrites: overwrites)
      for text in texts { try folder.write(text.name, Array(text.content.utf8)) }
      result = try edf.write(to: folder.file(data), software: software, onProgress: onProgress)
    } catch {
      fresh.remove()
      throw InterchangeError(error, writing: path)
    }
    result.path = path
    return result
  }

  private func texts(stem: String, ending: String) throws(InterchangeError) -> [(name: String, content: String)] {
    let reader = try source.reader()
    let channels = source.channels(reader)
    let tables = BIDSTables(source, channels, rate: reader.sampleRate)
    let metadata = BIDSMetadata(source, channels, reader, task: task, software: software)
    return [
      ("dataset_description.json", try metadata.dataset()),
      ("README", metadata.readme),
      ("participants.tsv", "participant_id\nsub-\(subject)\n"),
      ("sub-\(subject)/sub-\(subject)_scans.tsv", tables.scans("emg/sub-\(subject)_task-\(task)_emg.\(ending)")),
      ("\(stem)_emg.json", try metadata.recording()),
      ("\(stem)_channels.tsv", tables.channels),
      ("\(stem)_events.tsv", tables.events),
      ("\(stem)_events.json", try metadata.events()),
    ]
  }
}
