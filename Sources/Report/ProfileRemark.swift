import Biofeedback
import EMGUnits
import Foundation

/// What does not fit between a session and the profile that it is judged by, in whole sentences.
public enum ProfileRemark {
  /// Everything to be said about a session with a profile; nothing without one.
  static func remarks(
    _ profile: RunnerProfile?, rate: Hertz, fits: [(leg: Side?, fit: ProfileFit)]
  ) -> [String] {
    guard let profile else { return [] }
    var remarks: [String] = []
    if profile.legs.isEmpty {
      remarks.append(
        "The profile \(profile.name) holds no easy run, so the first strides of this session were the reference. Do the "
          + "step easy-run of glutecue calibrate.")
    }
    if profile.sampleRate != rate {
      remarks.append(
        "The profile \(profile.name) was made at \(profile.sampleRate), this input is at \(rate). Amplitudes in the band "
          + "do not depend on it, but another device may have another gain.")
    }
    return remarks + fits.flatMap { self.remarks(on: $0.fit, leg: $0.leg) }
  }

  /// What does not fit on one leg; empty when all does.
  public static func remarks(on fit: ProfileFit, leg: Side?) -> [String] {
    let name = leg.map { "\($0.rawValue) leg: " } ?? ""
    return fit.mismatches.map { "Profile: \(name)\(words($0, fit))" }
  }

  private static func words(_ mismatch: ProfileFit.Mismatch, _ fit: ProfileFit) -> String {
    let again = "Verdicts cannot be relied on. Calibrate again, or leave the profile out."
    return switch mismatch {
    case .swapped:
      "glute and hamstring look exchanged: each works when the other did in the profile. Exchange the two plugs, or "
        + "their numbers in --map."
    case .hamstringLevel:
      "the hamstring measures \(percent(fit.hamstringLevel)) of the profile's level. Its electrodes sit elsewhere, or the "
        + "gain has changed. \(again)"
    case .gluteLevel:
      "the glute measures \(percent(fit.gluteLevel)) of the profile's level. Its electrodes sit elsewhere, or the gain has "
        + "changed. \(again)"
    case .gluteLow:
      "the glute has measured \(percent(fit.gluteLevel)) of the profile's level from the first strides on. Either it works "
        + "that much less, or its electrodes have been moved since: a squeeze in glutecue check tells which."
    case .noise:
      "the noise between bursts is \(percent(fit.noise)) of the profile's. Check that the electrodes stick and the cables "
        + "are taped down."
    case .pattern:
      "the muscles do not work at the times in the stride at which they did in the profile. \(again)"
    }
  }

  private static func percent(_ value: Float?) -> String {
    value.map { "\(Int(bounded: (100 * $0).rounded())) %" } ?? "an unknown part"
  }
}
