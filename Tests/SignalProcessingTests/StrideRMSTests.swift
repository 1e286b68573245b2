import SignalProcessing
import TestSupport
import Testing

/// RMS of strides, from the measurement signal, against `scipy.signal.butter(4, [30, 450])` with `sosfiltfilt`.
@Suite struct StrideRMSTests {
  /// Of the median stride. Reached: 0.04 %; a different electrode place changes it by tens of per cent.
  private static let medianTolerance = 0.002
  /// Of a single stride. Reached: 0.05 %.
  private static let strideTolerance = 0.005
  /// Reached: 0.999999.
  private static let leastCorrelation = 0.9999

  private struct Reference: Decodable {
    let name: String
    /// Touchdowns in seconds.
    let contacts: [Double]
    /// For each channel, one value a stride, full scale 1.
    let rms: [[Double]]
  }

  @Test(.needsRealRecordings, arguments: [SignalChain.Mode.live, .offline])
  func agreesWithSciPyStrideByStride(mode: SignalChain.Mode) throws {
    for reference in try fixture("stride-rms", as: [Reference].self) {
      try expectAgreement(RecordedFrames(reference.name + ".wav"), reference, mode)
    }
  }

  @Test(arguments: [SignalChain.Mode.live, .offline])
  func agreesWithSciPyOnASample(mode: SignalChain.Mode) throws {
    for reference in try fixture("stride-rms-samples", as: [Reference].self) {
      #expect(reference.contacts.count > 60 && reference.rms.count == 2)
      try expectAgreement(RecordedFrames(sample: reference.name + ".wav"), reference, mode)
    }
  }

  private func expectAgreement(
    _ recording: RecordedFrames, _ reference: Reference, _ mode: SignalChain.Mode
  ) throws {
    var rig = try ChainRig(rate: recording.rate, channelCount: recording.channelCount, mode: mode)
    let run = rig.process(recording.raw)
    for (channel, expected) in reference.rms.enumerated() {
      let found = zip(reference.contacts, reference.contacts.dropFirst()).map { from, to in
        rms(run.measurement[channel][rig.chain.measurementIndex(at: from)..<rig.chain.measurementIndex(at: to)])
      }
      let ratios = zip(found, expected).map { $0 / $1 }
      #expect(abs(median(found) / median(expected) - 1) < Self.medianTolerance)
      #expect(ratios.allSatisfy { abs($0 - 1) < Self.strideTolerance })
      #expect(correlation(found, expected) >= Self.leastCorrelation)
    }
  }
}
