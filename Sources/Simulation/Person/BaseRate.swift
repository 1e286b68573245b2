/// The rate at which every signal is made, whatever the recording's rate is: so the recording's rate changes neither the
/// spectrum nor the random numbers.
enum BaseRate {
  /// Samples per second; twice what the widest EMG amplifiers pass.
  static let hertz = 2000.0
  /// Samples made at a time.
  static let chunk = 256
  /// Index of the first sample made; before 0 because the interpolation filter reaches back.
  static let firstIndex = -2 * chunk

  /// Time of a sample, seconds.
  static func time(_ index: Int) -> Double { Double(index) / hertz }
}
