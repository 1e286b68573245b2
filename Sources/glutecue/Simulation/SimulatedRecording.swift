import EMGUnits
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
