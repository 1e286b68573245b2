import Biofeedback
import EMGUnits
import LiveSession
import SessionResults

/// What is wrong with a signal, in words for the person who can do something about it.
package enum FaultWords {
  private static let faults: [(fault: ChannelFaults, words: String)] = [
    (.off, "electrode off the skin"), (.dead, "no signal"), (.invalid, "no usable numbers"), (.clipped, "clipped"),
    (.noisy, "noise between the bursts"),
  ]

  /// `glute: electrode off the skin; hamstring: clipped`.
  package static func words(_ flags: StrideFlags, isLate: Bool) -> String {
    if flags.gap { return isLate ? "the input loses too much to judge a stride" : "the input delivers nothing" }
    let parts = [part("glute", flags.glute), part("hamstring", flags.hamstring)].compactMap(\.self)
    if !parts.isEmpty { return parts.joined(separator: "; ") }
    return isLate ? "the muscles work, but no stride can be judged" : "this stride cannot be judged"
  }

  private static func part(_ muscle: String, _ found: ChannelFaults) -> String? {
    let words = faults.filter { found.contains($0.fault) }.map(\.words)
    return words.isEmpty ? nil : "\(muscle): \(words.joined(separator: ", "))"
  }
}

/// What becomes of the sound cards, in words.
public enum DeviceWords {
  /// What has become of the device that captures.
  public static func words(_ news: InputNews) -> String {
    switch news {
    case .interrupted(let trouble): "input: \(words(trouble))"
    case .resumed(let lost): "input: back, \(amount(lost)) lost"
    case .hung: "input: the sound card's driver does not answer; wait, or unplug it"
    case .rate(let measured, let nominal):
      "input: the sound card delivers \(Int(bounded: measured.rounded())) frames a second instead of \(Int(bounded: nominal)); "
        + "times and frequencies are wrong by that much. Try another --rate"
    case .streamRate(let measured, let nominal):
      "input: the stream brings \(Int(bounded: measured.rounded())) frames a second instead of \(Int(bounded: nominal)); "
        + "times and frequencies are wrong by that much. Set the sender to its true rate"
    case .gaveUp(let reason): "input: \(reason)"
    case .unrecorded(let frames):
      "recording: \(frames) frames missing, the disk was too slow; strides and beeps continue"
    }
  }

  /// What has become of the device that plays.
  public static func words(_ news: ToneNews) -> String {
    switch news {
    case .underrun: "tone: the headphones' buffer ran empty for a moment"
    case .gone: "tone: the headphones are gone; no beeps until they are back, the recording continues"
    case .back: "tone: the headphones are back"
    }
  }

  private static func words(_ trouble: InputTrouble) -> String {
    switch trouble {
    case .overrun: "the computer was too slow, samples were lost"
    case .suspended: "the computer or the sound card was put to sleep"
    case .stalled: "the sound card delivers nothing, though it reports no error"
    case .gone: "the sound card is gone: unplugged, or its sound server has ended; waiting for it"
    case .failed: "the sound card refuses to continue; trying again"
    case .streamGap: "frames of the stream are missing"
    case .streamStalled: "the stream brings nothing, though its sender is there"
    case .streamGone: "the stream has stopped: its sender has ended or is out of reach; waiting for it"
    case .streamChanged: "a stream of that name is back, but not as it was; waiting for the one from before"
    }
  }

  /// `12 ms`, `3.4 s`.
  private static func amount(_ seconds: Double) -> String {
    seconds < 1 ? "\(Int(bounded: (1000 * seconds).rounded())) ms" : "\((10 * seconds).rounded() / 10) s"
  }
}

/// What the runner reads about the session's files.
public struct StorageWords {
  /// One line.
  public let text: String

  /// Words for what happened.
  public init(_ news: StorageNews) {
    text =
      switch news {
      case .low(let minutes):
        "disk: room for about \(minutes == 1 ? "1 minute" : "\(minutes) minutes") more; then the recording ends, the "
          + "feedback continues"
      case .ended(let reason, let seconds):
        "recording: from \(SummaryText.clock(seconds)) on nothing is kept, the feedback continues. \(reason)"
      case .toneEnded(let reason, let seconds):
        "tone: from \(SummaryText.clock(seconds)) on nothing is written, the recording continues. \(reason)"
      case .sidecarBehind(let reason):
        "recording: a mark or gap is not in the sidecar yet; trying again. \(reason)"
      }
  }
}
