import Files

/// What the values of a float recording look like.
///
/// A sound card never gives more than full scale, and an editor seldom; EMG in millivolts reaches 0.1 to some 10, in
/// microvolts 100 to some 10 000. Volts stay far below full scale and look like a quiet recording: nothing can be seen.
struct FloatValues {
  /// The largest value.
  private(set) var peak = 0.0
  /// Share of values beyond full scale.
  var shareBeyond: Double { count == 0 ? 0 : Double(beyond) / Double(count) }

  private var beyond = 0
  private var count = 0

  private static let blockFrames = 8192
  private static let blocks = 48
  /// Fewer are the overshoot of an editor.
  private static let leastShare = 0.0005
  /// Above full scale and up to here values are taken for millivolts, then for microvolts.
  private static let mostMillivolts = 60.0
  private static let mostMicrovolts = 100_000.0

  /// Nothing was looked at.
  init() {}

  /// Reads all of it, or blocks spread over it; the position is the first frame again.
  init(of sound: SoundFile, frames: Int, everything: Bool) throws(FileError) {
    let step = everything ? Self.blockFrames : max(Self.blockFrames, frames / Self.blocks)
    var buffer = [Float](repeating: 0, count: Self.blockFrames * sound.channelCount)
    for start in stride(from: 0, to: frames, by: step) {
      if !everything { try sound.seek(to: start) }
      let wanted = min(Self.blockFrames, frames - start)
      let got = try buffer.withUnsafeMutableBufferPointer { (buffer) throws(FileError) -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return try sound.read(base, frames: wanted)
      }
      guard got > 0 else { break }
      for value in buffer[..<(got * sound.channelCount)] where value.isFinite {
        count += 1
        if value.magnitude > 1 { beyond += 1 }
        if Double(value.magnitude) > peak { peak = Double(value.magnitude) }
      }
    }
    try sound.seek(to: 0)
  }

  /// The unit that they seem to be in; nil when they may well be fractions of full scale, or make no sense at all.
  var likelyUnit: SampleUnit? {
    guard shareBeyond > Self.leastShare, peak <= Self.mostMicrovolts else { return nil }
    return peak <= Self.mostMillivolts ? .millivolts : .microvolts
  }

  /// A round full scale, in millivolts, that leaves room above a peak: 1, 2 or 5 times a power of ten.
  static func fullScale(above peak: Double) -> Double {
    let allowed = RecordingLimits.fullScaleMillivolts
    var decade = 0.01
    while decade < allowed.upperBound {
      for factor in [1.0, 2, 5] where decade * factor >= 1.25 * peak && decade * factor <= allowed.upperBound {
        return decade * factor
      }
      decade *= 10
    }
    return allowed.upperBound
  }
}

/// What the values of a recording are: fractions of full scale, as sound cards and sound editors write them, or, in float
/// files of other programs, voltages at the electrodes.
public enum SampleUnit: String, Sendable, Hashable, CaseIterable {
  /// ±1 is full scale, and integers are as the header says.
  case fullScale = "full-scale"
  /// Volts.
  case volts = "v"
  /// Millivolts.
  case millivolts = "mv"
  /// Microvolts.
  case microvolts = "uv"

  /// Millivolts of the value 1; nil for fractions of full scale.
  public var millivolts: Double? {
    switch self {
    case .fullScale: nil
    case .volts: 1000
    case .millivolts: 1
    case .microvolts: 0.001
    }
  }
}

extension SampleUnit: CustomStringConvertible {
  /// In words, in the plural.
  public var description: String {
    switch self {
    case .fullScale: "fractions of full scale"
    case .volts: "volts"
    case .millivolts: "millivolts"
    case .microvolts: "microvolts"
    }
  }
}
