import Biofeedback
import EMGUnits
import Recording

extension SettingKey {
  /// The one place that says what each setting is. Files, variables, flags, help and tables follow from it. No `default`: a new
  /// key must say here what it is.
  public var definition: SettingDefinition {
    let usual = FeedbackSettings()
    return switch self {
    case .map:
      SettingDefinition(
        .map, example: .word("glute=1,hamstring=2"), flag: "map",
        "Which channel carries what: its number, from 1, or its name.")
    case .fullScale:
      SettingDefinition(
        .number(RecordingLimits.fullScaleMillivolts), unit: "mV", example: .number(5), flag: "full-scale-mv",
        "Millivolts at the electrode for a full-scale sample, so that levels come in µV.")
    case .unit:
      SettingDefinition(
        .choice(SampleUnit.allCases.map(\.rawValue)), example: .word(SampleUnit.millivolts.rawValue), flag: "unit",
        "What the values of a float recording or a table are: fractions of full scale, or V, mV or µV at the electrode."
      )
    case .rate:
      SettingDefinition(
        .number(RecordingLimits.sampleRates.lowerBound.value...RecordingLimits.sampleRates.upperBound.value),
        unit: "Hz",
        example: .number(2000), flag: "rate",
        "Rows a second of a table that has neither a time column nor a sample rate.")
    case .band:
      SettingDefinition(
        .band, unit: "Hz", standard: .band(FrequencyBand.surfaceEMG), flag: "band-hz",
        "The band of the EMG. It decides the ratio: compare only results with the same band.")
    case .mains:
      SettingDefinition(
        .choice(MainsSetting.allCases.map(\.name)), standard: .word(MainsSetting.automatic.name), flag: "mains",
        "Mains hum to remove: found automatically, 50 Hz, 60 Hz, or none.")
    case .profile:
      SettingDefinition(
        .file, example: .word("profile.json"), flag: "profile",
        "The profile from `glutecue calibrate` by which strides are judged.")
    case .electrodes:
      SettingDefinition(
        .choice(ElectrodesSaid.allCases.map(\.rawValue)), standard: .word(ElectrodesSaid.byDate.rawValue),
        flag: "electrodes",
        "With a profile: worn since it was made or scaled (same), applied again since, so that its levels do not hold (new), or "
          + "judged by the dates (auto).")
    case .person:
      SettingDefinition(
        .name, example: .word("P07"), flag: "person",
        "Name or code of the person recorded, kept with every session. Private: it goes into no export.")
    case .silentBelow:
      SettingDefinition(
        .number(0.05...0.9), standard: .decimal(usual.silentBelow), flag: "silent-below",
        "A stride may be silent when the glute does less than this part of its reference.")
    case .silentRatioBelow:
      SettingDefinition(
        .number(0.1...1), standard: .decimal(usual.silentRatioBelow), flag: "silent-ratio-below",
        "And when its ratio to the hamstring is less than this part of the reference.")
    case .weakLevel:
      SettingDefinition(
        .number(0.3...0.95), standard: .decimal(usual.weakLevel), flag: "weak-level",
        "Fraction of the reference that counts as weak when it persists over several strides.")
    case .policy:
      SettingDefinition(
        .choice(CuePolicyKind.allCases.map(\.rawValue)), standard: .word(usual.policy.rawValue), flag: "cue-policy",
        "When you hear a tone.",
        details: [
          "every: in every stride in which the glute fails", "limit: the same, at most once in limit-seconds",
          "faded: less and less often while you do well", "reward: when the glute works, instead of when it fails",
          "pitch: all the time; the harder the glute works, the higher",
        ])
    case .limitSeconds:
      SettingDefinition(
        .number(1...600), unit: "s", standard: .number(usual.limitSeconds), flag: "cue-limit-seconds",
        "With the policy limit: the shortest time from one cue to the next.")
    case .cuesWeak:
      SettingDefinition(
        .truth, standard: .truth(usual.cuesWeak), flag: "cue-weak",
        "Whether you hear that the glute is weak, or only find it in the tables.")
    case .heartbeatSeconds:
      SettingDefinition(
        .number(2...600, zero: true), unit: "s", standard: .number(usual.heartbeatSeconds), flag: "heartbeat-seconds",
        "A quiet tick this often while everything works; 0 for none.")
    case .faultRepeatSeconds:
      SettingDefinition(
        .number(5...600), unit: "s", standard: .number(usual.faultRepeatSeconds), flag: "fault-repeat-seconds",
        "A fault that lasts, such as an electrode that is off, is repeated after this time.")
    case .aim:
      SettingDefinition(
        .aim, standard: .word("none"), flag: "aim",
        "What each stride should reach: a part of the glute's maximum, a share, a part of the other leg, of the way to the "
          + "drill, or what grows with you. You hear a stride that misses it, with the policy faded unless you choose another."
      )
    case .against:
      SettingDefinition(
        .choice([Against.automatic] + Against.allCases.map(\.rawValue)), standard: .word(Against.automatic),
        flag: "against",
        "What the first words compare your glute with: today's start, your easy run, your maximum, your other leg or your "
          + "best; auto uses the maximum, otherwise the easy run, otherwise today's start.")
    case .feedbackShare:
      SettingDefinition(
        .number(0...1), standard: .number(usual.share), flag: "feedback-share",
        "The part of each minute in which you hear how you are doing; in the rest strides are still judged, but you hear "
          + "only faults.")
    case .historyAdd:
      SettingDefinition(
        .truth, standard: .truth(true), flag: "history",
        "Whether a session that is kept with --output is added to the history, for the trend over weeks.")
    }
  }
}
