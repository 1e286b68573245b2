import Biofeedback

extension TrainingProgramme {
  /// The programme that comes with GluteCue; `Calibration/programme.yaml` says the same, and a test holds them together.
  public static let standard: TrainingProgramme = {
    let aim = TrainingAim.aboveStart(0.2)
    let session = { (minutes: Double, feedback: Double, note: String?) in
      TrainingRun(minutes: minutes, feedback: feedback, aim: aim, note: note, reminder: reminder)
    }
    let test = { (days: Int) in
      TrainingRun(minutes: 10, feedback: 0, aim: aim, reminder: reminder, afterDays: days)
    }
    return TrainingProgramme(
      name: "GluteCue eight sessions",
      sessions: [
        session(15, 1, "Run easily, as in the calibration. Every sound is a stride that missed the aim."),
        session(17, 1, nil), session(19, 1, nil), session(21, 1, nil),
        session(24, 0.8, "From now on the end of each minute is silent. Go on as if it were not."),
        session(26, 0.6, nil), session(28, 0.4, nil), session(30, 0.2, nil),
      ],
      retention: [test(7), test(28), test(84)])
  }()

  private static let reminder = "Squeeze the buttock at push-off."
}
