import EMGUnits
import Foundation
import Recording
import Report

/// Writes a session's raw samples and its events as EDF+ (16 bits) or BDF+ (24 bits).
public struct EDFExport {
  /// What came of it.
  public struct Result: Sendable, Hashable {
    /// The file.
    public var path: String
    /// What the user should know, in whole sentences.
    public var remarks: [String]
  }

  private let source: ExportSource
  private let scaling: SampleScaling
  private let channels: [ExportChannel]
  private let invalidSamples: Int

  /// Looks through the samples to find out how many bits they need.
  public init(_ source: ExportSource) throws(InterchangeError) {
    self.source = source
    let reader = try source.reader()
    channels = source.channels(reader)
    let content: SampleContent
    do { content = try SampleContent(reader) } catch { throw .recording(error) }
    invalidSamples = content.invalidSamples
    scaling = SampleScaling(
      reader.encoding, content, fullScales: channels.map { Self.fullScale($0, source.fullScaleMicrovolts) })
  }

  /// `edf`, or `bdf` where 16 bits are too few.
  public var ending: String { scaling.needs24Bits ? "bdf" : "edf" }

  /// In µV for a muscle whose scale is known; else in percent, of full scale.
  private static func fullScale(_ channel: ExportChannel, _ microvolts: Double?) -> Double {
    channel.isMuscle ? microvolts ?? 100 : 100
  }

  private func signal(_ channel: ExportChannel) -> EDFFile.Signal {
    EDFFile.Signal(
      label: channel.label, dimension: channel.isMuscle && source.fullScaleMicrovolts != nil ? "uV" : "%",
      calibration: scaling.calibration(fullScale: Self.fullScale(channel, source.fullScaleMicrovolts)))
  }

  /// Writes the file. Whether it may be written is for the caller to have asked.
  public func write(
    to path: String, software: String, onProgress: (Double) -> Void = { _ in }
  ) throws(InterchangeError) -> Result {
    let reader = try source.reader()
    let rate = Int(bounded: reader.sampleRate.value)
    let seconds = (reader.frameCount + rate - 1) / rate
    let signals = channels.map(signal)
    let end = SessionEvent(seconds: Double(reader.frameCount) / reader.sampleRate.value, kind: .end, leg: "")
    // last, since readers stop at it
    let events = source.events + [end]
    let fresh = FreshOutputs(files: [path])
    do {
      let file = try EDFFile(
        path: path, is24Bit: scaling.needs24Bits, signals: signals, samplesPerSecond: rate)
      try file.describe(
        localStart: source.session.start.localParts, software: software, annotations: events.count, seconds: seconds)
      try write(reader, signals.map(\.calibration), to: file, onProgress)
      for event in events where event.seconds >= 0 { try file.annotate(event) }
      try file.close()
    } catch {
      fresh.remove()
      throw InterchangeError(error, writing: path)
    }
    return Result(path: path, remarks: remarks(reader, signals))
  }

  private func write(
    _ reader: RecordingReader, _ calibrations: [SampleScaling.Calibration], to file: EDFFile,
    _ onProgress: (Double) -> Void
  ) throws {
    var seconds = RecordingSeconds(reader)
    var samples = [Int32](repeating: 0, count: seconds.framesPerSecond)
    while try seconds.next() {
      for (channel, calibration) in calibrations.enumerated() {
        seconds.copy(channel: channel, calibration, into: &samples)
        try samples.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { try file.write(base) } }
      }
      onProgress(Double(seconds.framesRead) / Double(max(1, reader.frameCount)))
    }
  }

  private func remarks(_ reader: RecordingReader, _ signals: [EDFFile.Signal]) -> [String] {
    var remarks: [String] = []
    if let muscle = zip(channels, signals).first(where: { $0.0.isMuscle })?.1, muscle.dimension == "uV" {
      let step = String(format: "%.3g", muscle.calibration.step)
      remarks.append(
        scaling.isExact
          ? "Every sample is the recording's own; one step is \(step) µV."
          : "The samples are written in steps of \(step) µV, no coarser than 24 bits of the loudest.")
    } else {
      remarks.append("Nothing says how many millivolts full scale is, so the signals are in percent of full scale.")
    }
    if invalidSamples > 0 {
      remarks.append("\(invalidSamples) samples that are not usable numbers are written as 0.")
    }
    return remarks
  }
}
