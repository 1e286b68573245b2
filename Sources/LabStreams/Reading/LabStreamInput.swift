import EMGUnits
import RealtimeSupport
import Synchronization

/// What a user says of a stream's samples; all of it optional.
public struct LabStreamChoices: Sendable, Hashable {
  /// What the value 1 is.
  public enum Unit: Sendable, Hashable {
    /// Full scale.
    case fullScale
    /// So many millivolts.
    case millivolts(Double)
  }

  /// Wins over what the stream says.
  public var unit: Unit?
  /// Millivolts that are to be full scale; nil to choose.
  public var fullScaleMillivolts: Double?

  /// Joins both.
  public init(unit: Unit? = nil, fullScaleMillivolts: Double? = nil) {
    self.unit = unit
    self.fullScaleMillivolts = fullScaleMillivolts
  }
}

/// A stream of LSL that is open, is fit to be read, and whose samples have a meaning.
public final class LabStreamInput {
  /// What it is.
  public let info: LabStreamInfo
  /// As it was named.
  public let name: String
  /// Frames a second: the nearest whole number, as a recording has it.
  public let rate: Int
  /// Factor on a sample that makes it a fraction of full scale.
  public let gain: Float
  /// Millivolts of full scale; nil when nobody knows.
  public let fullScaleMillivolts: Double?
  /// What came up, in whole sentences.
  public let notes: [String]
  private let library: LSLLibrary
  private var inlet: LabStreamInlet?
  private let latestChange = Mutex<LabStreamError?>(nil)

  /// Frames that are read at once.
  package static let blockFrames = 1024
  /// What the recordings and the core are built for.
  private static let rates = 500.0...192_000.0
  private static let mostChannels = 16
  private static let firstLooks = 4
  /// Surface EMG peaks at some millivolts, with an offset of the electrodes where the amplifier lets it through.
  private static let usualFullScale = 10.0
  private static let largestFullScale = 5000.0
  private static let lookSeconds = 0.3
  private static let patienceSeconds = 5.0

  /// Finds a stream by its name or source id, opens it, and looks at its first samples.
  public init(_ name: String, _ choices: LabStreamChoices = LabStreamChoices()) throws(LabStreamError) {
    let library = try LSLLibrary()
    let found = try LabStreamSearch(library: library, name: name).find(looks: Self.firstLooks)
    try Self.check(found.info)
    let inlet = try LabStreamInlet(found)
    let unit = try Self.unit(inlet.info, choices)
    try inlet.start()
    let peak = try Self.peak(inlet)
    var notes: [String] = []
    rate = Int(bounded: found.info.rate.rounded())
    if Double(rate) != found.info.rate {
      notes.append(
        "lsl:\(name) runs at \(LabStreamInfo.number(found.info.rate)) Hz, which is taken as \(rate) Hz; times are off by "
          + "\(LabStreamInfo.number(100 * abs(found.info.rate / Double(rate) - 1))) %.")
    }
    switch unit {
    case .fullScale:
      gain = Float(1 / (inlet.info.format?.largest ?? 1))
      fullScaleMillivolts = choices.fullScaleMillivolts
    case .millivolts(let one):
      let full = Self.fullScale(choices.fullScaleMillivolts, above: peak * one)
      gain = Float(one / full)
      fullScaleMillivolts = full
      if let given = choices.fullScaleMillivolts, given != full {
        notes.append(
          "lsl:\(name): samples reach \(LabStreamInfo.number(peak * one)) mV, more than --full-scale-mv "
            + "\(LabStreamInfo.number(given)); full scale is \(LabStreamInfo.number(full)) mV here.")
      }
    }
    self.name = name
    self.notes = notes
    self.library = library
    info = inlet.info
    self.inlet = inlet
  }

  /// The open stream, once.
  package func take() -> LabStreamInlet? { inlet.take() }

  /// What came of looking for a stream that was lost.
  package enum Reopening {
    case open(LabStreamInlet)
    /// It is not there yet.
    case missing
    /// Something else has its name: `change` says what.
    case changed
  }

  /// Looks for it once after it was lost. It must be as it was.
  package func reopen() -> Reopening {
    guard let found = LabStreamSearch(library: library, name: name).glance(like: info) else { return .missing }
    let (before, now) = (Self.shape(info), Self.shape(found.info))
    guard before == now else {
      latestChange.withLock { $0 = .changed(name: name, from: before, to: now) }
      return .changed
    }
    guard let inlet = try? LabStreamInlet(found), (try? inlet.start()) != nil else { return .missing }
    latestChange.withLock { $0 = nil }
    return .open(inlet)
  }

  /// What it came back as, when that is not what it was; nil when it is gone, or as before. Any thread.
  package var change: LabStreamError? { latestChange.withLock { $0 } }

