import EMGUnits
import Recording
import SessionReading

/// A date given to an option.
struct DateText {
  /// What was meant.
  let moment: Moment

  /// - Throws: for anything but a date, with or without a time.
  init(_ option: String, _ text: String) throws(ConfigurationError) {
    guard let moment = Moment(text) else {
      throw ConfigurationError(
        "\(ShellCommand([option, text])): that is not a date. Example: \(option) 2026-03-02, or "
          + "\(option) '2026-03-02 18:30'.")
    }
    self.moment = moment
  }
}
