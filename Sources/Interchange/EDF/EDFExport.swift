import EMGUnits
import Foundation
import Recording
import SessionResults

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
  private let signals: [EDFFile.Signal]
  private let invalidSamples: Int

  /// Looks through the samples to find out how many bits they need.
  public init(_ source: ExportSource) throws(InterchangeError) {
    self.source = source
    let reader = try source.reader()
    channels = source.channels(reader)
    let content: SampleContent
    do { content = try SampleContent(reader) } catch { throw .recording(error) }
    invalidSamples = content.invalidSamples
    let scaling = SampleScaling(
      reader.encoding, content, fullScales: channels.map { Self.fullScale($0, source.fullScaleMicrovolts) })
    self.scaling = scaling
    var signals: [EDFFile.Signal] = []
    for channel in channels { signals.append(try Self.signal(channel, scaling, source, peak: content.peak)) }
    self.signals = signals
  }

  /// `edf`, or `bdf` where 16 bits are too few.
  public var ending: String { scaling.needs24Bits ? "bdf" : "edf" }

  /// In µV for a muscle whose scale is known; else in percent, of full scale.
  private static func fullScale(_ channel: ExportChannel, _ microvolts: Double?) -> Double {
    channel.isMuscle ? microvolts ?? 100 : 100
  }

  /// - Throws: `.configuration` where the loudest sample is beyond what a header can say in any unit.
  private static func signal(
    _ channel: ExportChannel, _ scaling: SampleScaling, _ source: ExportSource, peak: Double
  ) throws(InterchangeError) -> EDFFile.Signal {
    let fullScale = fullScale(channel, source.fullScaleMicrovolts)
    let units = channel.isMuscle && source.fullScaleMicrovolts != nil ? PhysicalUnit.voltages : PhysicalUnit.parts
    let loudest = fullScale * (peak > scaling.range / 2 ? peak : scaling.range)
    guard let unit = units.first(where: { $0.holds(fullScale * scaling.range, loudest: loudest) }) else {
      throw .configuration(
        ConfigurationError(
          "\(source.recording) holds a sample of \(String(format: "%.3g", peak)) times full scale, and the eight "
            + "characters that EDF+ and BDF+ have for it cannot express that. `--to csv` writes every sample unchanged."
        ))
    }
    return EDFFile.Signal(
      label: channel.label, dimension: unit.name, calibration: scaling.calibration(fullScale: fullScale, unit: unit))
  }

  /// Writes the file. Whether it may be written is for the caller to have asked.
  public func write(
    to path: String, software: String, onProgress: (Double) -> Void = { _ in }
  ) throws(InterchangeError) -> Result {
    let reader = try source.reader()
    let rate = Int(bounded: reader.sampleRate.value)
    let seconds = (reader.frameCount + rate - 1) / rate
    let end = SessionEvent(seconds: Double(reader.frameCount) / reader.sampleRate.value, kind: .end, leg: "")
    // last, since readers stop at it
    let events = source.events + [end]
    let fresh = FreshOutputs(files: [path])
    do {
      let file = try EDFFile(
        path: path, is24Bit: scaling.needs24Bits, signals: signals, samplesPerSecond: rate)
      try file.describe(
        localStart: source.start.localParts, software: software, device: source.device, annotations: events.count,
        seconds: seconds)
      try write(reader, signals.map(\.calibration), to: file, onProgress)
      for event in events where event.seconds >= 0 { try file.annotate(event) }
      try file.close()
    } catch {
      fresh.remove()
      throw InterchangeError(error, writing: path)
    }
    return Result(path: path, remarks: remarks(reader, signals))
  }

  private static func failure(_ error: any Error, _ path: String) -> InterchangeError {
    switch error {
    case let error as OutputError: .output(error)
    case let error as RecordingError: .recording(error)
    default: .output(.write(path: path, reason: "\(error)"))
    }
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
    if let muscle = zip(channels, signals).first(where: { $0.0.isMuscle })?.1, source.fullScaleMicrovolts != nil {
      let unit = muscle.dimension == "uV" ? "µV" : muscle.dimension
      let step = String(format: "%.3g", muscle.calibration.step)
      remarks.append(
        scaling.isExact
          ? "Every sample is the recording's own; one step is \(step) \(unit)."
          : "The samples are written in steps of \(step) \(unit), no coarser than 24 bits of the loudest.")
      if muscle.dimension != "uV" {
        remarks.append("The unit is \(unit), as the header has no room for such numbers in µV.")
      }
    } else {
      remarks.append("The full scale is unknown, so the signals are in percent of full scale.")
    }
    if invalidSamples > 0 {
      remarks.append("\(invalidSamples) samples that are not usable numbers are written as 0.")
    }
    let shortened = source.events.count { $0.kind.isMark && $0.annotation.isShortened }
    if shortened > 0 {
      remarks.append(
        "\(shortened) \(shortened == 1 ? "label is" : "labels are") shortened to the \(AnnotationText.mostBytes) bytes of "
          + "an annotation; `--to csv` and `--to bids` keep them complete.")
    }
    if !EDFFile.years.contains(source.start.localParts.first ?? 0) {
      remarks.append("The start, \(source.start.date), is outside of what EDF can say, so it became 1985-01-01.")
    }
    return remarks + source.remarks
  }
}

/// A text as EDFlib writes it into an annotation: at most 40 bytes of UTF-8, without the control characters by which EDF+
/// tells where an annotation ends.
struct AnnotationText: Hashable {
  /// As it is written.
  let text: String
  /// Whether the end had to go; `…` stands in its place.
  let isShortened: Bool

  /// What EDFlib has room for.
  static let mostBytes = 40
  private static let ellipsis = "…"

  init(_ words: String) {
    let plain = String(
      String.UnicodeScalarView(words.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    isShortened = plain.utf8.count > Self.mostBytes
    guard isShortened else {
      text = plain
      return
    }
    var kept = ""
    var bytes = Self.ellipsis.utf8.count
    for character in plain {
      bytes += character.utf8.count
      if bytes > Self.mostBytes { break }
      kept.append(character)
    }
    text = kept + Self.ellipsis
  }
}