  /// What its channels are called and in which unit: `glute (uV), hamstring (uV)`; nil where the stream does not say.
  public var channelWords: String? {
    guard info.channels.contains(where: { !$0.label.isEmpty }) else { return nil }
    return info.channels.map { $0.unit.isEmpty ? $0.label : "\($0.label) (\($0.unit))" }.joined(separator: ", ")
  }

  /// The map that its labels say, where they are roles (`glute`, `left-hamstring`); nil where none is.
  public var map: ChannelMap? {
    let entries = info.channels.enumerated().compactMap { index, channel in
      ChannelRole(channel.label.lowercased()).map { ChannelMap.Entry($0, channel: index + 1) }
    }
    return try? ChannelMap(entries)
  }

  /// LSL's clock on this computer.
  package var clock: LabStreamClock { LabStreamClock(library) }

  /// `2 channels at 2000 Hz`.
  private static func shape(_ info: LabStreamInfo) -> String {
    let type = info.format == .text ? " of text" : ""
    let channels = info.channelCount == 1 ? "1 channel" : "\(info.channelCount) channels"
    return "\(channels)\(type) at \(LabStreamInfo.number(info.rate)) Hz"
  }

  private static func check(_ info: LabStreamInfo) throws(LabStreamError) {
    switch info.format {
    case .text: throw .text(info)
    case nil: throw .format(info)
    case .float32, .float64, .int8, .int16, .int32, .int64: break
    }
    guard info.rate != 0 else { throw .irregular(info) }
    guard rates.contains(info.rate) else { throw .rate(info, allowed: rates) }
    guard info.channelCount <= mostChannels else { throw .tooManyChannels(info, allowed: mostChannels) }
  }

  /// What the value 1 is: as the user says, or the stream, or, for whole numbers, the type.
  private static func unit(
    _ info: LabStreamInfo, _ choices: LabStreamChoices
  ) throws(LabStreamError) -> LabStreamChoices.Unit {
    if let unit = choices.unit { return unit }
    let known = info.channels.compactMap { VoltageWord($0.unit).map { (word: $0, text: info.unitText($0)) } }
    guard let first = known.first else {
      guard info.format?.largest != nil else { throw .noUnit(info) }
      return .fullScale
    }
    guard known.allSatisfy({ $0.word == first.word }) else {
      var texts: [String] = []
      for unit in known.map(\.text) where !texts.contains(unit) { texts.append(unit) }
      throw .mixedUnits(info, texts)
    }
    return .millivolts(first.word.millivolts)
  }

  /// The largest of the first samples.
  private static func peak(_ inlet: LabStreamInlet) throws(LabStreamError) -> Double {
    var samples = [Float](repeating: 0, count: blockFrames * inlet.info.channelCount)
    var stamps = [Double](repeating: 0, count: blockFrames)
    let start = MonotonicClock.now()
    var peak = 0.0
    var first: Int?
    while true {
      let now = MonotonicClock.now()
      if let first, Double(now - first) / 1e9 > lookSeconds { return peak }
      guard Double(now - start) / 1e9 < patienceSeconds else { throw .silent(inlet.info) }
      let pull = samples.withUnsafeMutableBufferPointer { samples in
        stamps.withUnsafeMutableBufferPointer { stamps in
          guard let values = samples.baseAddress, let times = stamps.baseAddress else {
            return LabStreamInlet.Pull.lost
          }
          return inlet.pull(values, times, most: blockFrames, seconds: 0.05)
        }
      }
      guard case .frames(let frames) = pull else { throw .silent(inlet.info) }
      if frames > 0, first == nil { first = now }
      for value in samples.prefix(frames * inlet.info.channelCount) where value.isFinite {
        peak = max(peak, Double(value.magnitude))
      }
    }
  }

  /// What the user says, where it holds the samples; else 10 mV, doubled until there is room for four times what was seen.
  private static func fullScale(_ given: Double?, above peak: Double) -> Double {
    if let given, peak <= given { return given }
    var full = usualFullScale
    while full < 4 * peak, full < largestFullScale { full *= 2 }
    return min(full, largestFullScale)
  }
}

extension LabStreamInfo {
  /// The words of a unit as the stream has them.
  fileprivate func unitText(_ word: VoltageWord) -> String {
    channels.first { VoltageWord($0.unit) == word }?.unit ?? ""
  }
}

/// A unit of voltage, as senders write it: `uV`, `µV`, `microvolts`, `mV`, `V`.
package struct VoltageWord: Hashable {
  /// Millivolts of 1.
  package let millivolts: Double

  /// Nil for a word that means no voltage.
  package init?(_ text: String) {
    switch text.lowercased() {
    // the micro sign, and the Greek letter
    case "uv", "\u{B5}v", "\u{3BC}v", "microvolt", "microvolts": millivolts = 0.001
    case "mv", "millivolt", "millivolts": millivolts = 1
    case "v", "volt", "volts": millivolts = 1000
    case "nv", "nanovolt", "nanovolts": millivolts = 1e-6
    default: return nil
    }
  }
}
