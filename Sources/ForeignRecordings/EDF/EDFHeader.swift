import EMGUnits
import Files

/// The header of an EDF or BDF file: ASCII fields of fixed width.
struct EDFHeader {
  /// A signal of the file.
  struct Signal {
    let label: String
    let dimension: String
    let physical: (low: Double, high: Double)
    let digital: (low: Int, high: Int)
    let samplesPerRecord: Int

    /// EDF+ keeps annotations in signals of their own.
    var isAnnotations: Bool { label == "EDF Annotations" || label == "BDF Annotations" }

    /// Physical value of a step, and of the integer 0.
    var step: Double { (physical.high - physical.low) / Double(digital.high - digital.low) }
    var offset: Double { physical.high - step * Double(digital.high) }
  }

  /// `EDF`, `EDF+`, `BDF` or `BDF+`.
  let kind: String
  /// 2 or 3.
  let sampleBytes: Int
  /// Records need not follow each other without a break.
  let isDiscontinuous: Bool
  /// Whether the file may hold annotations.
  let isPlus: Bool
  let start: Moment?
  let recording: String
  let byteCount: Int
  /// Nil when the writer was stopped before it could say.
  let declaredRecords: Int?
  let recordSeconds: Double
  let signals: [Signal]

  /// Bytes of a record.
  var recordBytes: Int { sampleBytes * signals.reduce(0) { $0 + $1.samplesPerRecord } }

  /// More are no recording of muscles.
  static let mostSignals = 4096
  private static let mostRecordBytes = 1 << 26

  /// Whether a file begins like one.
  static func begins(_ bytes: some Collection<UInt8>) -> Bool {
    let first = Array(bytes.prefix(8))
    return first == [0xFF] + Array("BIOSEMI".utf8) || first == Array("0       ".utf8)
  }

  init(_ file: OpenFile, path: String) throws(ForeignError) {
    let fixed = try Self.bytes(file, path, at: 0, count: 256)
    guard Self.begins(fixed) else {
      throw .refused(
        path: path, words: "it is named like an EDF or BDF file, but it does not begin like one.")
    }
    let isBDF = fixed[0] == 0xFF
    var fields = EDFFields(fixed, path: path, place: 8)
    _ = fields.text(80)
    recording = fields.text(80)
    let date = fields.text(8)
    let time = fields.text(8)
    let headerBytes = try fields.whole(8, "the length of the header")
    let reserved = fields.text(44)
    let records = try fields.whole(8, "the number of data records")
    recordSeconds = try fields.number(8, "the duration of a data record")
    let count = try fields.whole(4, "the number of signals")
    isPlus = reserved.hasPrefix("EDF+") || reserved.hasPrefix("BDF+")
    isDiscontinuous = reserved.hasPrefix("EDF+D") || reserved.hasPrefix("BDF+D")
    kind = (isBDF ? "BDF" : "EDF") + (isPlus ? "+" : "")
    sampleBytes = isBDF ? 3 : 2
    declaredRecords = records >= 0 ? records : nil
    start = EDFStart(date: date, time: time, recording: isPlus ? recording : "").moment
    guard count > 0 else {
      throw .refused(path: path, words: "the file holds no signals at all. Nothing was recorded.")
    }
    guard count <= Self.mostSignals else {
      throw .refused(path: path, words: "the header lists \(count) signals; up to \(Self.mostSignals) are read.")
    }
    guard headerBytes == 256 * (count + 1) else {
      throw .refused(
        path: path,
        words:
          "the header says that it has \(headerBytes) bytes; with \(count) signals it must have \(256 * (count + 1)). "
          + "It is damaged.")
    }
    byteCount = headerBytes
    signals = try Self.signals(try Self.bytes(file, path, at: 256, count: 256 * count), count, path)
    try check(path)
  }

  private static func bytes(
    _ file: OpenFile, _ path: String, at start: Int, count: Int
  ) throws(ForeignError) -> [UInt8] {
    let bytes: [UInt8]
    do { bytes = try file.bytes(at: start, count: count) } catch { throw .file(path: path, error) }
    guard bytes.count == count else {
      throw .refused(path: path, words: "its header is cut off after \(start + bytes.count) bytes. Copy it again.")
    }
    return bytes
  }

  /// The fields of all signals come one kind after the other.
  private static func signals(_ bytes: [UInt8], _ count: Int, _ path: String) throws(ForeignError) -> [Signal] {
    var fields = EDFFields(bytes, path: path, place: 0)
    var labels: [String] = []
    for _ in 0..<count { labels.append(fields.text(16)) }
    for _ in 0..<count { _ = fields.text(80) }
    var dimensions: [String] = []
    for _ in 0..<count { dimensions.append(fields.text(8)) }
    let name = { (index: Int) in "signal \(index + 1) “\(labels[index].visible(keepsLines: false))”" }
    var numbers: [[Double]] = []
    for meaning in ["physical minimum", "physical maximum", "digital minimum", "digital maximum"] {
      var row: [Double] = []
      for index in 0..<count { row.append(try fields.number(8, "the \(meaning) of \(name(index))")) }
      numbers.append(row)
    }
    for _ in 0..<count { _ = fields.text(80) }
    var signals: [Signal] = []
    for index in 0..<count {
      let samples = try fields.whole(8, "the number of samples of \(name(index)) in a data record")
      signals.append(
        Signal(
          label: labels[index], dimension: dimensions[index], physical: (numbers[0][index], numbers[1][index]),
          digital: (Int(bounded: numbers[2][index]), Int(bounded: numbers[3][index])), samplesPerRecord: samples))
    }
    return signals
  }

