import CEDF
import EMGUnits
import Files
import Glibc
import SessionResults
import Synchronization

/// An EDF+ or BDF+ file being written by EDFlib; the only place that calls the library. One data record is one second.
final class EDFFile {
  private let handle: CInt
  private let path: String
  private var isOpen = true

  /// EDFlib keeps one list of open files, which opening and closing change.
  private static let list = Mutex(())

  /// What a channel is called and how it is scaled.
  struct Signal {
    let label: String
    /// `uV`, or `%` of full scale where that is unknown; another unit where the numbers would be too long.
    let dimension: String
    let calibration: SampleScaling.Calibration
  }

  /// Creates the file, over one that may exist.
  init(path: String, is24Bit: Bool, signals: [Signal], samplesPerSecond: Int) throws(OutputError) {
    self.path = path
    let type = is24Bit ? EDFLIB_FILETYPE_BDFPLUS : EDFLIB_FILETYPE_EDFPLUS
    let code: CInt
    (handle, code) = Self.list.withLock { _ in
      errno = 0
      return (edfopen_file_writeonly(path, type, CInt(signals.count)), errno)
    }
    guard handle >= 0 else {
      throw code == 0
        ? .create(path: path, reason: "as EDFlib says: error \(handle)")
        : OutputError(path, FileError(.creating, "edfopen_file_writeonly", code: code))
    }
    for (index, signal) in signals.enumerated() {
      let number = CInt(index)
      let calibration = signal.calibration
      try check("edf_set_samplefrequency", edf_set_samplefrequency(handle, number, CInt(samplesPerSecond)))
      try check("edf_set_physical_maximum", edf_set_physical_maximum(handle, number, Self.written(calibration.high)))
      try check("edf_set_physical_minimum", edf_set_physical_minimum(handle, number, Self.written(calibration.low)))
      try check(
        "edf_set_digital_maximum", edf_set_digital_maximum(handle, number, CInt(calibration.digital.upperBound)))
      try check(
        "edf_set_digital_minimum", edf_set_digital_minimum(handle, number, CInt(calibration.digital.lowerBound)))
      try check("edf_set_label", edf_set_label(handle, number, signal.label))
      try check("edf_set_physical_dimension", edf_set_physical_dimension(handle, number, signal.dimension))
      try check("edf_set_transducer", edf_set_transducer(handle, number, "surface electrodes"))
      try check("edf_set_prefilter", edf_set_prefilter(handle, number, "as recorded"))
    }
  }

  deinit { if isOpen { _ = Self.list.withLock { _ in edfclose_file(handle) } } }

  /// EDFlib cuts numbers off after eight characters instead of rounding them: a trace more brings the last digit out right.
  private static func written(_ value: Double) -> Double { value * (1 + 1e-12) }

  /// The years that the two digits of the header can say.
  static let years = 1985...2084
  /// Stands where the year is none of those.
  private static let unknownStart = [1985, 1, 1, 0, 0, 0]

  /// Says when it was recorded and by what, and makes room for so many annotations in so many seconds.
  func describe(
    localStart parts: [Int], software: String, device: String?, annotations: Int, seconds: Int
  ) throws(OutputError) {
    let isKnown = parts.count == 6 && Self.years.contains(parts[0])
    let numbers = (isKnown ? parts : Self.unknownStart).map { CInt($0) }
    try check(
      "edf_set_startdatetime",
      edf_set_startdatetime(handle, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]))
    try check("edf_set_equipment", edf_set_equipment(handle, software))
    if let device { try check("edf_set_recording_additional", edf_set_recording_additional(handle, device)) }
    let signals = min(64, annotations / max(1, seconds) + 1)
    try check("edf_set_number_of_annotation_signals", edf_set_number_of_annotation_signals(handle, CInt(signals)))
  }

  /// Writes one second of a signal; the signals in turn.
  func write(_ samples: UnsafeMutablePointer<CInt>) throws(OutputError) {
    try check("edfwrite_digital_samples", edfwrite_digital_samples(handle, samples))
  }

  /// Adds an annotation, to the tenth of a millisecond.
  func annotate(_ event: SessionEvent) throws(OutputError) {
    let tenths = { (seconds: Double) in Int64(Int(bounded: (10_000 * seconds).rounded())) }
    try check(
      "edfwrite_annotation_utf8",
      edfwrite_annotation_utf8(
        handle, tenths(event.seconds), event.durationSeconds.map(tenths) ?? -1, event.annotation.text))
  }

  /// Finishes the file.
  func close() throws(OutputError) {
    isOpen = false
    let answer = Self.list.withLock { _ in edfclose_file(handle) }
    try check("edfclose_file", answer)
  }

  private func check(_ call: String, _ answer: CInt) throws(OutputError) {
    guard answer != 0 else { return }
    throw errno == ENOSPC
      ? .diskFull(path: path) : .write(path: path, reason: "as EDFlib says in \(call): error \(answer)")
  }
}
