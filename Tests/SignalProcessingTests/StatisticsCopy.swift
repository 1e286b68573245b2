import SignalProcessing

/// A copy of what a channel was like.
struct StatisticsCopy {
  let samples: Int
  let clipped: Int
  let invalid: Int
  let firstInvalid: Int?
  let peakToPeak: Double
  let rawRMS: Double
  let bandRMS: Double
  let bandShare: Double
  let medianEnvelope: Double

  init(_ statistics: borrowing ChannelStatistics) {
    samples = statistics.samples
    clipped = statistics.clipped
    invalid = statistics.invalid
    firstInvalid = statistics.firstInvalid
    peakToPeak = Double(statistics.peakToPeak)
    rawRMS = statistics.rawRMS
    bandRMS = statistics.bandRMS
    bandShare = statistics.bandShare
    medianEnvelope = Double(statistics.envelope.quantile(0.5))
  }
}
