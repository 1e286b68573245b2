import ArgumentParser
import ConfigurationFiles
import EMGUnits
import LiveSession
import SoundCard

/// What is demanded of a sound card. Without a demand the card's own possibilities decide.
struct DeviceOptions: ParsableArguments {
  private static let periodMilliseconds = 1.0...100.0
  private static let bufferMilliseconds = 2.0...5000.0

  @Option(
    help: ArgumentHelp(
      "Samples a second of the sound card, 8000 to 192000 (default: 48000 where it can), or rows a second of a table that does not say it.",
      valueName: "hz"))
  var rate: Double?
  @Option(help: ArgumentHelp("Channels to capture. (default: as few as --map needs)", valueName: "n"))
  var channels: Int?
  @Option(help: ArgumentHelp("Period of the sound card in milliseconds. (default: 5)", valueName: "ms"))
  var period: Double?
  @Option(
    help: ArgumentHelp(
      "The capture buffer in milliseconds: how long the computer may stall without losing anything. (default: 500)",
      valueName: "ms"))
  var buffer: Double?
  @Option(
    help: ArgumentHelp(
      "The playback buffer in milliseconds. All of it is delay between decision and beep. (default: 20)",
      valueName: "ms"))
  var toneBuffer: Double?
  @Option(
    help: ArgumentHelp(
      "How a sample is captured: \(SampleFormat.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "format"
    ), completion: .list(SampleFormat.allCases.map(\.rawValue)))
  var sampleFormat: String?
  @Option(
    help: ArgumentHelp(
      "How loud the tones are, in percent; 100 is half of what the headphones can do at their own setting. (default: what "
        + "setup chose, else \(SoundChoice.usualVolume))", valueName: "percent"))
  var volume: Double?

  /// What is demanded of the device that captures.
  func capture() throws(ConfigurationError) -> StreamRequest {
    var request = StreamRequest()
    if let rate {
      guard (500...192_000).contains(rate), rate == rate.rounded() else {
        throw ConfigurationError(
          "--rate \(rate.short) is not a whole number from 500 to 192000. Example: --rate 48000.")
      }
      request.rate = Hertz(rate)
    }
    if let channels {
      guard (1...16).contains(channels) else {
        throw ConfigurationError("--channels \(channels) is not between 1 and 16. Example: --channels 2.")
      }
      request.channels = channels
    }
    request.periodSeconds = try seconds(period, "--period", Self.periodMilliseconds)
    request.bufferSeconds = try seconds(buffer, "--buffer", Self.bufferMilliseconds)
    if let sampleFormat {
      guard let format = SampleFormat(rawValue: sampleFormat.uppercased()) else {
        throw ConfigurationError(
          "--sample-format \(ShellCommand([sampleFormat])) is none of "
            + "\(SampleFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      request.format = format
    }
    return request
  }

  /// What `--rate` means where the input is a file.
  func layer(input: String) throws(ConfigurationError) -> SettingsLayer {
    guard let rate, case .file = try Endpoint("--input", input) else { return [:] }
    return try SettingFlags([.rate: rate.short]).layer()
  }

  /// A file or stream is as it is: what is demanded of a sound card would be ignored in silence.
  func refuseCaptureDemands(of input: String, _ what: String = "a file") throws(ConfigurationError) {
    let demands: [(String, Bool)] = [
      ("--rate", rate != nil && !Self.isTable(input)), ("--channels", channels != nil), ("--period", period != nil),
      ("--buffer", buffer != nil),
      ("--sample-format", sampleFormat != nil),
    ]
    if let demand = demands.first(where: \.1)?.0 {
      throw ConfigurationError(
        "\(demand) is for sound cards, and --input \(ShellCommand([input])) is \(what). Leave it out.")
    }
  }

  private static let tableEndings = [".csv", ".tsv", ".txt", ".asc", ".dat", ".tab"]

  /// Whether an input is a table by its name.
  private static func isTable(_ input: String) -> Bool {
    tableEndings.contains { input.lowercased().hasSuffix($0) }
  }

  /// The device that plays.
  func output(_ device: String) throws -> DeviceOutput {
    let volume = try volume ?? Double(SoundChoice.ofUser().volume ?? SoundChoice.usualVolume)
    guard (1...100).contains(volume) else {
      throw ConfigurationError("--volume \(volume.short) is not between 1 and 100 percent. Example: --volume 40.")
    }
    var request = StreamRequest()
    request.bufferSeconds = try seconds(toneBuffer, "--tone-buffer", Self.bufferMilliseconds)
    return DeviceOutput(device: device, request: request, gain: Float(volume / 100))
  }

  private func seconds(
    _ milliseconds: Double?, _ option: String, _ range: ClosedRange<Double>
  ) throws(ConfigurationError) -> Double? {
    guard let milliseconds else { return nil }
    guard range.contains(milliseconds) else {
      throw ConfigurationError(
        "\(option) \(milliseconds.short) is not between \(range.lowerBound.short) and \(range.upperBound.short) ms.")
    }
    return milliseconds / 1000
  }
}
