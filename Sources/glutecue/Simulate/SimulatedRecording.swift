import ArgumentParser
import EMGUnits
import Files
import Foundation
import Recording
import Simulation

/// Writes a simulated recording and what goes with it. Memory does not grow with its length.
struct SimulatedRecording {
  /// Frames rendered and written at a time.
  private static let blockFrames = 8192

  private let plan: SimulationPlan
  private let simulator: EMGSimulator
  private let format: SimulationFormat
  private let files: SimulationFiles
  private let map: ChannelMap
  private let truthText: String?

  /// Joins the parts; nothing is written yet.
  ///
  /// - Parameters:
  ///   - map: what the sidecar says, where that is not what is true.
  ///   - truth: instead of the strides.
  init(
    _ plan: SimulationPlan, _ simulator: EMGSimulator, _ format: SimulationFormat, _ files: SimulationFiles,
    map: ChannelMap? = nil, truth: String? = nil
  ) {
    self.map = map ?? plan.channels
    truthText = truth
    self.plan = plan
    self.simulator = simulator
    self.format = format
    self.files = files
  }

  /// Writes all files. When the user stops it or the disk is full, what is there by then stays: a shorter recording and
  /// the truth about it.
  ///
  /// - Throws: `RecordingError`; `CommandFailure` when it was stopped.
  func write(notes: String) throws {
    let interruption = Interruption()
    let sidecar = Sidecar(map: map, fullScaleMillivolts: plan.fullScaleMillivolts, notes: notes)
    let writer = try files.create(format, sidecar: sidecar, truth: truthText ?? TruthTable(simulator.strides).text)
    do {
      try render(to: writer, until: interruption)
      try writer.close()
    } catch {
      try? writer.close()
      let written = Double(writer.frameCount) / format.sampleRate.value
      if truthText == nil { try? files.replaceTruth(TruthTable(simulator.strides, untilSeconds: written)) }
      throw error
    }
  }

  private func render(to writer: RecordingWriter, until interruption: Interruption) throws {
    var simulator = simulator
    var quantizer = SampleQuantizer()
    var progress = ProgressLine("Simulating")
    defer { progress.clear() }
    while simulator.position < simulator.frameCount {
      guard !interruption.isAsked else { throw stopped(at: simulator.position) }
      try quantizer.write(simulator.render(frames: Self.blockFrames), to: writer)
      progress.update(Double(simulator.position) / Double(simulator.frameCount))
    }
  }

  private func stopped(at frame: Int) -> CommandFailure {
    let seconds = Double(frame) / format.sampleRate.value
    return CommandFailure(
      "Stopped. \(files.recording) holds the first \(seconds.short) s of \(plan.durationSeconds.short) s and can be used.",
      .interrupted)
  }

  /// What was written, for the user.
  var summary: String {
    let strides = simulator.strides.count == 1 ? "1 whole stride" : "\(simulator.strides.count) whole strides"
    let channels = format.channelCount == 1 ? "1 channel" : "\(format.channelCount) channels"
    let truth = files.truth.map { " Truth: \($0)." } ?? ""
    return
      "Wrote \(files.recording): \(plan.durationSeconds.short) s, \(strides), \(channels) at \(format.sampleRate), "
      + "\(format.encoding). Sidecar: \(files.sidecar).\(truth)"
  }
}

/// Puts samples of ± 1 into the form in which a recording stores them, as a converter does: rounded to the nearest
/// step, clipped at full scale.
struct SampleQuantizer {
  private var narrow: [Int16] = []
  private var wide: [Int32] = []

  /// Writes interleaved frames.
  ///
  /// - Throws: what the writer throws.
  mutating func write(_ samples: [Float], to writer: RecordingWriter) throws(RecordingError) {
    switch writer.encoding.nativeKind {
    case .float:
      try Self.pass(samples) { (buffer) throws(RecordingError) in try writer.write(buffer) }
    case .int16:
      narrow.removeAll(keepingCapacity: true)
      for sample in samples { narrow.append(Int16(min((sample * 0x1p15).rounded(), 0x1p15 - 1))) }
      try Self.pass(narrow) { (buffer) throws(RecordingError) in try writer.write(buffer) }
    case .int32:
      wide.removeAll(keepingCapacity: true)
      for sample in samples { wide.append(Int32(min((sample * 0x1p23).rounded(), 0x1p23 - 1)) << 8) }
      try Self.pass(wide) { (buffer) throws(RecordingError) in try writer.write(buffer) }
    }
  }

  private static func pass<Sample>(
    _ samples: [Sample], _ body: (UnsafeBufferPointer<Sample>) throws(RecordingError) -> Void
  ) throws(RecordingError) {
    try samples.withUnsafeBufferPointer { (buffer) throws(RecordingError) in try body(buffer) }
  }
}

/// The strides of a simulated recording as they were made, as a CSV file. What is unknown is an empty field.
struct TruthTable {
  /// The names of the columns.
  static let header =
    "stride,leg,contact_s,toe_off_s,end_s,gait,glute_factor,hamstring_factor,glute_drive,hamstring_drive,flags"
  /// The words in the `flags` column, separated by spaces.
  private static let flags: [(flag: TruthFlags, word: String)] = [
    (.first, "first"), (.last, "last"), (.gaitChange, "gait-change"), (.fault, "fault"),
  ]

