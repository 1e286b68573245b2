import Biofeedback
import EMGUnits
import Recording
import Report

/// The files of a session folder: tables that are flushed with every line, and the raw input.
final class SessionFiles {
  /// Every name that a session may write.
  static let names = ["strides.csv", "cues.csv", "summary.json", "recording.wav", "recording.json"]

  private let folder: OutputFolder
  private let strides: TableFile
  private let cues: TableFile
  private let writer: RecordingWriter
  private var strideTable: StrideTable
  private let cueTable: CueTable
  private let framesPerSecond: Int
  private var nextFlush: Int

  /// Creates them all; none that exists is touched unless `overwrite`.
  init(
    folder path: String, request: LiveSession.Request, input: InputFormat, setup: MeasurementSetup
  ) throws(LiveSession.Failure) {
    let overwrite = request.overwrite
    do {
      folder = try OutputFolder(path: path, names: Self.names, inputs: request.inputs, overwrites: overwrite)
      strides = try folder.table("strides.csv", header: StrideTable.header)
      cues = try folder.table("cues.csv", header: CueTable.header)
    } catch { throw .output(error) }
    strideTable = StrideTable(scale: AmplitudeScale(fullScaleMillivolts: setup.fullScaleMillivolts))
    cueTable = CueTable(rate: input.rate)
    framesPerSecond = Int(input.rate.value)
    nextFlush = framesPerSecond
    let recording = folder.file("recording.wav")
    let sidecar = Sidecar(
      map: setup.map, fullScaleMillivolts: setup.fullScaleMillivolts, band: setup.band, mains: setup.mains,
      notes: "Raw input of a live session, nothing filtered.")
    do {
      writer = try RecordingWriter(
        path: recording, sampleRate: input.rate, channelCount: input.channelCount,
        encoding: input.encoding, overwrite: overwrite)
      try sidecar.write(beside: recording, overwrite: overwrite)
    } catch { throw .recording(error) }
  }

  /// Keeps raw frames, bit for bit, from number `offset` on. The file is valid, up to the last whole second, whatever
  /// happens to the program.
  func keep(_ samples: RawSamples, offset: Int, frames: Int) throws(LiveSession.Failure) {
    let start = offset * writer.channelCount
    let count = frames * writer.channelCount
    do {
      switch samples {
      case .int16(let values): try writer.write(UnsafeBufferPointer(start: values + start, count: count))
      case .int32(let values): try writer.write(UnsafeBufferPointer(start: values + start, count: count))
      case .float(let values): try writer.write(UnsafeBufferPointer(start: values + start, count: count))
      }
      if writer.frameCount >= nextFlush {
        try writer.flushHeader()
        nextFlush = writer.frameCount + framesPerSecond
      }
    } catch { throw .recording(error) }
  }

  /// Adds a stride's line.
  func add(_ stride: StrideRecord) throws(LiveSession.Failure) {
    do {
      try strides.write(strideTable.line(stride))
      try strides.flush()
    } catch { throw .output(error) }
  }

  /// Adds a cue's line.
  func add(_ cue: Cue) throws(LiveSession.Failure) {
    do {
      try cues.write(cueTable.line(cue))
      try cues.flush()
    } catch { throw .output(error) }
  }

  /// Writes the summary and closes everything.
  func close(_ summary: SessionSummary) throws(LiveSession.Failure) {
    do {
      try strides.close()
      try cues.close()
      try folder.write("summary.json", try summary.json())
    } catch { throw .output(error) }
    do { try writer.close() } catch { throw .recording(error) }
  }
}
