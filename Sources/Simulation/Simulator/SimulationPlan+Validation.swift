import EMGUnits

extension SimulationPlan {
  /// Checks every setting.
  ///
  /// - Throws: `ConfigurationError` with the value given and the values allowed.
  public func validate() throws(ConfigurationError) {
    try check(sampleRate.value, "Sample rate", in: 500...192_000, "Hz")
    try check(Double(channelCount), "Highest channel", in: 1...256)
    try checkCourse()
    for muscle in Muscle.allCases { try checkSettings(of: muscle) }
    try check(strideVariability, "Stride variability", in: 0...0.1)
    try check(muscleCoupling, "Muscle coupling", in: 0...1)
    try check(burstJitterSeconds, "Burst jitter", in: 0...0.05, "s")
    try check(motion, "Motion factor", in: 0...10)
    try check(mains.frequency.value, "Mains frequency", in: 40...70, "Hz")
    try check(mains.level, "Mains level", in: 0...100)
    try check(electrodeNoiseMicrovolts, "Electrode noise", in: 0...1000, "µV")
    try check(crosstalk, "Crosstalk", in: 0...1)
    if let electrodeDay { try check(electrodeDay.variability, "Variability of the electrodes' day", in: 0...1) }
    try check(fullScaleMillivolts, "Full scale", in: 0.01...5000, "mV")
    try checkStyle()
    try checkGluteEvents()
    try checkFaults()
  }

  private func checkCourse() throws(ConfigurationError) {
    guard !course.isEmpty else {
      throw ConfigurationError("The course is empty. It needs at least one segment of running, walking or standing.")
    }
    for (index, segment) in course.enumerated() {
      let place = " of segment \(index + 1)"
      try check(segment.seconds, "Length" + place, in: 0.1...86_400, "s")
      try check(segment.stridesPerMinute, "Cadence" + place, in: 30...150, "strides per minute")
      try check(segment.finalStridesPerMinute, "Final cadence" + place, in: 30...150, "strides per minute")
      try check(segment.effort, "Effort" + place, in: 0...10)
      try check(segment.finalEffort, "Final effort" + place, in: 0...10)
    }
    try check(durationSeconds, "Length of the course", in: 0.1...86_400, "s")
  }

  private func checkSettings(of muscle: Muscle) throws(ConfigurationError) {
    let settings = self[muscle]
    let place = " of \(muscle.rawValue)"
    try check(settings.amplitudeMicrovolts, "Amplitude" + place, in: 0...100_000, "µV")
    try check(settings.amplitudeVariability, "Amplitude variability" + place, in: 0...1)
    try check(settings.tonic, "Tonic activity" + place, in: 0...1)
    try check(settings.motionShare, "Motion share" + place, in: 0...0.95)
    try check(settings.spectrum.low.value, "Low spectrum corner" + place, in: 5...500, "Hz")
    try check(settings.spectrum.high.value, "High spectrum corner" + place, in: 5...500, "Hz")
    try check(settings.gainPerHour, "Gain per hour" + place, in: 0.01...100)
    try check(settings.electrodeGain, "Electrode gain" + place, in: 0...100)
    try check(settings.electrodeNoiseMicrovolts ?? 0, "Electrode noise" + place, in: 0...1000, "µV")
    try check(settings.movementMicrovolts ?? 0, "Movement" + place, in: 0...10_000, "µV")
  }

  private func checkStyle() throws(ConfigurationError) {
    for burst in BurstName.allCases {
      let place = " of \(burst.rawValue)"
      try check(style[burst].amplitude, "Burst amplitude" + place, in: 0...20)
      try check(style[burst].shiftPercent, "Burst shift" + place, in: -10...10, "%")
      try check(style[burst].width, "Burst width" + place, in: 0.2...2)
    }
  }

  private func checkGluteEvents() throws(ConfigurationError) {
    for (index, event) in gluteEvents.enumerated() {
      let place = " of glute event \(index + 1)"
      try check(Double(event.strides.lowerBound), "First stride" + place, in: 1...1_000_000)
      try check(event.from, "First factor" + place, in: 0...10)
      try check(event.to, "Last factor" + place, in: 0...10)
      try check(event.hamstringFactor, "Hamstring factor" + place, in: 0...10)
      if let side = event.side, !channels.entries.contains(where: { $0.role.side == side }) {
        throw ConfigurationError(
          "Glute event \(index + 1) is of the \(side.rawValue) leg, which the channel map \(channels) does not name.")
      }
    }
  }

  private func checkFaults() throws(ConfigurationError) {
    for (index, fault) in faults.enumerated() {
      let place = " of fault \(index + 1)"
      guard carriesEMG(fault.channel) else {
        throw ConfigurationError(
          "Fault \(index + 1) is on channel \(fault.channel), which carries no muscle in the channel map \(channels).")
      }
      try check(fault.startSeconds, "Start" + place, in: 0...86_400, "s")
      try check(fault.seconds, "Length" + place, in: 0...Double.infinity, "s")
      switch fault.kind {
      case .off, .dead, .muted: break
      case .clipping(let gain): try check(gain, "Gain" + place, in: 0.001...10_000)
      case .hum(let level): try check(level, "Hum level" + place, in: 0...1000)
      }
    }
  }
}

extension SimulationPlan {
  private func carriesEMG(_ channel: Int) -> Bool {
    channels.entries.contains { $0.channel == channel && $0.role.signal != .contact }
  }
}

/// Throws unless the range contains the value (NaN never does).
private func check(
  _ value: Double, _ name: String, in range: ClosedRange<Double>, _ unit: String = ""
) throws(ConfigurationError) {
  guard !range.contains(value) else { return }
  let unit = unit.isEmpty ? "" : " " + unit
  let limits =
    range.upperBound == .infinity
    ? "below \(short(range.lowerBound))\(unit)"
    : "outside \(short(range.lowerBound))–\(short(range.upperBound))\(unit)"
  throw ConfigurationError("\(name) \(short(value))\(unit) is \(limits).")
}

/// Whole numbers without a fraction.
private func short(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }
