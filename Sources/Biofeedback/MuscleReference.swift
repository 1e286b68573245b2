import GaitAnalysis

/// What a muscle's activation is measured against.
public struct MuscleReference: Sendable, Hashable, BitwiseCopyable, Codable {
  /// The muscle's activity window.
  public var window: ActivityWindow
  /// The amplitude that counts as 1, in units of full scale, noise taken off.
  public var amplitude: Float
  /// Power of the noise floor, full scale squared.
  public var noisePower: Float
  /// Power of the signal as it came, constant part not counted: what a stride holds while the electrode is on.
  public var rawPower: Float

  /// Joins the values.
  @_noLocks
  public init(window: ActivityWindow, amplitude: Float, noisePower: Float, rawPower: Float) {
    self.window = window
    self.amplitude = amplitude
    self.noisePower = noisePower
    self.rawPower = rawPower
  }
}
