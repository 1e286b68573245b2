import Biofeedback
import CalibrationProtocol
import EMGUnits
import SessionResults

/// A profile as a person reads it. It reports what was measured, and what that does not prove.
struct ProfileText {
  private let profile: CalibrationProfile
  private let path: String
  private let input: String?
  private let scale: AmplitudeScale

  private var source: String { input.map { " --input \($0)" } ?? "" }

  /// `path` is where it is kept, `input` where the next run will come from, nil for the sound
  /// card that was chosen.
  init(_ profile: CalibrationProfile, path: String, input: String?) {
    self.path = path
    self.input = input
    self.profile = profile
    scale = AmplitudeScale(fullScaleMillivolts: profile.input.fullScaleMillivolts)
  }

  /// Paragraphs.
  var text: String {
    let paragraphs =
      [noise, profile.maxima.map(maximum).joined(separator: "\n")] + profile.legs.map(run)
      + profile.legs.compactMap(finding)
      + profile.postures.map(posture) + profile.onsets.map(onset) + [squeezes, skipped]
    return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var noise: String {
    let parts = profile.noise.sorted { $0.key < $1.key }.map { "\($0.key) \(level($0.value))" }
    return parts.isEmpty ? "" : "Noise at rest: " + parts.joined(separator: ", ") + "."
  }

  private func maximum(_ maximum: MaximumReference) -> String {
    "Maximal contraction, \(maximum.role): \(level(maximum.amplitude)), reached in \(maximum.position); the two best trials "
      + "differ by \(whole(maximum.spreadPercent)) %."
  }

  private func run(_ leg: LegProfile) -> String {
    let name = leg.leg.map { ", \($0.rawValue) leg" } ?? ""
    let muscles = Muscle.allCases.compactMap { muscle -> String? in
      guard let reference = leg.muscles[muscle] else { return nil }
      let role = profile.input.role(muscle, leg: leg.leg)
      let maximum = profile.maxima.first { $0.role == role }.map {
        " (\(whole(100 * Double(reference.amplitude) / $0.amplitude)) % of the maximal contraction)"
      }
      return
        "\(muscle.rawValue) \(level(Double(reference.amplitude)))\(maximum ?? "") from \(whole(100 * reference.window.on)) to "
        + "\(whole(100 * reference.window.off)) % of the stride"
    }
    return "Easy run\(name): \(leg.strides) strides, \(((600 / leg.strideSeconds).rounded() / 10).short) strides/min. "
      + muscles.joined(separator: "; ")
      + ". The glute varies by \(whole(100 * Double(leg.spread))) % from stride to stride."
  }

  /// The easy run beside the maximum and the drill; nil where no maximum is known.
  private func finding(_ leg: LegProfile) -> String? {
    let part = { (muscle: Muscle) -> Double? in
      guard let maximum = profile.maxima.first(where: { $0.role == profile.input.role(muscle, leg: leg.leg) }),
        let run = leg.muscles[muscle], maximum.amplitude > 0
      else { return nil }
      return Double(run.amplitude) / maximum.amplitude
    }
    guard let glute = part(.gluteusMaximus), let run = leg.muscles[.gluteusMaximus] else { return nil }
    let drill = leg.drill?.amplitudes[.gluteusMaximus].map { Double($0 / run.amplitude) }
    let words = ChronicWords(glute: glute, hamstring: part(.hamstrings), drill: drill)
    let name = leg.leg.map { "\($0.rawValue.capitalized) leg: " } ?? ""
    let sentences = [
      words.measured, words.standsOut ? words.proof : nil, words.drillWords, ChronicWords.published,
      words.standsOut
        ? "Next: glutecue live\(source) --profile \(path) --aim \(words.aim), or, as a programme "
          + "of eight sessions, glutecue train\(source) --profile \(path)" : nil,
    ]
    return name + sentences.compactMap(\.self).joined(separator: " ")
  }

  private func posture(_ posture: PostureScreen) -> String {
    "Posture comparison, \(posture.role): with the back arched the squeeze measured \(whole(posture.medianPercent)) % of the neutral "
      + "one (\(whole(posture.range.lowerBound))–\(whole(posture.range.upperBound)) % over \(posture.pairs.count) pairs). "
      + "\(Literature.posture)"
  }

  private func onset(_ onset: OnsetOrder) -> String {
    let name = onset.leg.map { ", \($0.rawValue) leg" } ?? ""
    guard let median = onset.medianMilliseconds else {
      return
        "Onset order\(name): in none of \(onset.trials) trials did both muscles stand out clearly enough to be timed."
    }
    let order = median >= 0 ? "after" : "before"
    let deviation = onset.deviationMilliseconds.map { ", standard deviation \(whole($0)) ms" } ?? ""
    return
      "Onset order in hip extension\(name): the glute was measured \(whole(abs(median))) ms \(order) the hamstring (median of "
      + "\(onset.differences.count) of \(onset.trials) trials\(deviation)). \(Literature.onset)"
  }

  private var squeezes: String {
    guard !profile.squeezes.isEmpty else { return "" }
    let parts = profile.squeezes.map { "\($0.role) \(level($0.amplitude))" }
    return "Squeezes, to compare the electrodes of other days with: \(parts.joined(separator: ", "))."
  }

  private var skipped: String {
    profile.skipped.isEmpty ? "" : "Left out: \(profile.skipped.joined(separator: ", "))."
  }

  private func level(_ amplitude: Double) -> String { scale.words(amplitude) }

  private func whole(_ value: Double) -> String { "\(Int(bounded: value.rounded()))".replacing("-", with: "−") }
}

extension AmplitudeScale {
  /// A level as a calibration tells it: `162 µV`, or in dB of full scale where that is unknown.
  func words(_ amplitude: Double) -> String {
    if let microvolts = microvolts(amplitude) { return "\(((10 * microvolts).rounded() / 10).short) µV" }
    guard let decibels = decibelsFullScale(amplitude) else { return "nothing" }
    return "\(Int(bounded: decibels.rounded())) dBFS".replacing("-", with: "−")
  }
}

/// What published groups show, and what a single measurement does not prove.
private enum Literature {
  static let posture =
    "Published groups: 20 people with restricted hip flexors measured a lower glute level in a squat than 20 without "
    + "(Mills et al. 2015, IJSPT), a study of 2023 found no clear difference; a small glute share went with an anterior "
    + "pelvic tilt (Tateuchi et al. 2012, J Electromyogr Kinesiol). A change of posture also moves the muscle under its "
    + "electrodes, so a lower level does not prove that the muscle works less, and it explains no pain."
  static let onset =
    "Published groups in lying hip extension: hamstrings 100–195 ms and glute 12 ms before the movement, with standard "
    + "deviations of 70–82 ms (Lewis & Sahrmann 2009, J Athl Train 44:238); 20 people showed no consistent order (Pierce "
    + "& Lee 1990, JOSPT 12:2). One onset is uncertain by 15–30 ms, and neither order proves a fault."
}
