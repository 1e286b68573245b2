import Biofeedback
import CalibrationProtocol
import EMGUnits
import GaitAnalysis

extension ProfileDocument {
  /// What is written of a profile.
  init(_ profile: CalibrationProfile) {
    let millivolts = profile.input.fullScaleMillivolts
    let microvolts = { (amplitude: Double) in millivolts.map { amplitude * $0 * 1000 } }
    self.init(
      software: profile.software, date: profile.date, protocolName: profile.planName, notes: profile.notes,
      input: Input(profile.input),
      noise: profile.noise.sorted { $0.key < $1.key }.map {
        Level(role: $0.key, amplitude: $0.value, amplitudeUv: microvolts($0.value))
      },
      maxima: profile.maxima.map { maximum in
        Maximum(
          role: maximum.role.description, position: maximum.position, amplitude: maximum.amplitude,
          amplitudeUv: microvolts(maximum.amplitude), spreadPercent: maximum.spreadPercent,
          trials: maximum.trials.map { Trial(step: $0.step, amplitude: $0.amplitude) })
      },
      runs: profile.legs.map { EasyRun($0, microvolts: microvolts) }, drill: Self.drills(profile, microvolts),
      posture: profile.postures.map {
        Posture(role: $0.role.description, archedPercentOfNeutral: $0.medianPercent, pairsPercent: $0.pairs)
      },
      onset: profile.onsets.map { onset in
        Onset(
          leg: onset.leg?.rawValue, gluteAfterHamstringMs: onset.medianMilliseconds,
          deviationMs: onset.deviationMilliseconds, differencesMs: onset.differences, trials: onset.trials)
      },
      skipped: profile.skipped,
      squeezes: profile.squeezes.map {
        Squeeze(
          role: $0.role.description, amplitude: $0.amplitude, amplitudeUv: microvolts($0.amplitude), trials: $0.trials,
          rise: $0.rise)
      },
      today: profile.today.map(Today.init), person: profile.person)
  }
}

extension ProfileDocument.Today {
  init(_ today: TodayLevels) {
    self.init(
      date: today.date,
      channels: today.channels.map {
        ProfileDocument.TodayChannel(
          role: $0.role.description, factor: $0.factor, amplitude: $0.amplitude, reference: $0.reference,
          trials: $0.trials)
      })
  }
}

extension ProfileDocument {
  /// Nil where no leg has one, so that a profile without a drill stays as it was.
  private static func drills(_ profile: CalibrationProfile, _ microvolts: (Double) -> Double?) -> [Drill]? {
    let drills = profile.legs.compactMap(\.drill).map { drill in
      Drill(
        leg: drill.leg?.rawValue, strides: drill.strides,
        muscles: Muscle.allCases.compactMap { muscle in
          drill.amplitudes[muscle].map {
            DrillMuscle(muscle: muscle.rawValue, amplitude: Double($0), amplitudeUv: microvolts(Double($0)))
          }
        })
    }
    return drills.isEmpty ? nil : drills
  }
}

extension ProfileDocument.Input {
  init(_ input: CalibrationInput) {
    self.init(
      map: input.map.description, channelCount: input.channelCount, sampleRateHz: input.sampleRate.value,
      bandHz: [input.band.low.value, input.band.high.value],
      mainsHz: input.mains == nil ? 0 : input.mains == 0 ? nil : input.mains, fullScaleMv: input.fullScaleMillivolts)
  }
}

extension ProfileDocument.EasyRun {
  init(_ leg: LegProfile, microvolts: (Double) -> Double?) {
    self.init(
      leg: leg.leg?.rawValue, strides: leg.strides, strideSeconds: leg.strideSeconds,
      cadenceStridesPerMin: 60 / leg.strideSeconds, spread: Double(leg.spread),
      muscles: Muscle.allCases.compactMap { muscle in
        leg.muscles[muscle].map { reference in
          ProfileDocument.RunMuscle(
            muscle: muscle.rawValue, windowPct: [100 * reference.window.on, 100 * reference.window.off],
            amplitude: Double(reference.amplitude), amplitudeUv: microvolts(Double(reference.amplitude)),
            noise: Double(reference.noisePower).squareRoot(), raw: Double(reference.rawPower).squareRoot(),
            workAmplitude: Double(reference.workAmplitude), workNoise: Double(reference.workNoise).squareRoot(),
            movement: Double(reference.movementPower).squareRoot())
        }
      },
      pattern: leg.seed.map { seed in
        ProfileDocument.Pattern(
          glute: seed.glute, hamstring: seed.hamstring, gluteFloor: seed.gluteFloor,
          hamstringFloor: seed.hamstringFloor, usesGlute: seed.usesGlute, usesHamstring: seed.usesHamstring,
          offset: seed.offset)
      }, aimLevel: leg.aimLevel)
  }
}
