import EMGUnits
import Files

/// A recording of another program, read as frames in parts of full scale like any other: EDF, EDF+, BDF, BDF+, a table, or a file
/// or folder of BIDS.
///
/// Which channels are wanted decides the rate, the scale and the length, so `adopt` comes before the first frame.
package final class ForeignRecording {
  /// What its values are, where the file does not say: as the user says it.
  package enum GivenUnit: Sendable, Hashable {
    /// Parts of full scale.
    case fullScale
    /// Voltages; millivolts of the value 1.
    case millivolts(Double)
  }

  /// The data file.
  package let path: String
  /// Whether a sidecar of GluteCue may lie beside it; what lies beside a file of BIDS is BIDS's.
  package let mayHaveSidecar: Bool
  /// Frames a second.
  package private(set) var rate: Double
  /// Frames, gaps included; at least 1.
  package private(set) var frameCount: Int
  /// What is missing in the middle, ascending.
  package private(set) var gaps: [FrameGap]
  /// Whole sentences, without the path.
  package private(set) var remarks: [String]

  private let source: any ForeignSource
  private var factors: [Float]
  private var position = 0

  /// What the channels are called, in order.
  package var names: [String] { source.channels.map(\.name) }
  /// How many channels there are.
  package var channelCount: Int { source.channels.count }
  /// When it began; nil where it does not say.
  package var start: Moment? { source.start }
  /// What recorded it; nil where it does not say.
  package var device: String? { source.device }
  /// What was marked, in order of time.
  package var marks: [ForeignMark] { source.marks }

  /// More are no recording of muscles.
  package static let mostChannels = 512
  private static let textEndings: Set<String> = ["csv", "tsv", "txt", "asc", "dat", "tab"]
  /// What sound files begin with.
  private static let sounds = ["RIFF", "RIFX", "RF64", "riff", "fLaC", "ID3"]
  private static let dataEndings: Set<String> = ["edf", "bdf", "rec"]

  /// Opens what is at a path; nil where it is no recording of another program by its first bytes and its name.
  ///
  /// - Parameter rate: rows a second of a table, as the user says it; nil to see it.
  package static func open(_ path: String, rate: Double?) throws(ForeignError) -> ForeignRecording? {
    if DiskEntry(path).isFolder {
      guard BIDSFolder.isOne(path) || !BIDSFolder(path).recordings.isEmpty else { return nil }
      return try ForeignRecording(source(of: try BIDSFolder.only(in: path), rate: rate))
    }
    guard isOne(path) else { return nil }
    return try ForeignRecording(source(of: path, rate: rate))
  }

  /// Whether a file is one by its first bytes and its name.
  package static func isOne(_ path: String) -> Bool {
    let ending = path.split(separator: "/").last?.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let file = try? OpenFile(reading: path), let first = try? file.bytes(at: 0, count: 8) else { return false }
    // a sound file may have any name
    if sounds.contains(where: { first.starts(with: $0.utf8) }) { return false }
    return EDFHeader.begins(first) || textEndings.contains(ending) || dataEndings.contains(ending)
  }

  /// Rows a second by the first rows of a table and what stands above them; nil for what is none.
  package static func tableRate(_ path: String) -> Double? {
    TableSource.rate(ofFirstRows: path)
  }

  private static func source(of path: String, rate: Double?) throws(ForeignError) -> any ForeignSource {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if BIDSSidecars.belong(to: path) { return try BIDSSource(path: path) }
    if textEndings.contains(ending), !beginsLikeEDF(path) { return try TableSource(path: path, rate: rate) }
    return try EDFSource(path: path)
  }

  private static func beginsLikeEDF(_ path: String) -> Bool {
    guard let file = try? OpenFile(reading: path), let first = try? file.bytes(at: 0, count: 8) else { return false }
    return EDFHeader.begins(first)
  }

  /// Takes the rate of the fastest voltage, or of the fastest channel.
  private init(_ source: any ForeignSource) throws(ForeignError) {
    self.source = source
    path = source.path
    mayHaveSidecar = !BIDSSidecars.belong(to: source.path)
    remarks = source.remarks
    let channels = source.channels
    guard channels.count <= Self.mostChannels else {
      throw .refused(path: path, words: "\(channels.count) channels; 1 to \(Self.mostChannels) are allowed.")
    }
    let voltages = channels.filter { if case .voltage = $0.unit { true } else { false } }
    let usable = (voltages.isEmpty ? channels : voltages).filter { $0.rate > 0 }
    guard let fastest = usable.map(\.rate).max() else {
      // a reason that stops every channel
      throw .refused(path: path, words: channels.compactMap(\.trouble).first ?? "it has no sample rate.")
    }
    rate = fastest
    factors = [Float](repeating: 1, count: channels.count)
    (frameCount, gaps) = try source.begin(rate: fastest, channels: [])
    guard frameCount > 0 else { throw .refused(path: path, words: "it holds no frame. Nothing was recorded.") }
  }

  /// How large the values of the wanted channels are.
  package struct Extent: Sendable, Hashable {
    /// The largest voltage that a muscle's channel can have, or, in a table, has; nil where the values are parts of full scale.
    package var millivolts: Double?
    /// Whether it is the end of the converter's range.
    package var isConverterRange: Bool
    /// Whether the unit is what the user has said.
    package var isGivenUnit: Bool
  }

  /// Sets rate and length by the channels that are wanted, and says how large their values are. `scale` must follow.
  ///
  /// - Throws: where a channel cannot be used, units are no voltages, differ in kind or are not known, or rates differ.
  package func adopt(_ map: ChannelMap, unit: GivenUnit?) throws(ForeignError) -> Extent {
    let wanted = map.entries.map { $0.channel - 1 }
    let muscles = map.entries.filter { if case .muscle = $0.role.signal { true } else { false } }
    let channels = source.channels
    for entry in map.entries {
      if let trouble = channels[entry.channel - 1].trouble { throw .refused(path: path, words: trouble) }
    }
    try checkRates(map, muscles)
    let extent = try extent(muscles, unit)
    (frameCount, gaps) = try source.begin(rate: rate, channels: wanted)
    guard frameCount > 0 else { throw .refused(path: path, words: "it holds no frame. Nothing was recorded.") }
    takeNotedGaps()
    position = 0
    remarks = source.remarks + words(map, unit)
    return extent
  }

  /// Takes values as parts of a full scale, in millivolts; of 1 where they are parts already.
  package func scale(_ map: ChannelMap, unit: GivenUnit?, fullScaleMillivolts: Double?) {
    let contacts = Set(map.entries.filter { $0.role.signal == .contact }.map { $0.channel - 1 })
    factors = source.channels.enumerated().map { index, channel in
      if !contacts.contains(index) {
        switch (channel.unit, unit) {
        case (.voltage(let millivolts, _), _), (.unknown, .millivolts(let millivolts)):
          return Float(millivolts / (fullScaleMillivolts ?? 1))
        case (.fullScale(let part), _): return Float(part)
        case (.unknown, .fullScale): return 1
        case (.unknown, nil), (.other, _): break
        }
      }
      // of what is no voltage only the course counts
      return channel.largest > 0 ? Float(1 / channel.largest) : 1
    }
  }

  private func checkRates(_ map: ChannelMap, _ muscles: [ChannelMap.Entry]) throws(ForeignError) {
    let channels = source.channels
    guard let first = muscles.first else { return }
    let rate = channels[first.channel - 1].rate
    for entry in muscles where abs(channels[entry.channel - 1].rate - rate) > 1e-6 * rate {
      throw .refused(
        path: path,
        words:
          "\(name(first)) has \(Hertz(rate)) and \(name(entry)) \(Hertz(channels[entry.channel - 1].rate)). Muscles must "
          + "have one sample rate: record or export them with the same.")
    }
    if source is TableSource {
      for entry in map.entries where abs(channels[entry.channel - 1].rate - rate) > 1e-6 * rate {
        throw .refused(
          path: path,
          words:
            "\(name(entry)) has \(Hertz(channels[entry.channel - 1].rate)) and rows of its own clock, the muscles have "
            + "\(Hertz(rate)). Export it with the rate of the muscles, or leave it out of the map.")
      }
    }
    self.rate = rate
  }

  private func extent(_ muscles: [ChannelMap.Entry], _ unit: GivenUnit?) throws(ForeignError) -> Extent {
    var extent = Extent(millivolts: nil, isConverterRange: true, isGivenUnit: false)
    var voltage: ChannelMap.Entry?
    var part: ChannelMap.Entry?
    for entry in muscles {
      let channel = source.channels[entry.channel - 1]
      let millivolts: Double?
      switch channel.unit {
      case .voltage(let value, _): millivolts = value
      case .fullScale: millivolts = nil
      case .unknown:
        guard let unit else {
          throw .refused(
            path: path,
            words:
              "nothing says in which unit \(name(entry)) is. Say it: --unit uv (or mv, v; full-scale for fractions "
              + "of full scale).")
        }
        extent.isGivenUnit = true
        if case .millivolts(let value) = unit { millivolts = value } else { millivolts = nil }
      case .other(let word):
        throw .refused(
          path: path,
          words:
            "\(name(entry)) is in “\(word.visible(keepsLines: false))”, which is no voltage. A muscle's channel is in V, mV, µV or "
            + "nV. \(listOfChannels)")
      }
      if let millivolts {
        voltage = entry
        extent.millivolts = max(extent.millivolts ?? 0, millivolts * channel.largest)
        extent.isConverterRange = extent.isConverterRange && channel.isConverterRange
      } else {
        part = entry
      }
    }
    if let voltage, let part {
      throw .refused(
        path: path,
        words: "its units are mixed: \(name(voltage)) is a voltage and \(name(part)) a part of full scale. Muscles are "
          + "compared, so they must be in the same kind of unit.")
    }
    return extent
  }

  /// Gaps that its program noted: such frames are there, as zeros.
  private func takeNotedGaps() {
    for gap in source.notedGaps {
      let start = max(0, Int(bounded: (gap.seconds * rate).rounded()))
      let end = min(frameCount, start + Int(bounded: (gap.duration * rate).rounded()))
      if end > start { gaps.append(FrameGap(start: start, count: end - start)) }
    }
    gaps = FrameGap.joined(gaps)
  }

  // MARK: Reading

  /// The next frames, interleaved, ±1 at full scale; 0 at the end.
  package func read(into samples: UnsafeMutableBufferPointer<Float>) throws(ForeignError) -> Int {
    let count = channelCount
    let got = try source.read(into: samples, frames: min(samples.count / count, frameCount - position))
    for frame in 0..<got {
      for channel in 0..<count { samples[frame * count + channel] *= factors[channel] }
    }
    position += got
    return got
  }

  /// Goes to a frame.
  package func seek(to frame: Int) throws(ForeignError) {
    try source.seek(to: frame)
    position = frame
  }

  // MARK: Words

  /// What was seen: `read as a table with tabs, 2 of 9 channels at 2000 Hz: glute is 1 “R GMAX” in µV, …`
  private func words(_ map: ChannelMap, _ unit: GivenUnit?) -> [String] {
    let parts = map.entries.map { entry in
      let channel = source.channels[entry.channel - 1]
      let shown =
        switch (channel.unit, unit) {
        case (.unknown, .millivolts(let millivolts)):
          [1000: "V", 1: "mV", 0.001: "µV"][millivolts].map { "\($0), as --unit says" } ?? ""
        case (.unknown, _): entry.role.signal == .contact ? "" : "parts of full scale, as --unit says"
        default: channel.unit.shown
        }
      let isHeld =
        abs(channel.rate - rate) > 1e-6 * rate ? ", each of its \(Hertz(channel.rate)) held until the next" : ""
      return "\(entry.role) is \(label(entry.channel - 1))" + (shown.isEmpty ? "" : " in \(shown)") + isHeld
    }
    var words = [
      "Read as \(source.kind), \(channelCount == 1 ? "1 channel" : "\(channelCount) channels") at \(Hertz(rate)): "
        + parts.joined(separator: ", ") + "."
    ]
    for entry in map.entries {
      words += source.channels[entry.channel - 1].remarks.map { "\(name(entry)): \($0)." }
    }
    let lost = gaps.reduce(0) { $0 + $1.count }
    if lost > 0 {
      let seconds = (Double(lost) / rate).significant
      words.append(
        gaps.count == 1
          ? "A gap of \(seconds) s at \((Double(gaps[0].start) / rate).significant) s; strides that it touches are not judged."
          : "\(gaps.count) gaps, \(seconds) s together; strides that they touch are not judged.")
    }
    if !marks.isEmpty {
      words.append(marks.count == 1 ? "An annotation became a mark." : "\(marks.count) annotations became marks.")
    }
    return words
  }

  private func name(_ entry: ChannelMap.Entry) -> String { "channel \(label(entry.channel - 1))" }

  private func label(_ index: Int) -> String {
    let name = source.channels[index].name.visible(keepsLines: false)
    return name.isEmpty ? "\(index + 1)" : "\(index + 1) “\(name)”"
  }

  private var listOfChannels: String {
    let most = 40
    let all = source.channels.indices.prefix(most).map { index in
      let unit = source.channels[index].unit.shown
      return label(index) + (unit.isEmpty ? "" : " (\(unit))")
    }
    return "Its channels: " + all.joined(separator: ", ")
      + (channelCount > most ? " and \(channelCount - most) more." : ".")
  }
}

extension FrameGap {
  /// In order, and joined where they touch or overlap.
  package static func joined(_ gaps: [FrameGap]) -> [FrameGap] {
    var joined: [FrameGap] = []
    for gap in gaps.sorted(by: { $0.start < $1.start }) {
      if let last = joined.last, gap.start <= last.end {
        joined[joined.count - 1].count = max(last.end, gap.end) - last.start
      } else {
        joined.append(gap)
      }
    }
    return joined
  }
}
