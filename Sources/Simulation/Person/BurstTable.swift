import EMGUnits

/// When each muscle fires in a stride, for a typical person.
///
/// Gluteus maximus and hamstrings: 30 % crossings of the mean RMS profile of the running and walking recordings of
/// Santuz et al. 2018 (Front Physiol 9:1509) and musclesyneRgies: glute running −1.8 → 14…15 %, biceps femoris
/// −20 → 1…4 %, semitendinosus −21.5 → 2…6 %; walking −4 → 9, −15.5 → 1.7 %. Glute mid-swing burst near 64–66 %, a
/// third of the main one; hamstring stance burst at 17–31 %. Quadriceps (vastus lateralis) and calf (gastrocnemius
/// medialis) are read off the same recordings. Lower back has no recording: one burst at either foot's contact.
/// Walking amplitudes are against running; two different people, so an order of magnitude.
enum BurstTable {
  /// The bursts of a muscle, percent of the stride from initial contact of the muscle's own leg.
  static func bursts(of muscle: Muscle, _ gait: Gait) -> [Burst] {
    switch gait {
    case .running: running(muscle)
    case .walking: walking(muscle)
    }
  }

  private static func running(_ muscle: Muscle) -> [Burst] {
    switch muscle {
    case .gluteusMaximus:
      [Burst(.gluteContact, -2, 14, 1), Burst(.gluteStance, 17, 25, 0.5), Burst(.gluteSwing, 61, 70, 0.35)]
    case .hamstrings:
      [Burst(.hamstringSwing, -20, 2, 1), Burst(.hamstringStance, 18, 31, 0.4)]
    case .quadriceps:
      [Burst(.quadricepsStance, 3, 23, 1), Burst(.quadricepsSwing, 58, 66, 0.22)]
    case .calf:
      [Burst(.calfStance, 11, 31, 1), Burst(.calfEarly, 2, 12, 0.3)]
    case .lowerBack:
      [Burst(.lowerBackOwnContact, -6, 10, 1), Burst(.lowerBackOtherContact, 44, 60, 0.9)]
    }
  }

  private static func walking(_ muscle: Muscle) -> [Burst] {
    switch muscle {
    case .gluteusMaximus:
      [Burst(.gluteContact, -4, 9, 0.5), Burst(.gluteStance, 16, 22, 0.05), Burst(.gluteSwing, 61, 70, 0.02)]
    case .hamstrings:
      [Burst(.hamstringSwing, -15.5, 1.7, 0.5), Burst(.hamstringStance, 16, 21, 0.1)]
    case .quadriceps:
      [Burst(.quadricepsStance, -4, 16, 0.15), Burst(.quadricepsSwing, 58, 66, 0.02)]
    case .calf:
      [Burst(.calfStance, 25, 46, 0.7), Burst(.calfEarly, -23, -17, 0.25)]
    case .lowerBack:
      [Burst(.lowerBackOwnContact, -4, 10, 0.5), Burst(.lowerBackOtherContact, 46, 60, 0.4)]
    }
  }
}
