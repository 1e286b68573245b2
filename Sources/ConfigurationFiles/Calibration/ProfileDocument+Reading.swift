import Biofeedback
import CalibrationProtocol
import EMGUnits
import Files
import GaitAnalysis
import Recording

/// Checks what a profile says, value by value.
struct ProfileReading {
  let path: String
  let document: ProfileDocument

  /// The profile.
  ///
  /// - Throws: `RecordingError.sidecarValue` and its relatives, with the key.
  func profile() throws(RecordingError) -> CalibrationProfile {
    var maxima: [MaximumReference] = []
    for maximum in document.maxima { maxima.append(try read(maximum)) }
    var legs: [LegProfile] = []
    for run in document.runs { legs.append(try read(run)) }
    for drill in document.drill ?? [] {
      let read = try read(drill)
      for index in legs.indices where legs[index].leg == read.leg { legs[index].drill = read }
    }
    var postures: [PostureScreen] = []
    for posture in document.posture {
      postures.append(PostureScreen(role: try role(posture.role, "posture.role"), pairs: posture.pairsPercent))
    }
    var noise: [String: Double] = [:]
    for level in document.noise {
      noise[try role(level.role, "noise.role").description] = try amplitude(level.amplitude, "noise.amplitude")
    }
    var profile = CalibrationProfile(
      software: document.software, date: document.date, planName: document.protocolName, notes: document.notes,
      input: try input(), noise: noise, maxima: maxima, legs: legs, postures: postures,
      onsets: document.onset.map {
        OnsetOrder(leg: $0.leg.flatMap(Side.init), differences: $0.differencesMs, trials: $0.trials)
      },
      squeezes: try squeezes(), today: try today(), skipped: document.skipped)
    profile.person = document.person.flatMap { PersonName($0)?.text }
    return profile
  }

  private func squeezes() throws(RecordingError) -> [SqueezeLevel] {
    var found: [SqueezeLevel] = []
    for squeeze in document.squeezes ?? [] {
      found.append(
        SqueezeLevel(
          role: try role(squeeze.role, "squeezes.role"),
          amplitude: try reference(squeeze.amplitude, "squeezes.amplitude"),
          trials: squeeze.trials, rise: squeeze.rise))
    }
    return found
  }

  private func today() throws(RecordingError) -> TodayLevels? {
    guard let today = document.today else { return nil }
    guard Moment(today.date) != nil else {
      throw wrong("today.date", "“\(today.date)”", "a date such as 2026-11-24T22:30:00Z")
    }
    var channels: [TodayLevels.Channel] = []
    for channel in today.channels {
      guard TodayLevels.factors.contains(channel.factor) else {
        throw wrong("today.channels.factor", "\(channel.factor)", "0.05 to 20")
      }
      channels.append(
        TodayLevels.Channel(
          role: try role(channel.role, "today.channels.role"), factor: channel.factor,
          amplitude: try reference(channel.amplitude, "today.channels.amplitude"),
          reference: try reference(channel.reference, "today.channels.reference"), trials: channel.trials))
    }
    return TodayLevels(date: today.date, channels: channels)
  }

  private func input() throws(RecordingError) -> CalibrationInput {
    let input = document.input
    let map: ChannelMap
    do { map = try ChannelMap(parsing: input.map) } catch { throw .sidecarMap(path: path, error) }
    guard input.bandHz.count == 2, input.bandHz[0] > 0, input.bandHz[0] < input.bandHz[1] else {
      throw wrong("input.band_hz", "\(input.bandHz)", "two numbers above 0, the lower first, such as [30, 450]")
    }
    guard RecordingLimits.sampleRates.contains(Hertz(input.sampleRateHz)) else {
      throw wrong("input.sample_rate_hz", "\(input.sampleRateHz)", "500 to 192000")
    }
    if let scale = input.fullScaleMv, !RecordingLimits.fullScaleMillivolts.contains(scale) {
      throw wrong("input.full_scale_mv", "\(scale)", "0.01 to 5000")
    }
    return CalibrationInput(
      sampleRate: Hertz(input.sampleRateHz), channelCount: input.channelCount, map: map,
      band: FrequencyBand(low: Hertz(input.bandHz[0]), high: Hertz(input.bandHz[1])),
      mains: input.mainsHz == 0 ? nil : input.mainsHz ?? 0, fullScaleMillivolts: input.fullScaleMv)
  }

  private func read(_ maximum: ProfileDocument.Maximum) throws(RecordingError) -> MaximumReference {
    MaximumReference(
      role: try role(maximum.role, "maxima.role"), amplitude: try reference(maximum.amplitude, "maxima.amplitude"),
      position: maximum.position, trials: maximum.trials.map { (step: $0.step, amplitude: $0.amplitude) })
  }

