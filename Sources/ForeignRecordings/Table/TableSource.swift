import EMGUnits
import Files

/// A table of numbers as text, one row a sample, as recording programs export it: CSV, TSV, or a `.txt` of OpenBCI or
/// OpenSignals.
///
/// - Seen by itself: separators, decimal commas, where the numbers begin, names, units, the time column or the rate above the
///   table. Asked for (`--rate`, `--unit`): what is not there.
/// - A jump of the time column forwards is a gap; backwards, it is refused. NaN and empty fields are samples that cannot be used.
/// - Memory: blocks of 256 KiB; a row in 16 384 is remembered. The file is gone through once before the first frame.
package final class TableSource: ForeignSource {
  package let path: String
  package let kind: String
  package var channels: [ForeignChannel]
  package var start: Moment? { nil }
  package let device: String?
  package private(set) var marks: [ForeignMark] = []
  package private(set) var notedGaps: [(seconds: Double, duration: Double)] = []
  package private(set) var remarks: [String]

  private let file: OpenFile
  private let layout: TableLayout
  private let columns: TableColumns
  private let scan: TableScan
  /// What the user says; nil for what the table says.
  private let givenRate: Double?

  private var bytes: TableBytes
  private var rows: TableRows
  private var frameCount = 0
  /// Missing frames in front of rows, in order.
  private var gaps: [(row: Int, frame: Int, count: Int)] = []
  private var nextGap = 0
  private var row = 0
  private var frame = 0
  private var isUsed: [Bool] = []

  /// Opens a table and goes through it.
  ///
  /// - Parameter rate: what the user says that the rate is; nil to see it.
  package init(path: String, rate: Double?) throws(ForeignError) {
    self.path = path
    givenRate = rate
    let file: OpenFile
    do { file = try OpenFile(reading: path) } catch { throw .file(path: path, error) }
    guard file.length > 0 else {
      throw .refused(path: path, words: "the file is empty (0 bytes). Nothing was recorded.")
    }
    self.file = file
    var bytes = try TableBytes(file, path: path)
    let layout = try TableLayout(&bytes, path: path)
    let preamble = TablePreamble(layout.preamble)
    let columns = TableColumns(layout, preamble)
    guard !columns.channels.isEmpty else {
      throw .refused(
        path: path,
        words: "its columns hold time or counts only, and no signal. Its columns: \(Self.list(layout.names)).")
    }
    var fresh = try TableBytes(file, path: path)
    if let start = layout.firstStart { fresh.go(to: start, line: layout.firstLine) }
    let scan = try TableScan(&fresh, layout, columns, path: path)
    (self.layout, self.columns, self.scan) = (layout, columns, scan)
    self.bytes = try TableBytes(file, path: path)
    rows = TableRows(layout, columns: columns.channels.map(\.column))
    kind = (preamble.program.map { "\($0) table" } ?? "table") + " with \(layout.grammar.words)"
    device = preamble.openSignals?.device ?? (preamble.program == "OpenBCI" ? "OpenBCI" : nil)
    remarks = scan.remarks
    channels = []
    channels = columns.channels.indices.map { channel($0) }
    if let beside = OwnEvents(beside: path, layout.names) { (marks, notedGaps) = (beside.marks, beside.gaps) }
  }

  /// The rate that the first rows, and what stands above them, tell; nil for what is no table of samples.
  static func rate(ofFirstRows path: String) -> Double? {
    guard let file = try? OpenFile(reading: path), var bytes = try? TableBytes(file, path: path),
      let layout = try? TableLayout(&bytes, path: path)
    else { return nil }
    let preamble = TablePreamble(layout.preamble)
    let columns = TableColumns(layout, preamble)
    guard !columns.channels.isEmpty, let first = columns.times.first, var fresh = try? TableBytes(file, path: path)
    else {
      return columns.channels.compactMap(\.rate).first
    }
    var clock = TableClock(seconds: first.seconds)
    var rows = TableRows(layout, columns: [first.column])
    var row = 0
    while row < mostRowsLookedAt, let range = try? fresh.next() {
      guard fresh.line >= layout.firstLine, rows.read(fresh.buffer, range).numbers > 0 else { continue }
      clock.take(rows.values[0], rows.decimals(0, fresh.buffer), row: row, line: fresh.line)
      row += 1
    }
    clock.finish()
    return (clock.trouble == nil ? clock.rate : nil) ?? columns.channels.compactMap(\.rate).first
  }

  private static let mostRowsLookedAt = 500

  private static func list(_ names: [String]) -> String {
    names.filter { !$0.isEmpty }.map { "“\($0.visible(keepsLines: false))”" }.joined(separator: ", ")
  }

  private func channel(_ index: Int) -> ForeignChannel {
    let column = columns.channels[index]
    let found = scan.columns[index]
    let (rate, trouble) = rate(column)
    // counts of a converter tell its range
    let isOfCounts = column.middle > 0
    var channel = ForeignChannel(
      name: column.name, unit: column.unit, rate: rate ?? 0,
      largest: (isOfCounts ? max(column.middle, found.largest) : found.largest) * column.factor.magnitude,
      isConverterRange: isOfCounts)
    if let text = found.text {
      channel.trouble =
        "line \(text.line) has “\(text.words)” where a number should be, in the column “\(column.name)”. Take it out, or leave the "
        + "field empty for a sample that is missing."
    } else if found.numbers == 0 {
      channel.trouble = "the column “\(column.name)” holds no number, only empty fields or NaN."
    } else {
      channel.trouble = trouble
    }
    if found.missing > 0 {
      channel.remarks.append(
        "\(found.missing.grouped) of its \(found.rows.grouped) samples are missing (NaN or empty) and count as unusable"
      )
    }
    return channel
  }

  /// Rows a second, or why nobody knows them.
  private func rate(_ column: TableColumns.Channel) -> (Double?, trouble: String?) {
    if let givenRate { return (givenRate, nil) }
    let ask = "Mend it, or say how many rows a second there are: --rate 2000."
    guard let time = column.time else {
      return (
        column.rate,
        column.rate == nil
          ? "nothing says how many rows a second there are: it has no time column and no sample rate. Say it: --rate 2000."
          : nil
      )
    }
    let name = columns.times[time].name.visible(keepsLines: false)
    let clock = scan.times[time]
    if let trouble = clock.trouble {
      // a clock that tells when packets came says nothing of the rows
      if trouble.isUnevenness, let rate = column.rate { return (rate, nil) }
      return (column.rate, trouble.words(name) + ". " + ask)
    }
    guard let rate = clock.rate ?? column.rate else {
      return (nil, "the time column “\(name)” does not tell how many rows a second there are. Say it: --rate 2000.")
    }
    if let said = column.rate, abs(said - rate) > 0.01 * rate {
      return (
        rate,
        "above the table stands a rate of \(Hertz(said)), and the time column “\(name)” has \(Hertz(rate)). Say which it is with --rate."
      )
    }
    return (rate, nil)
  }

  package func begin(rate: Double, channels wanted: [Int]) throws(ForeignError) -> (frameCount: Int, gaps: [FrameGap]) {
    // rows of another clock are not at the time of these
    isUsed = columns.channels.indices.map { abs(channels[$0].rate - rate) <= 1e-6 * rate }
    var rowCount = 0
    for index in columns.channels.indices where isUsed[index] { rowCount = max(rowCount, scan.columns[index].rows) }
    let clock = (wanted.first ?? isUsed.firstIndex(of: true)).flatMap { columns.channels[$0].time }.map {
      scan.times[$0]
    }
    gaps = []
    var missing = 0
    if givenRate == nil, let clock, clock.trouble == nil {
      for jump in clock.jumps where jump.row < rowCount {
        let count = max(1, Int(bounded: (jump.seconds * rate).rounded()) - 1)
        gaps.append((row: jump.row, frame: jump.row + missing, count: count))
        missing += count
      }
    }
    frameCount = rowCount + missing
    try seek(to: 0)
    return (frameCount, gaps.map { FrameGap(start: $0.frame, count: $0.count) })
  }

  package func seek(to wanted: Int) throws(ForeignError) {
    nextGap = gaps.firstIndex { $0.frame + $0.count > wanted } ?? gaps.count
    let before = gaps[..<nextGap].reduce(0) { $0 + $1.count }
    let target = nextGap < gaps.count && wanted > gaps[nextGap].frame ? gaps[nextGap].row : wanted - before
    frame = wanted
    if let mark = scan.landmarks.last(where: { $0.row <= target }) {
      bytes.go(to: mark.start, line: mark.line)
      row = mark.row
    } else {
      bytes = try TableBytes(file, path: path)
      row = 0
    }
    while row < target, try nextRow() {}
  }

  package func read(into samples: UnsafeMutableBufferPointer<Float>, frames wanted: Int) throws(ForeignError) -> Int {
    let count = columns.channels.count
    var done = 0
    while done < wanted, frame < frameCount {
      if nextGap < gaps.count, frame >= gaps[nextGap].frame {
        let left = gaps[nextGap].frame + gaps[nextGap].count - frame
        let most = min(left, wanted - done)
        for index in done * count..<(done + most) * count { samples[index] = 0 }
        if most == left { nextGap += 1 }
        done += most
        frame += most
        continue
      }
      guard try nextRow() else { break }
      for index in 0..<count {
        let column = columns.channels[index]
        samples[done * count + index] = isUsed[index] ? Float((rows.values[index] - column.middle) * column.factor) : 0
      }
      done += 1
      frame += 1
    }
    return done
  }

  /// Reads the next row of numbers, as the scan counted them; false at the end.
  private func nextRow() throws(ForeignError) -> Bool {
    while let range = try bytes.next() {
      guard bytes.line >= layout.firstLine, !range.isEmpty else { continue }
      let found = rows.read(bytes.buffer, range)
      if bytes.isUnended, found.fieldCount < layout.fieldCount { return false }
      guard found.numbers > 0 || hasTime(range) else { continue }
      row += 1
      return true
    }
    return false
  }

  /// A row without a value may still have a time.
  private func hasTime(_ range: Range<Int>) -> Bool {
    columns.times.contains { time in
      var isThere = false
      bytes.buffer.withUnsafeBufferPointer { bytes in
        _ = layout.grammar.forEachField(bytes, range) { field, from, to in
          if field == time.column, case .number = layout.grammar.value(bytes, from, to) { isThere = true }
        }
      }
      return isThere
    }
  }
}

