import EMGUnits
import Files
import ForeignRecordings

// Recordings of other programs.
extension RecordingReader {
  /// What the channels are called, in order; empty where they have no names.
  public var channelNames: [String] { foreign?.names ?? [] }

  /// Whether another program's kind of file is read.
  public var isForeign: Bool { foreign != nil }

  /// Whether a path is a folder of BIDS, which stands for the recording in it.
  public static func isFolderOfBIDS(_ path: String) -> Bool { DiskEntry(path).isFolder && BIDSFolder.isOne(path) }

  /// Whether a file is a table that by its first rows is a recording, and tells its rate: a folder holds other tables too.
  public static func isTableOfSamples(_ path: String) -> Bool {
    ForeignRecording.tableRate(path).map { RecordingLimits.sampleRates.contains(Hertz($0)) } ?? false
  }

  /// Opens a recording of another program; nil when it is none.
  static func foreign(_ path: String, rate: Hertz?) throws(RecordingError) -> ForeignRecording? {
    do { return try ForeignRecording.open(path, rate: rate?.value) } catch { throw RecordingError(error) }
  }

  /// What is written beside the recording and, of another program's, in it: marks, gaps, start and device. Frames count at the rate
  /// that `adopt` has set.
  ///
  /// - Throws: the errors of `Sidecar.load`.
  public func sidecar(warn: (RecordingWarning) -> Void = { _ in }) throws(RecordingError) -> Sidecar? {
    let beside = try sidecarBeside(warn: warn)
    return foreign.map { joined(beside, $0) } ?? beside
  }

  /// What is written beside it alone. What lies beside a file of BIDS is BIDS's.
  func sidecarBeside(warn: (RecordingWarning) -> Void) throws(RecordingError) -> Sidecar? {
    foreign?.mayHaveSidecar ?? true ? try Sidecar.load(beside: path, warn: warn) : nil
  }

  private func joined(_ beside: Sidecar?, _ foreign: ForeignRecording) -> Sidecar {
    var sidecar = beside ?? Sidecar()
    sidecar.started = sidecar.started ?? foreign.start?.localISO
    sidecar.device = sidecar.device ?? foreign.device
    let known = Set(sidecar.markers)
    sidecar.markers += foreign.marks.map {
      RecordingMarker(frame: max(0, Int(bounded: ($0.seconds * foreign.rate).rounded())), label: $0.label)
    }.filter { !known.contains($0) }
    sidecar.gaps = FrameGap.joined(sidecar.gaps + foreign.gaps)
    return sidecar
  }

  /// `adopt` for a recording of another program: rate, length and scale follow from the channels that the map names.
  func adopt(_ setup: MeasurementSetup, _ foreign: ForeignRecording) throws(RecordingError) -> MeasurementSetup {
    var setup = setup
    let extent = try take(foreign, setup.map, setup.unit)
    if let unit = setup.unit, !extent.isGivenUnit {
      warn(.unitKnown(path: path, unit))
      setup.unit = nil
    }
    if let peak = extent.millivolts, !(setup.fullScaleMillivolts.map { peak <= $0 } ?? false) {
      let allowed = RecordingLimits.fullScaleMillivolts
      let chosen =
        extent.isConverterRange
        ? min(max(peak, allowed.lowerBound), allowed.upperBound) : FloatValues.fullScale(above: peak)
      if !extent.isConverterRange || setup.fullScaleMillivolts != nil {
        warn(.fullScaleChosen(path: path, given: setup.fullScaleMillivolts, peak: peak, chosen: chosen))
      }
      setup.fullScaleMillivolts = chosen
    }
    foreign.scale(setup.map, unit: setup.unit?.given, fullScaleMillivolts: setup.fullScaleMillivolts)
    for words in foreign.remarks { warn(.foreign(path: path, words: words)) }
    let sidecar = joined(setup.sidecar, foreign)
    (setup.sidecar, setup.gaps) = (sidecar, sidecar.gaps)
    return setup
  }

  /// Reads values as results say that they were read.
  public func readAgain(_ map: ChannelMap, unit: SampleUnit?, fullScaleMillivolts: Double?) throws(RecordingError) {
    if let foreign {
      guard map.entries.allSatisfy({ $0.channel <= channelCount }) else { return }
      _ = try take(foreign, map, unit)
      foreign.scale(map, unit: unit?.given, fullScaleMillivolts: fullScaleMillivolts)
    } else if let unit, let fullScaleMillivolts {
      scale(unit, fullScaleMillivolts: fullScaleMillivolts)
    }
  }

  private func take(
    _ foreign: ForeignRecording, _ map: ChannelMap, _ unit: SampleUnit?
  ) throws(RecordingError) -> ForeignRecording.Extent {
    let extent: ForeignRecording.Extent
    do { extent = try foreign.adopt(map, unit: unit?.given) } catch { throw RecordingError(error) }
    (sampleRate, frameCount) = (Hertz(foreign.rate), foreign.frameCount)
    try checkForeignRate()
    return extent
  }

  func checkForeignRate() throws(RecordingError) {
    guard RecordingLimits.sampleRates.contains(sampleRate) else {
      throw .sampleRate(path: path, given: sampleRate, allowed: RecordingLimits.sampleRates)
    }
  }

  func readForeign(
    _ foreign: ForeignRecording, into samples: UnsafeMutableBufferPointer<Float>
  ) throws(RecordingError) -> Int {
    do { return try foreign.read(into: samples) } catch { throw RecordingError(error) }
  }

  func seekForeign(_ foreign: ForeignRecording, to frame: Int) throws(RecordingError) {
    do { try foreign.seek(to: frame) } catch { throw RecordingError(error) }
  }
}

extension SampleUnit {
  /// For a reader of other programs' files.
  fileprivate var given: ForeignRecording.GivenUnit {
    millivolts.map { .millivolts($0) } ?? .fullScale
  }
}

extension RecordingError {
  /// What a reader of other programs' files says.
  init(_ error: ForeignError) {
    switch error {
    case .file(let path, let error): self.init(path, error)
    case .refused(let path, let words): self = .foreign(path: path, words: words)
    case .syntax(let path, let place): self = .sidecarSyntax(path: path, place: place)
    }
  }
}
