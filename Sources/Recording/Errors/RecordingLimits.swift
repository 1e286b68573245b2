import EMGUnits

/// What a recording may be: the channel counts and sample rates that the product is built and tested for.
public enum RecordingLimits {
  /// Channels of a recording.
  public static let channelCounts = 1...16
  /// Sample rates of a recording. Below 500 Hz no EMG band is left; above 192 kHz no sound card is common.
  public static let sampleRates: ClosedRange<Hertz> = 500...192_000
  /// Millivolts at the electrodes of a full-scale sample. EMG reaches a few millivolts; an input without an amplifier
  /// takes up to 5 V.
  public static let fullScaleMillivolts = 0.01...5000

  /// The channel counts that a container can hold: FLAC ends at 8.
  package static func channelCounts(in container: RecordingContainer) -> ClosedRange<Int> {
    container == .flac ? 1...8 : channelCounts
  }

  /// Passes, or tells what is given and what is allowed.
  package static func check(
    channelCount: Int, sampleRate: Hertz, container: RecordingContainer, path: String
  ) throws(RecordingError) {
    let allowed = channelCounts(in: container)
    guard allowed.contains(channelCount) else {
      throw .channelCount(path: path, given: channelCount, allowed: allowed)
    }
    guard sampleRates.contains(sampleRate) else {
      throw .sampleRate(path: path, given: sampleRate, allowed: sampleRates)
    }
  }
}
