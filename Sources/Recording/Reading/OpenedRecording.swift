import EMGUnits

/// A recording that is open, with what its channels carry: the one place where every command gets that from, whatever program
/// has made the file.
public struct OpenedRecording {
  /// Positioned at its first frame.
  public let reader: RecordingReader
  /// What its samples mean.
  public let setup: MeasurementSetup
  /// What came up about the sidecar, in whole sentences; the reader has warnings of its own.
  public let warnings: [String]

  /// Opens it.
  ///
  /// - Parameters:
  ///   - path: a file, or a BIDS folder with one recording.
  ///   - overrides: wins over what lies beside the recording.
  ///   - fallbacks: holds where that is silent.
  public init(
    _ path: String, overrides: MeasurementChoices, fallbacks: MeasurementChoices = MeasurementChoices()
  ) throws(MeasurementSetup.Failure) {
    let reader: RecordingReader
    do { reader = try RecordingReader(path: path, rate: overrides.rate ?? fallbacks.rate) } catch {
      throw .recording(error)
    }
    var found: [String] = []
    let said = try MeasurementSetup(reading: reader, overrides: overrides, fallbacks: fallbacks) {
      found.append("\($0)")
    }
    do { setup = try reader.adopt(said) } catch { throw .recording(error) }
    self.reader = reader
    warnings = found
  }
}