  private func check(_ path: String) throws(ForeignError) {
    guard signals.contains(where: { !$0.isAnnotations }) else {
      throw .refused(path: path, words: "it holds annotations only and no signal. Nothing can be analysed in it.")
    }
    guard recordSeconds > 0 else {
      throw .refused(
        path: path,
        words: "the header says that a data record lasts \(recordSeconds.plain) s, so there is no sample rate.")
    }
    let largest = signals.map(\.samplesPerRecord).max() ?? 0
    guard signals.allSatisfy({ $0.samplesPerRecord > 0 }), largest < 1 << 26, recordBytes <= Self.mostRecordBytes else {
      throw .refused(
        path: path,
        words: "a data record has \(largest) samples of one signal; 1 to 67 million bytes a record are read.")
    }
    for (index, signal) in signals.enumerated() where !signal.isAnnotations {
      let name = "signal \(index + 1) “\(signal.label.visible(keepsLines: false))”"
      guard signal.physical.low != signal.physical.high else {
        throw .refused(
          path: path,
          words: "\(name) has the physical range \(signal.physical.low.plain) to \(signal.physical.high.plain) "
            + "\(signal.dimension), which makes every value the same. Write the file again with the true range.")
      }
      guard signal.digital.low < signal.digital.high else {
        throw .refused(
          path: path,
          words:
            "\(name) has the digital range \(signal.digital.low) to \(signal.digital.high); the minimum must be below "
            + "the maximum.")
      }
    }
  }
}

/// Fields one after another.
private struct EDFFields {
  private let bytes: [UInt8]
  private let path: String
  private var place: Int

  init(_ bytes: [UInt8], path: String, place: Int) { (self.bytes, self.path, self.place) = (bytes, path, place) }

  /// Without the spaces around it. The standard says ASCII; a µ or an ü of a writer who knew no better stays one.
  mutating func text(_ width: Int) -> String {
    var field = bytes[place..<place + width]
    place += width
    while let last = field.last, last == 0x20 || last == 0 { field.removeLast() }
    while field.first == 0x20 { field.removeFirst() }
    return LenientText.decoded(field)
  }

  mutating func number(_ width: Int, _ meaning: String) throws(ForeignError) -> Double {
    let text = text(width)
    guard let value = Double(text.replacing(",", with: ".")), value.isFinite else {
      throw .refused(
        path: path,
        words:
          "\(meaning) is “\(text.visible(keepsLines: false))”, which is no number. A number has \(width) characters in "
          + "this header, and its writer may have needed more. Write the file again with a larger unit, such as mV.")
    }
    return value
  }

  mutating func whole(_ width: Int, _ meaning: String) throws(ForeignError) -> Int {
    let value = try number(width, meaning)
    guard let whole = Int(exactly: value), whole.magnitude < 1 << 40 else {
      throw .refused(path: path, words: "\(meaning) is \(value.plain), which is no whole number.")
    }
    return whole
  }
}

/// When a file says that it began.
struct EDFStart {
  /// By the clock there, which is taken for the one here; nil where no calendar has it, or where 1985-01-01 stands for
  /// unknown.
  let moment: Moment?

  private static let months = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
  ]

  init(date: String, time: String, recording: String) {
    let parts = date.split(separator: ".").map { Int($0) }
    let clock = time.split(separator: ".").map { Int($0) }
    guard parts.count == 3, clock.count == 3, let day = parts[0], let month = parts[1], let hour = clock[0],
      let minute = clock[1], let second = clock[2]
    else {
      moment = nil
      return
    }
    var year = parts[2].map { $0 >= 85 ? 1900 + $0 : 2000 + $0 }
    // `Startdate 02-MAR-2031`, which has the century
    let words = recording.split(separator: " ")
    if words.count > 1, words[0] == "Startdate" {
      let full = words[1].split(separator: "-")
      if full.count == 3, let long = Int(full[2]), Self.months.contains(full[1].uppercased()) { year = long }
    }
    guard let year, (0...9999).contains(year), (year, month, day, hour) != (1985, 1, 1, 0) else {
      moment = nil
      return
    }
    let padded = { (value: Int, width: Int) in
      String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
    }
    moment = Moment(
      "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
    )
  }
}

/// Text of programs that do not say their encoding.
enum LenientText {
  /// As UTF-8, or else as Latin-1, in which every byte is a character.
  static func decoded(_ bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
