import Files
import EMGUnits
import Foundation
import Recording
import SessionResults

/// A folder with the raw samples and the events as tables: `samples.csv` and `events.csv`.
public struct CSVExport {
  private static let names = ["samples.csv", "events.csv"]

  private let source: ExportSource

  /// Of a session.
  public init(_ source: ExportSource) { self.source = source }

  /// Writes the folder; nothing in it is replaced unless `overwrites`.
  public func write(
    to path: String, overwrites: Bool, onProgress: (Double) -> Void = { _ in }
  ) throws(InterchangeError) -> EDFExport.Result {
    let reader = try source.reader()
    let channels = source.channels(reader)
    let fresh = FreshOutputs(files: Self.names.map { OutputFolder.join(path, $0) }, folder: path)
    do {
      let folder = try OutputFolder(path: path, names: Self.names, inputs: source.inputs, overwrites: overwrites)
      let header = "time_s," + channels.map(column).joined(separator: ",") + "\n"
      let samples = try folder.table("samples.csv", header: header)
      try write(reader, channels, to: samples, onProgress)
      try samples.close()
      try folder.write("events.csv", Array(events.utf8))
    } catch {
      fresh.remove()
      throw InterchangeError(error, writing: path)
    }
    return EDFExport.Result(path: path, remarks: source.remarks)
  }

  /// `left_glute_uv`, or `left_glute` as a part of full scale.
  private func column(_ channel: ExportChannel) -> String {
    let name = channel.role?.description ?? "channel-\(channel.number)"
    let isScaled = channel.isMuscle && source.fullScaleMicrovolts != nil
    return String(name.map { $0 == "-" ? "_" : $0 }) + (isScaled ? "_uv" : "")
  }

  private func write(
    _ reader: RecordingReader, _ channels: [ExportChannel], to table: TableFile, _ onProgress: (Double) -> Void
  ) throws {
    let scales = channels.map { $0.isMuscle ? source.fullScaleMicrovolts ?? 1 : 1 }
    var seconds = RecordingSeconds(reader)
    var frame = 0
    while try seconds.next() {
      var lines = ""
      for index in 0..<(seconds.framesRead - frame) {
        lines += Self.time(frame + index, reader.sampleRate)
        for (channel, scale) in scales.enumerated() {
          let sample = seconds.sample(index * scales.count + channel)
          lines += sample.isFinite ? ",\(Float(sample * scale))" : ","
        }
        lines += "\n"
      }
      frame = seconds.framesRead
      try table.write(Array(lines.utf8))
      onProgress(Double(frame) / Double(max(1, reader.frameCount)))
    }
  }

  /// To the microsecond, which tells frames apart at every rate.
  private static func time(_ frame: Int, _ rate: Hertz) -> String {
    let microseconds = Int(bounded: (1e6 * Double(frame) / rate.value).rounded())
    let fraction = String(microseconds % 1_000_000)
    return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
  }

  private var events: String {
    let lines = source.events.map { event in
      let duration = event.durationSeconds.map { $0.fixed(4) } ?? ""
      let stride = event.stride.map { "\($0)" } ?? ""
      return event.seconds.fixed(4) + ",\(duration),\(event.word),\(event.leg),\(stride),"
        + DelimitedField.written(event.label) + "\n"
    }
    return "time_s,duration_s,kind,leg,stride,label\n" + lines.joined()
  }
}
