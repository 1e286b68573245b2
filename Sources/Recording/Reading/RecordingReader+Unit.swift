import Files

extension RecordingReader {
  /// Reads values as the setup says, always as fractions of full scale from here on. To be called before the first frame.
  ///
  /// Voltages are divided by the full scale; where none is known, or the values go beyond it, by a round one above the
  /// largest value, which is then that of the setup returned.
  ///
  /// - Throws: `.unitUnclear` for floats that look like voltages while nothing says so.
  public func adopt(_ setup: MeasurementSetup) throws(RecordingError) -> MeasurementSetup {
    if let foreign { return try adopt(setup, foreign) }
    var setup = setup
    let isFloat = encoding.nativeKind == .float
    switch setup.unit {
    case .fullScale:
      forgetJustification()
    case nil:
      if isFloat { try refuseVoltages(fullScale: setup.fullScaleMillivolts) }
    case .volts, .millivolts, .microvolts:
      guard isFloat, let unit = setup.unit, let millivolts = unit.millivolts else {
        if let unit = setup.unit { warn(.unitOfIntegers(path: path, unit, encoding)) }
        setup.unit = nil
        break
      }
      let peak = try values(everything: true).peak * millivolts
      if let given = setup.fullScaleMillivolts, peak <= given {
        scale(unit, fullScaleMillivolts: given)
      } else {
        let chosen = FloatValues.fullScale(above: peak)
        warn(.fullScaleChosen(path: path, given: setup.fullScaleMillivolts, peak: peak, chosen: chosen))
        setup.fullScaleMillivolts = chosen
        scale(unit, fullScaleMillivolts: chosen)
      }
    }
    return setup
  }

  /// Reads values as results say that they were read.
  public func scale(_ unit: SampleUnit, fullScaleMillivolts: Double) {
    guard let millivolts = unit.millivolts, encoding.nativeKind == .float else {
      if unit == .fullScale { forgetJustification() }
      return
    }
    gain = Float(millivolts / fullScaleMillivolts)
  }

  private func refuseVoltages(fullScale: Double?) throws(RecordingError) {
    let values = try values(everything: false)
    guard let unit = values.likelyUnit, let millivolts = unit.millivolts else { return }
    let peak = values.peak * millivolts
    let scale = fullScale.flatMap { peak <= $0 ? $0 : nil } ?? FloatValues.fullScale(above: peak)
    throw .unitUnclear(
      path: path, peak: values.peak, likely: unit, factor: millivolts / scale, fullScaleMillivolts: scale)
  }

  private func values(everything: Bool) throws(RecordingError) -> FloatValues {
    guard let sound else { return FloatValues() }
    do throws(FileError) {
      return try FloatValues(of: sound, frames: frameCount, everything: everything)
    } catch { throw .reading(path, frame: 0, error) }
  }
}