  private func read(_ run: ProfileDocument.EasyRun) throws(RecordingError) -> LegProfile {
    var muscles: [Muscle: MuscleReference] = [:]
    for entry in run.muscles {
      muscles[try muscle(entry.muscle, "runs.muscles.muscle")] = try read(entry)
    }
    guard run.strides > 0, (0.4...1.5).contains(run.strideSeconds), (0.01...2).contains(run.spread) else {
      throw wrong(
        "runs", "strides \(run.strides), stride_seconds \(run.strideSeconds), spread \(run.spread)",
        "at least 1, 0.4 to 1.5 and 0.01 to 2")
    }
    var profile = LegProfile(
      leg: run.leg.flatMap(Side.init), strides: run.strides, strideSeconds: run.strideSeconds,
      spread: Float(run.spread), muscles: muscles, seed: try seed(run))
    if let level = run.aimLevel {
      guard level > 0, level <= 20 else { throw wrong("runs.aim_level", "\(level)", "above 0, up to 20") }
      profile.aimLevel = level
    }
    return profile
  }

  private func read(_ drill: ProfileDocument.Drill) throws(RecordingError) -> LegDrill {
    guard drill.strides > 0 else { throw wrong("drill.strides", "\(drill.strides)", "at least 1") }
    var amplitudes: [Muscle: Float] = [:]
    for entry in drill.muscles {
      amplitudes[try muscle(entry.muscle, "drill.muscles.muscle")] = Float(
        try reference(entry.amplitude, "drill.muscles.amplitude"))
    }
    return LegDrill(leg: drill.leg.flatMap(Side.init), strides: drill.strides, amplitudes: amplitudes)
  }

  private func muscle(_ text: String, _ key: String) throws(RecordingError) -> Muscle {
    guard let muscle = Muscle(rawValue: text) else {
      throw wrong(key, "“\(text)”", Muscle.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return muscle
  }

  private func read(_ entry: ProfileDocument.RunMuscle) throws(RecordingError) -> MuscleReference {
    let window = entry.windowPct
    guard window.count == 2, window[0] < window[1], window.allSatisfy({ abs($0) <= 50 }) else {
      throw wrong("runs.muscles.window_pct", "\(window)", "two numbers from -50 to 50, the lower first")
    }
    let noise = Float(try amplitude(entry.noise, "runs.muscles.noise"))
    let raw = Float(try amplitude(entry.raw, "runs.muscles.raw"))
    let work = try entry.workAmplitude.map { (value) throws(RecordingError) in
      Float(try reference(value, "runs.muscles.work_amplitude"))
    }
    let workNoise = try entry.workNoise.map { (value) throws(RecordingError) in
      Float(try amplitude(value, "runs.muscles.work_noise"))
    }
    let movement = Float(try amplitude(entry.movement ?? 0, "runs.muscles.movement"))
    return MuscleReference(
      window: ActivityWindow(on: window[0] / 100, off: window[1] / 100),
      amplitude: Float(try reference(entry.amplitude, "runs.muscles.amplitude")), noisePower: noise * noise,
      rawPower: raw * raw, movementPower: movement * movement, workAmplitude: work, workNoise: workNoise.map { $0 * $0 }
    )
  }

  private func seed(_ run: ProfileDocument.EasyRun) throws(RecordingError) -> StrideSeed? {
    guard let pattern = run.pattern else { return nil }
    let seed = StrideSeed(
      glute: pattern.glute, hamstring: pattern.hamstring, gluteFloor: pattern.gluteFloor,
      hamstringFloor: pattern.hamstringFloor, usesGlute: pattern.usesGlute, usesHamstring: pattern.usesHamstring,
      strideSeconds: run.strideSeconds, offset: pattern.offset)
    guard seed.isSound else {
      throw wrong("runs.pattern", "damaged", "\(StrideSeed.pointCount) numbers each for glute and hamstring")
    }
    return seed
  }

  private func role(_ text: String, _ key: String) throws(RecordingError) -> ChannelRole {
    guard let role = ChannelRole(text) else { throw wrong(key, "“\(text)”", "a role as in --map") }
    return role
  }

  private func amplitude(_ value: Double, _ key: String) throws(RecordingError) -> Double {
    guard value >= 0, value <= 16 else { throw wrong(key, "\(value)", "0 to 16, where 1 is full scale") }
    return value
  }

  /// What others are divided by: no 0, and nothing that becomes 0 on the way.
  private func reference(_ value: Double, _ key: String) throws(RecordingError) -> Double {
    guard value >= Double(Float.leastNormalMagnitude), value <= 16 else {
      throw wrong(key, "\(value)", "above 0, up to 16, where 1 is full scale")
    }
    return value
  }

  private func wrong(_ key: String, _ found: String, _ expected: String) -> RecordingError {
    .sidecarValue(path: path, key: key, found: found, expected: expected)
  }
}