extension TableClock.Trouble {
  /// Only that the steps differ, as of clocks that tell when a packet came.
  var isUnevenness: Bool { if case .irregular = self { true } else { false } }
}

/// What `glutecue export --to csv` writes beside its samples: gaps and marks.
struct OwnEvents {
  private(set) var marks: [ForeignMark] = []
  private(set) var gaps: [(seconds: Double, duration: Double)] = []

  private static let mostBytes = 1 << 24

  /// Nil where there are none, or the samples are not GluteCue's.
  init?(beside path: String, _ names: [String]) {
    guard path.hasSuffix("samples.csv"), names.first == "time_s",
      let bytes = try? WholeFile.read(
        String(path.dropLast("samples.csv".count)) + "events.csv", mostBytes: Self.mostBytes)
    else { return nil }
    var table = DelimitedTable(bytes)
    let (time, duration, kind, label) = (
      table.column("time_s"), table.column("duration_s"), table.column("kind"), table.column("label")
    )
    guard kind != nil else { return nil }
    while table.advance() {
      guard case .known(let seconds) = table.number(time) else { continue }
      switch table.text(kind) {
      case "mark": marks.append(ForeignMark(seconds: seconds, label: table.text(label)))
      case "gap":
        if case .known(let length) = table.number(duration) { gaps.append((seconds, length)) }
      default: break
      }
    }
  }
}
