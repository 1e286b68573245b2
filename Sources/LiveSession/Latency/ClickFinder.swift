import EMGUnits

/// Finds clicks in captured audio: the first sample that stands far above everything before it.
///
/// Two clicks are at least `deadSeconds` apart. Input: samples of one channel, 1 is full scale.
public struct ClickFinder: Sendable {
  private static let deadSeconds = 0.1
  /// Quieter than this is never a click: −46 dB of full scale.
  private static let leastLevel: Float = 0.005
  /// Above the loudest background so far, by this factor.
  private static let factor: Float = 8
  private static let settleSeconds = 0.2

  private let deadFrames: Int
  private let settleFrames: Int
  private let decay: Float
  private var background: Float = 0
  private var position = 0
  private var nextAt: Int

  /// For a sample rate in hertz.
  public init(rate: Int) {
    deadFrames = Int(bounded: Self.deadSeconds * Double(rate))
    settleFrames = Int(bounded: Self.settleSeconds * Double(rate))
    // the background is forgotten with a time constant of half a second
    decay = 1 - 2 / Float(rate)
    nextAt = settleFrames
  }

  /// Takes the next sample; true when a click begins with it.
  public mutating func add(_ sample: Float) -> Bool {
    let level = sample.magnitude
    defer { position += 1 }
    if position >= nextAt, level > max(Self.leastLevel, Self.factor * background) {
      nextAt = position + deadFrames
      return true
    }
    // the click itself and its echo are no background
    if position >= nextAt - deadFrames / 2 || position < settleFrames { background = max(level, background * decay) }
    return false
  }
}
