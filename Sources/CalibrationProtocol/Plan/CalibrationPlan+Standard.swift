extension CalibrationPlan {
  /// The protocol that comes with GluteCue; `Calibration/standard.yaml` says the same, and a test holds them together.
  public static let standard = CalibrationPlan(
    unchecked: "GluteCue standard",
    [
      CalibrationStep(
        id: "standing", kind: .rest, title: "Quiet standing",
        instruction: "Stand still on both feet, arms hanging, muscles loose. Keep the cables still."),
      CalibrationStep(
        id: "squeeze", kind: .squeeze, title: "Squeeze test",
        instruction: "Two short contractions show whether each electrode pair sits on its muscle.",
        conditionInstructions: [
          "glute": "Stand. Squeeze the buttock on the electrode side, knees loose.",
          "hamstring": "Stand on the other leg. Pull the heel towards the buttock, hip straight.",
        ]),
      CalibrationStep(
        id: "glute-prone", kind: .maximum, title: "Glute maximum, lying",
        instruction:
          "Lie on your belly, knee bent to 90°. Push the sole of the foot up to the ceiling against a strap or a "
          + "helper's hand above the knee, as hard as you can.", muscle: .gluteusMaximus),
      CalibrationStep(
        id: "glute-standing", kind: .maximum, title: "Glute maximum, standing",
        instruction: "Stand with the feet turned a little out, pelvis neutral: tuck the tailbone under. Squeeze the "
          + "buttock as hard as you can.", muscle: .gluteusMaximus),
      CalibrationStep(
        id: "hamstring-prone", kind: .maximum, title: "Hamstring maximum, lying",
        instruction:
          "Lie on your belly, knee bent to 45°. Pull the heel towards the buttock against a strap or a helper's "
          + "hand at the ankle, as hard as you can.", muscle: .hamstrings),
      CalibrationStep(
        id: "posture", kind: .posture, title: "Posture comparison",
        instruction: "The same squeeze in two postures, in turn. Squeeze equally hard both times.",
        conditionInstructions: [
          "neutral": "Stand with a neutral pelvis, tailbone tucked under. Squeeze the buttock.",
          "arched": "Stick the buttock out and arch the back. Squeeze the buttock.",
        ]),
      CalibrationStep(
        id: "push-back", kind: .onset, title: "Running stretch",
        instruction:
          "Stand in a long step, the electrode leg behind, foot planted. At the tone push back as if to run off, "
          + "and feel the glute. Be loose before."),
      CalibrationStep(
        id: "easy-run", kind: .run, title: "Easy run",
        instruction:
          "Jog easily at one speed, on a treadmill, outdoors or on the spot with long steps. Run as on a good "
          + "day."),
      CalibrationStep(
        id: "drill", kind: .drill, title: "Glute run",
        instruction:
          "Jog at the same easy speed with the pelvis tucked: tailbone under, ribs over the hips. Squeeze the glute at "
          + "every push-off, as much as you can without tensing the rest."),
    ])

  /// The fifteen seconds; `Calibration/quick.yaml` says the same, and a test holds them together.
  public static let quick = CalibrationPlan(
    unchecked: "GluteCue quick",
    [
      CalibrationStep(
        id: "squeeze", kind: .squeeze, title: "Two squeezes and two curls",
        instruction:
          "A short tone, then a long one: contract until the falling pair. Glute, hamstring, glute, hamstring.",
        conditionInstructions: [
          "glute": "Squeeze the buttock on the electrode side, knees loose.",
          "hamstring": "Pull the heel towards the buttock, hip straight.",
        ], trials: 2, seconds: 2, restSeconds: 1.5, leadSeconds: 1.5)
    ])

  private init(unchecked name: String, _ steps: [CalibrationStep]) {
    self.name = name
    self.steps = steps
  }
}
