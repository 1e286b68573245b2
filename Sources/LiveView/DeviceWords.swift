import EMGUnits
import LiveSession

/// What becomes of the sound cards, in words.
public enum DeviceWords {
  /// What has become of the device that captures.
  public static func words(_ news: InputNews) -> String {
    switch news {
    case .interrupted(let trouble): "input: \(words(trouble))"
    case .resumed(let lost): "input: back, \(amount(lost)) lost"
    case .hung: "input: the sound card's driver does not answer; nothing can be done but wait or unplug it"
    case .rate(let measured, let nominal):
      "input: the sound card delivers \(Int(bounded: measured.rounded())) frames a second instead of \(Int(bounded: nominal)); "
        + "times and frequencies are wrong by that much. Try another --rate"
    case .unrecorded(let frames): "recording: \(frames) frames missing, the disk was too slow; strides and beeps go on"
    }
  }

  /// What has become of the device that plays.
  public static func words(_ news: ToneNews) -> String {
    switch news {
    case .underrun: "tone: the headphones' buffer ran empty for a moment"
    case .gone: "tone: the headphones are gone; no beeps until they are back, the recording goes on"
    case .back: "tone: the headphones are back"
    }
  }

  private static func words(_ trouble: InputTrouble) -> String {
    switch trouble {
    case .overrun: "the computer was too slow, samples were lost"
    case .suspended: "the computer or the sound card was put to sleep"
    case .stalled: "the sound card delivers nothing, though it reports no error"
    case .gone: "the sound card is gone: unplugged, or its sound server has ended; waiting for it"
    case .failed: "the sound card refuses to go on; trying again"
    }
  }

  /// `12 ms`, `3.4 s`.
  private static func amount(_ seconds: Double) -> String {
    seconds < 1 ? "\(Int(bounded: (1000 * seconds).rounded())) ms" : "\((10 * seconds).rounded() / 10) s"
  }
}