  /// The whole table.
  let text: String

  /// Lists the strides that end in time, all by default.
  init(_ strides: [TruthStride], untilSeconds: Double = .infinity) {
    let rows = strides.lazy.filter { $0.endSeconds <= untilSeconds }.map(Self.row)
    text = ([Self.header] + rows).map { $0 + "\n" }.joined()
  }

  private static func row(_ stride: TruthStride) -> String {
    let flags = flags.filter { stride.flags.contains($0.flag) }.map(\.word)
    let fields = [
      "\(stride.index)", stride.leg?.rawValue ?? "",
      fixed(stride.contactSeconds, 6), fixed(stride.toeOffSeconds, 6), fixed(stride.endSeconds, 6),
      stride.gait.rawValue, fixed(stride.gluteFactor, 4), fixed(stride.hamstringFactor, 4),
      fixed(stride.gluteDrive, 4), fixed(stride.hamstringDrive, 4), flags.joined(separator: " "),
    ]
    return fields.joined(separator: ",")
  }

  static func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}

extension SampleEncoding: ExpressibleByArgument {
  /// Those that a simulation is written with.
  public static var allValueStrings: [String] { [int16, .int24, .float32].map(\.rawValue) }

  /// Reads one of them.
  public init?(argument: String) {
    guard Self.allValueStrings.contains(argument) else { return nil }
    self.init(rawValue: argument)
  }
}

/// How a simulated recording is stored.
struct SimulationFormat {
  /// Whole hertz.
  let sampleRate: Hertz
  /// Samples per frame.
  let channelCount: Int
  /// How each sample is stored.
  let encoding: SampleEncoding

  /// The coarsest step of 16-bit samples that is used unasked, µV. It adds 0.29 µV of noise to the electrode's 3 µV:
  /// 1 % of the power.
  private static let coarsestMicrovolts = 1.0

  /// What the plan needs. Without an encoding: 16 bits where they suffice, else 24.
  init(_ plan: SimulationPlan, encoding: SampleEncoding?) throws(ConfigurationError) {
    guard RecordingLimits.channelCounts.contains(plan.channelCount) else {
      throw ConfigurationError(
        "The channel map \(plan.channels) needs \(plan.channelCount) channels; a recording has "
          + "\(RecordingLimits.channelCounts.lowerBound) to \(RecordingLimits.channelCounts.upperBound).")
    }
    guard plan.sampleRate.value == plan.sampleRate.value.rounded() else {
      throw ConfigurationError("Sample rate \(plan.sampleRate) is not a whole number of hertz.")
    }
    sampleRate = plan.sampleRate
    channelCount = plan.channelCount
    let step = 1000 * plan.fullScaleMillivolts * 0x1p-15
    self.encoding = encoding ?? (step <= Self.coarsestMicrovolts ? .int16 : .int24)
  }
}

/// The files that a simulation makes: the recording, its sidecar and, if asked for, the truth.
struct SimulationFiles {
  /// Path of the recording.
  let recording: String
  /// Path of the truth table.
  let truth: String?
  /// Whether existing files may be replaced.
  let overwrite: Bool

  /// Path of the sidecar.
  var sidecar: String { Sidecar.path(beside: recording) }

  /// Refuses names that collide, with each other or with files that exist, before anything is written.
  func check() throws {
    if let truth, let taken = [recording, sidecar].first(where: { Self.isSame($0, truth) }) {
      throw ConfigurationError("--truth \(truth) is the same file as \(taken), which is written too.")
    }
    guard !overwrite else { return }
    for path in [recording, sidecar] + [truth].compactMap(\.self) where Self.exists(path) {
      throw RecordingError.alreadyExists(path: path)
    }
  }

  /// Creates all of them; should that fail for one, none that is new stays.
  func create(
    _ format: SimulationFormat, sidecar content: Sidecar, truth table: String
  ) throws(RecordingError) -> RecordingWriter {
    let new = [recording, sidecar].filter { !Self.exists($0) }
    do throws(RecordingError) {
      let writer = try RecordingWriter(
        path: recording, sampleRate: format.sampleRate, channelCount: format.channelCount, encoding: format.encoding,
        overwrite: overwrite)
      try content.write(beside: recording, overwrite: overwrite)
      if let truth { try TextFile.write(table, to: truth, overwrite: overwrite) }
      return writer
    } catch {
      for path in new where Self.exists(path) { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
  }

  /// Replaces the truth by that of a recording which was cut short.
  func replaceTruth(_ table: TruthTable) throws(RecordingError) {
    if let truth { try TextFile.write(table.text, to: truth, overwrite: true) }
  }

  private static func exists(_ path: String) -> Bool {
    DiskEntry(path).exists && !DiskEntry(path).isFolder
  }

  private static func isSame(_ path: String, _ other: String) -> Bool {
    URL(filePath: path).standardizedFileURL == URL(filePath: other).standardizedFileURL
  }
}
