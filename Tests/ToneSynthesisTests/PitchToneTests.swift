import EMGUnits
import TestSupport
import Testing
import ToneSynthesis

@Suite struct PitchToneTests {
  /// A share that the tone is to follow when `at` frames have been played.
  private struct Step {
    let at: Int
    let share: Float?
  }

  private func play(_ steps: [Step], frames: Int, rate: Hertz, blockSizes: [Int] = [512]) -> [Float] {
    var tone = PitchTone(sampleRate: rate)
    var output = [Float](repeating: 0, count: frames)
    var rest = steps[...]
    var (played, blocks) = (0, 0)
    while played < frames {
      while let next = rest.first, next.at == played {
        tone.follow(share: next.share)
        rest.removeFirst()
      }
      let end = min(played + blockSizes[blocks % blockSizes.count], rest.first?.at ?? frames, frames)
      output.withUnsafeMutableBufferPointer { tone.add(to: .init(rebasing: $0[played..<end])) }
      played = end
      blocks += 1
    }
    return output
  }

  /// Shares a stride apart, with a leap and a pause.
  private func run(_ rate: Hertz) -> [Step] {
    [(0.1, 0.5), (0.85, 0.55), (1.6, 0), (1.63, 1), (2.3, nil), (2.32, 0.3), (2.6, nil), (3.4, 0.7)].map {
      (seconds: Double, share: Float?) in Step(at: Int(seconds * rate.value), share: share)
    }
  }

  @Test(arguments: sampleRates, [Float(0), 0.25, 0.5, 1])
  func soundsAtThePitchOfTheShare(rate: Hertz, share: Float) {
    let second = Int(rate.value)
    let output = play([Step(at: 0, share: share)], frames: second, rate: rate)
    let spectrum = EnergySpectrum(output, sampleRate: rate)
    #expect(abs(spectrum.peak.value - PitchTone.pitch(ofShare: share).value) < 2)
    #expect(output.max() ?? 0 <= Float(PitchTone.amplitude) + CueWaveformsTests.rounding)
  }

  @Test func spansOneAndAHalfOctavesAroundTheReference() {
    #expect(abs(PitchTone.pitch(ofShare: 0.5).value - 2000) < 0.01)
    #expect(abs(PitchTone.pitch(ofShare: 0).value - 1189.2) < 0.1)
    #expect(abs(PitchTone.pitch(ofShare: 1).value - 3363.6) < 0.1)
  }

  @Test(arguments: sampleRates) func staysInTheBandWhileItGlides(rate: Hertz) {
    let output = play(run(rate), frames: Int(6 * rate.value), rate: rate)
    let stray = EnergySpectrum(output, sampleRate: rate).shareOutside(FrequencyBand(low: 1000, high: 3999))
    #expect(stray < 1e-4)  // −40 dB of a tone that is itself at −22 dBFS
  }

  @Test(arguments: sampleRates) func neverClicks(rate: Hertz) {
    let output = play(run(rate), frames: Int(6 * rate.value), rate: rate)
    let steepest = 2 * Float.pi * Float(PitchTone.pitch(ofShare: 1).value / rate.value)
    let fade = Float.pi / (2 * Float(PitchTone.fadeSeconds * rate.value))
    let bound = Float(PitchTone.amplitude) * (steepest + fade) * 1.001
    for n in output.indices.dropFirst() { #expect(abs(output[n] - output[n - 1]) <= bound) }
    #expect(abs(output.first { $0 != 0 } ?? 1) <= bound)
  }

  @Test func reachesANewShareWithinATenthOfASecond() {
    let rate: Hertz = 48_000
    let output = play([Step(at: 0, share: 0.2), Step(at: 24_000, share: 0.8)], frames: 48_000, rate: rate)
    let after = EnergySpectrum(Array(output[(24_000 + 4800)...]), sampleRate: rate)
    let pitch = PitchTone.pitch(ofShare: 0.8).value
    #expect(after.share(of: FrequencyBand(low: Hertz(pitch - 60), high: Hertz(pitch + 60))) > 0.98)
  }

  @Test func isSilentWithoutStrides() {
    let rate: Hertz = 48_000
    #expect(play([], frames: 5000, rate: rate).allSatisfy { $0.bitPattern == 0 })
    #expect(play([Step(at: 0, share: .nan)], frames: 5000, rate: rate).allSatisfy { $0.bitPattern == 0 })
    let output = play([Step(at: 0, share: 0.5)], frames: 144_000, rate: rate)
    let end = Int((PitchTone.holdSeconds + PitchTone.fadeSeconds) * rate.value)
    #expect(output[(end - 4000)..<(end - 2400)].contains { abs($0) > 0.05 })
    #expect(output[end...].allSatisfy { $0.bitPattern == 0 })
  }

  @Test(arguments: [[1], [7], [3, 441, 64, 1], [1_000_000]])
  func anyCutIntoBlocksGivesTheSameSamples(blockSizes: [Int]) {
    let rate: Hertz = 8000
    let whole = play(run(rate), frames: 48_000, rate: rate)
    #expect(play(run(rate), frames: 48_000, rate: rate, blockSizes: blockSizes) == whole)
  }
}
