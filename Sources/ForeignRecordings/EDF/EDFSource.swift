import EMGUnits
import Files

/// The signals of an EDF, EDF+, BDF or BDF+ file (Kemp et al. 1992; Kemp and Olivan 2003), a data record at a time.
///
/// - Different rates: frames have the rate that `begin` is told; a slower or faster signal holds each value.
/// - EDF+D, whose records need not follow each other: what is missing comes as zeros, and as gaps.
/// - Damage: read to the last whole data record, whatever number of them the header tells; `remarks` says so.
/// - Annotations become marks.
/// - Memory: one record, at most 64 MiB.
package final class EDFSource: ForeignSource {
  package let path: String
  package let kind: String
  package var channels: [ForeignChannel]
  package var start: Moment? { header.start }
  package let device: String?
  package var marks: [ForeignMark] { timeline.marks }
  package var notedGaps: [(seconds: Double, duration: Double)] { timeline.notedGaps }
  package private(set) var remarks: [String]

  /// A signal that is a channel: where it stands in a record.
  private struct Place {
    let signal: EDFHeader.Signal
    let offset: Int
  }

  /// Frames of records that follow each other.
  private struct Run {
    let frame: Int
    let record: Int
    let frames: Int
  }

  private let file: OpenFile
  private let header: EDFHeader
  private let timeline: EDFTimeline
  private let recordCount: Int
  private let places: [Place]
  private var framesPerRecord = 1
  private var frameCount = 0
  private var runs: [Run] = []
  private var run = 0
  private var position = 0
  private var loadedRecord = -1
  private var frames: [Float] = []

  /// Opens a file and goes through its annotations.
  package init(path: String) throws(ForeignError) {
    self.path = path
    let file: OpenFile
    do { file = try OpenFile(reading: path) } catch { throw .file(path: path, error) }
    let header = try EDFHeader(file, path: path)
    (self.file, self.header) = (file, header)
    let held = max(0, file.length - header.byteCount) / header.recordBytes
    recordCount = held
    guard held > 0 else {
      throw .refused(
        path: path, words: "the file has a header but not a single whole data record. Nothing was recorded.")
    }
    timeline = try EDFTimeline(header, recordCount: held, file, path: path)
    remarks = Self.remarks(header, held: held, length: file.length) + timeline.remarks
    kind = header.kind + (header.isDiscontinuous ? " with pauses" : "")
    device = Self.device(header)
    let isOwn = header.recording.namesGluteCue
    var places: [Place] = []
    var channels: [ForeignChannel] = []
    var offset = 0
    for signal in header.signals {
      if !signal.isAnnotations {
        places.append(Place(signal: signal, offset: offset))
        channels.append(Self.channel(signal, header, isOwn: isOwn))
      }
      offset += signal.samplesPerRecord * header.sampleBytes
    }
    (self.places, self.channels) = (places, channels)
  }

  private static func channel(_ signal: EDFHeader.Signal, _ header: EDFHeader, isOwn: Bool) -> ForeignChannel {
    // GluteCue writes parts of full scale in percent, or times, where nothing tells the voltage
    let unit: ForeignUnit =
      switch signal.dimension {
      case "%" where isOwn: .fullScale(0.01)
      case "1" where isOwn: .fullScale(1)
      default: ForeignUnit(signal.dimension)
      }
    var channel = ForeignChannel(
      name: signal.label, unit: unit, rate: Double(signal.samplesPerRecord) / header.recordSeconds,
      largest: max(signal.physical.low.magnitude, signal.physical.high.magnitude), isConverterRange: true)
    if signal.physical.low > signal.physical.high {
      channel.remarks.append("its physical range runs backwards, so its values are taken as turned upside down")
    }
    return channel
  }

  /// What recorded it: of EDF+ what follows the date, of plain EDF the whole field.
  private static func device(_ header: EDFHeader) -> String? {
    var words = header.recording.split(separator: " ").map(String.init)
    if header.isPlus { words = Array(words.drop { $0 == "Startdate" }.dropFirst()).filter { $0 != "X" } }
    let text = words.joined(separator: " ").replacing("_", with: " ").visible(keepsLines: false)
    return text.isEmpty ? nil : text
  }

  private static func remarks(_ header: EDFHeader, held: Int, length: Int) -> [String] {
    guard let declared = header.declaredRecords else {
      return [
        "The header gives no number of data records, as when a recorder is switched off in the middle; read to the last whole "
          + "one, \(held.grouped)."
      ]
    }
    if declared > held {
      return [
        "The header declares \(declared.grouped) data records but the file holds \(held.grouped); read to the last whole one."
      ]
    }
    if declared < held {
      return [
        "The header declares \(declared.grouped) data records but \(held.grouped) are there; read to the last whole one."
      ]
    }
    return []
  }

  package func begin(rate: Double, channels _: [Int]) throws(ForeignError) -> (frameCount: Int, gaps: [FrameGap]) {
    framesPerRecord = max(1, Int(bounded: (rate * header.recordSeconds).rounded()))
    let rate = Double(framesPerRecord) / header.recordSeconds
    var runs: [Run] = []
    var gaps: [FrameGap] = []
    var end = 0
    for stretch in timeline.stretches where stretch.count > 0 {
      let start = max(end, Int(bounded: (stretch.start * rate).rounded()))
      if start > end { gaps.append(FrameGap(start: end, count: start - end)) }
      runs.append(Run(frame: start, record: stretch.record, frames: stretch.count * framesPerRecord))
      end = start + stretch.count * framesPerRecord
    }
    if let last = timeline.end {
      // the last record is filled up; nothing else may be cut
      let frames = Int(bounded: (last * rate).rounded())
      if frames > 0, frames < end, end - frames < framesPerRecord { end = frames }
    }
    (self.runs, frameCount) = (runs, end)
    frames = [Float](repeating: 0, count: framesPerRecord * channels.count)
    loadedRecord = -1
    try seek(to: 0)
    return (end, gaps)
  }

  package func seek(to frame: Int) throws(ForeignError) { (position, run) = (frame, 0) }

  package func read(into samples: UnsafeMutableBufferPointer<Float>, frames wanted: Int) throws(ForeignError) -> Int {
    let count = channels.count
    var done = 0
    while done < wanted, position < frameCount {
      while run < runs.count, position >= runs[run].frame + runs[run].frames { run += 1 }
      guard run < runs.count else { break }
      let place = position - runs[run].frame
      let left = min(wanted - done, frameCount - position)
      let most: Int
      if place < 0 {
        most = min(left, -place)
        for index in done * count..<(done + most) * count { samples[index] = 0 }
      } else {
        try load(runs[run].record + place / framesPerRecord)
        let first = place % framesPerRecord
        most = min(left, framesPerRecord - first)
        frames.withUnsafeBufferPointer { loaded in
          for index in 0..<most * count { samples[done * count + index] = loaded[first * count + index] }
        }
      }
      done += most
      position += most
    }
    return done
  }

  private func load(_ record: Int) throws(ForeignError) {
    guard record != loadedRecord else { return }
    let bytes: [UInt8]
    do { bytes = try file.bytes(at: header.byteCount + record * header.recordBytes, count: header.recordBytes) } catch {
      throw .file(path: path, error)
    }
    guard bytes.count == header.recordBytes else {
      throw .refused(path: path, words: "it became shorter while it was read. Copy it again.")
    }
    loadedRecord = record
    let count = places.count
    let framesPerRecord = framesPerRecord
    let isWide = header.sampleBytes == 3
    bytes.withUnsafeBytes { bytes in
      frames.withUnsafeMutableBufferPointer { frames in
        for (channel, place) in places.enumerated() {
          let signal = place.signal
          let (step, zero) = (signal.step, signal.offset)
          for frame in 0..<framesPerRecord {
            let sample =
              signal.samplesPerRecord == framesPerRecord ? frame : frame * signal.samplesPerRecord / framesPerRecord
            let value: Int32
            if isWide {
              let at = place.offset + 3 * sample
              value =
                Int32(bytes[at]) | Int32(bytes[at + 1]) << 8 | Int32(Int8(bitPattern: bytes[at + 2])) << 16
            } else {
              let at = place.offset + 2 * sample
              value = Int32(bytes[at]) | Int32(Int8(bitPattern: bytes[at + 1])) << 8
            }
            frames[frame * count + channel] = Float(step * Double(value) + zero)
          }
        }
      }
    }
  }
}

extension String {
  /// Whether GluteCue wrote it.
  fileprivate var namesGluteCue: Bool { lowercased().contains("glutecue") }
}
