import ArgumentParser
import EMGUnits
import Files
import Foundation
import LiveSession
import SessionResults
import SoundCard

/// `glutecue latency`: how long it takes from the plug to the core and back.
struct LatencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latency",
    abstract: "Measure the delay of your sound cards, with a cable from the output to the input.",
    discussion: """
      Connect the headphone output to the line input with a cable. Latency plays clicks and finds them on the input; the \
      delay is given in parts: playback (buffer and converter), capture (until the period is complete and read) and processing \
      (the core). In a run, the delay from decision to beep is the playback part plus what your headphones add: about \
      160 ms with Bluetooth, nothing with a wire.

      EXAMPLES
        A USB card that captures, the computer's own output:
          glutecue latency --input alsa:hw:1 --tone alsa:default
        With half the playback buffer, 200 clicks:
          glutecue latency --input alsa:hw:1 --tone alsa:hw:1 --tone-buffer 10 --clicks 200

      EXIT CODES
        0 measured; 4 no click was found on the input; 64 wrong options; 66 no such device; 74 in use; 77 not permitted.
      """)

  @Option(
    help: ArgumentHelp("Where the clicks come in: alsa:DEVICE.", valueName: "alsa:device"), completion: .card("capture")
  ) var input: String
  @Option(
    help: ArgumentHelp("Where the clicks go: alsa:DEVICE.", valueName: "alsa:device"), completion: .card("playback"))
  var tone: String
  @Option(help: ArgumentHelp("How many clicks, 10 to 10000; four a second.", valueName: "n")) var clicks = 40
  @OptionGroup(title: "The sound card") var device: DeviceOptions
  @Option(help: "text for people, json for programs.") var format = OutputFormat.text

  func run() throws {
    guard (10...10_000).contains(clicks) else {
      throw ConfigurationError("--clicks \(clicks) is not between 10 and 10000. Example: --clicks 40.")
    }
    let request = LatencyTest.Request(
      input: try name("--input", input), inputRequest: try device.capture(),
      output: try device.output(try name("--tone", tone)), clicks: clicks)
    let interruption = Interruption()
    var progress = ProgressLine("Measuring")
    let result = try LatencyTest(request).run(shouldStop: { interruption.isAsked }) {
      progress.update(Double($0) / Double(clicks))
    }
    progress.clear()
    switch format {
    case .json:
      StandardOutput.write(json: try JSONText.text(result))
    case .text: print(LatencyText(result).text, terminator: "")
    }
    guard result.clicksFound > 0 else {
      throw CommandFailure(
        "No click arrived on \(input). Is there a cable from the output to the input, is the input's level up "
          + "(alsamixer), and --volume high enough?", .noStrides)
    }
  }

  private func name(_ option: String, _ text: String) throws(ConfigurationError) -> String {
    guard case .device(let name) = try Endpoint(option, text) else {
      throw ConfigurationError(
        "\(option) \(ShellCommand([text])): latency is measured on sound cards. Example: \(option) alsa:hw:1.")
    }
    return name
  }
}

/// What was measured, as a table.
struct LatencyText {
  private let result: LatencyTest.Result

  init(_ result: LatencyTest.Result) { self.result = result }

  /// Lines, each with its end.
  var text: String {
    var lines = "\(result.clicksFound) of \(result.clicksPlayed) clicks came back.\n"
    guard result.totalMs != nil else { return lines }
    lines += "\n              median      99 %    99.9 %   largest   (ms)\n"
    lines += row("playback", result.playbackMs) + row("capture", result.captureMs)
    lines += row("processing", result.processingMs) + row("total", result.totalMs)
    return lines
  }

  private func row(_ name: String, _ values: SessionSummary.Percentiles?) -> String {
    guard let values else { return "" }
    let numbers = [values.median, values.p99, values.p999, values.max].map { Self.right(SummaryText.number($0, 2)) }
    return "  " + name + String(repeating: " ", count: 10 - name.count) + numbers.joined() + "\n"
  }

  private static func right(_ text: String) -> String {
    String(repeating: " ", count: max(0, 10 - text.count)) + text
  }
}
