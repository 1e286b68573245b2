import EMGUnits
import Files

/// When the data records of a file are, and what is written at which moment: what the annotation signals say.
struct EDFTimeline {
  /// Records that follow each other without a break.
  struct Stretch: Hashable {
    /// Seconds from the first record on.
    let start: Double
    /// Number of its first record.
    let record: Int
    let count: Int
  }

  /// In order; one for a file without gaps.
  let stretches: [Stretch]
  /// In order of time.
  let marks: [ForeignMark]
  /// What GluteCue has noted as lost: such frames are there, as zeros.
  let notedGaps: [(seconds: Double, duration: Double)]
  /// Where the last record is filled up behind the end; nil where nothing says so.
  let end: Double?
  let remarks: [String]

  private static let mostMarks = 10_000
  private static let mostStretches = 100_000
  /// Record times are decimal numbers.
  private static let tolerance = 1e-5
  /// What GluteCue writes of its own results.
  private static let ownResults = ["Initial contact", "Stride: ", "Cue: "]

  init(_ header: EDFHeader, recordCount: Int, _ file: OpenFile, path: String) throws(ForeignError) {
    var builder = Builder(header, path: path)
    if header.signals.contains(where: \.isAnnotations) {
      for record in 0..<recordCount { try builder.add(record, Self.annotations(header, record, file, path)) }
    }
    (stretches, marks, notedGaps, end, remarks) = try builder.finish(recordCount)
  }

  private static func annotations(
    _ header: EDFHeader, _ record: Int, _ file: OpenFile, _ path: String
  ) throws(ForeignError) -> EDFAnnotations {
    var place = header.byteCount + record * header.recordBytes
    var found: [ArraySlice<UInt8>] = []
    for signal in header.signals {
      let count = signal.samplesPerRecord * header.sampleBytes
      if signal.isAnnotations {
        do { found.append(try file.bytes(at: place, count: count)[...]) } catch { throw .file(path: path, error) }
      }
      place += count
    }
    return EDFAnnotations(found)
  }

  private struct Builder {
    private let header: EDFHeader
    private let path: String
    private var stretches: [Stretch] = []
    private var stretchStart = 0.0
    private var stretchRecord = 0
    private var first: Double?
    private var marks: [ForeignMark] = []
    private var gaps: [(seconds: Double, duration: Double)] = []
    private var end: Double?
    private var dropped = 0
    private var damaged: Int?

    init(_ header: EDFHeader, path: String) { (self.header, self.path) = (header, path) }

    mutating func add(_ record: Int, _ found: EDFAnnotations) throws(ForeignError) {
      if found.isDamaged, damaged == nil { damaged = record }
      if let onset = found.recordOnset {
        if first == nil { first = onset - Double(record) * header.recordSeconds }
        if header.isDiscontinuous { try place(record, at: onset - (first ?? 0)) }
      }
      for annotation in found.annotations { take(annotation) }
    }

    private mutating func place(_ record: Int, at seconds: Double) throws(ForeignError) {
      let expected = stretchStart + Double(record - stretchRecord) * header.recordSeconds
      guard abs(seconds - expected) > EDFTimeline.tolerance else { return }
      guard seconds > expected else {
        throw .refused(
          path: path,
          words: "data record \(record + 1) begins at \(seconds.significant) s, before the one in front of it ends "
            + "(\(expected.significant) s). Its times go backwards.")
      }
      guard stretches.count < EDFTimeline.mostStretches else {
        throw .refused(path: path, words: "it has more than \(EDFTimeline.mostStretches) gaps.")
      }
      guard seconds - expected <= ForeignLimits.longestGapSeconds else {
        throw .refused(
          path: path, words: ForeignLimits.words(gapSeconds: seconds - expected, at: "data record \(record + 1)"))
      }
      stretches.append(Stretch(start: stretchStart, record: stretchRecord, count: record - stretchRecord))
      (stretchStart, stretchRecord) = (seconds, record)
    }

    private mutating func take(_ annotation: EDFAnnotations.Annotation) {
      let seconds = annotation.onset - (first ?? 0)
      let text = annotation.text
      if text == "Recording ends" {
        end = seconds
      } else if text == "Gap: input lost", let duration = annotation.duration {
        if gaps.count < EDFTimeline.mostStretches { gaps.append((seconds, duration)) }
      } else if EDFTimeline.ownResults.contains(where: text.hasPrefix) {
        return
      } else if marks.count < EDFTimeline.mostMarks {
        let label = text == "Mark" ? "" : text.hasPrefix("Mark: ") ? String(text.dropFirst("Mark: ".count)) : text
        marks.append(ForeignMark(seconds: seconds, label: label))
      } else {
        dropped += 1
      }
    }

    // swift-format-ignore
    mutating func finish(_ recordCount: Int) throws(ForeignError) -> ([Stretch], [ForeignMark], [(seconds: Double, duration: Double)], Double?, [String]) {
      stretches.append(Stretch(start: stretchStart, record: stretchRecord, count: recordCount - stretchRecord))
      var remarks: [String] = []
      if dropped > 0 { remarks.append("\(dropped) annotations behind the first \(EDFTimeline.mostMarks) are left out.") }
      if let damaged { remarks.append("Annotations from data record \(damaged + 1) on are damaged in part, and left out.") }
      return (stretches, marks.sorted { $0.seconds < $1.seconds }, gaps, end, remarks)
    }
  }
}

/// What a recording of another program may be.
enum ForeignLimits {
  /// A longer one is two recordings, or a clock that was set.
  static let longestGapSeconds = 3600.0

  static func words(gapSeconds: Double, at place: String) -> String {
    "its time jumps by \(gapSeconds.significant) s at \(place). Gaps of up to an hour are read; make a file of each part."
  }
}
