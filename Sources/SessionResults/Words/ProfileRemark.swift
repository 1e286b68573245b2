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

  /// What is to be said of one leg: what does not fit, which levels hold because of it, and progress; empty when the profile
  /// holds as it is.
  public static func remarks(on fit: ProfileFit, leg: Side?) -> [String] {
    let name = leg.map { "\($0.rawValue) leg: " } ?? ""
    let isOther = fit.trust == .otherDay && !fit.mismatches.contains(.swapped)
    let words =
      (isOther ? [otherDay] : []) + fit.mismatches.map { self.words($0, fit) }
      + (fit.progress.map { [progress($0)] } ?? [])
    return words.map { "Profile: \(name)\($0)" }
  }

  private static let otherDay =
    "its electrodes have been applied again since, so that only the timing is the profile's. Levels are those of this session's "
    + "first good strides: a glute that was off from the start would not show. To find out, take fifteen seconds before a run: "
    + "glutecue calibrate --quick."

  private static func progress(_ level: Float) -> String {
    "your glute works at \(percent(level)) of its easy run: more than when you calibrated."
  }

  private static func words(_ mismatch: ProfileFit.Mismatch, _ fit: ProfileFit) -> String {
    let anew = "Levels are those of this session's first good strides instead."
    return switch mismatch {
    case .swapped:
      "glute and hamstring look swapped: each works when the other did in the profile. Swap the two plugs, or "
        + "their numbers in --map."
    case .hamstringLevel:
      "the hamstring measures \(percent(fit.hamstringLevel)) of the profile's level. Its electrodes sit elsewhere, the gain "
        + "has changed, or you run quite differently. \(fit.basis == .scaled ? "The glute is judged with that in mind." : anew)"
    case .gluteLow: low(fit)
    case .gluteDoubted:
      "the glute began at \(percent(fit.gluteLevel)) of its easy run, as far as today's squeezes tell (to about ± 25 %): it may "
        + "work less than it should, or the squeezes were stronger than those of the calibration. It is measured against "
        + "these strides; squeeze once more, as hard as then, to be sure: glutecue calibrate --quick."
    case .noise:
      "the noise between bursts is \(percent(fit.noise)) of the profile's. Check that the electrodes stick and the cables "
        + "are taped down.\(fit.basis == .today ? " " + anew : "")"
    case .pattern:
      "the muscles do not work at the times in the stride at which they did in the profile. \(anew)"
    }
  }

  private static func low(_ fit: ProfileFit) -> String {
    let level = percent(fit.gluteLevel)
    return switch fit.trust {
    case .sameElectrodes:
      "the glute has measured \(level) of the profile's level from the first strides on. Either it works that much less, or "
        + "its electrodes have been moved since: a squeeze in glutecue check tells which."
    case .scaledToday:
      "the glute has worked at \(level) of its easy run from the first strides on, as far as today's squeezes tell (to about "
        + "± 25 %). Strides are judged against the easy run."
    case .otherDay:
      "the glute has measured \(level) of the profile's level from the first strides on. Other electrodes alone can do that, "
        + "or it works that much less: glutecue calibrate --quick tells which in fifteen seconds. Until then it is compared "
        + "with these strides."
    }
  }

  private static func percent(_ value: Float?) -> String {
    value.map { "\(Int(bounded: (100 * $0).rounded())) %" } ?? "an unknown part"
  }
}
