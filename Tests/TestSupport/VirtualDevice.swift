/// What a virtual sound card is like. `Tests/EMGSim/README.md` tells what a program sees of each fault.
package struct VirtualDevice: Sendable {
  /// What capture delivers, interleaved, from its beginning again when it has ended; nil is silence.
  package var input: RawSignal?
  /// The format in which the input stands in memory, and the only one the device offers.
  package var format = DeviceFormat.s32
  /// The only count of channels the device offers.
  package var channels = 2
  /// Offers further counts of channels.
  package var furtherChannels: [Int] = []
  /// The only rates the device offers, in hertz.
  package var rates = [48_000]
  /// Offers further formats; the input is read as whatever was chosen.
  package var furtherFormats: [DeviceFormat] = []
  /// Clock error in parts per million: the device runs faster by this.
  package var clockErrorPPM = 0.0
  /// The device delivers at (1 + this) times the rate it was set to.
  package var lie = 0.0
  /// Device seconds in one second on the wall.
  package var speed = 1.0
  /// Steps of the device's position in frames; −1 is a period, as hardware has it.
  package var grain = -1
  /// Scripted faults of capture, in the device's own seconds after its first start in a process.
  package var faults: [VirtualFault] = []
  /// Scripted faults of playback.
  package var playbackFaults: [VirtualFault] = []

  /// A device with one of two channels, S32 at 48 kHz.
  package init(input: RawSignal? = nil) { self.input = input }

  /// Its fields in ALSA's configuration; `folder` holds the files of `VirtualSoundCard.File`.
  func definition(name: String, folder: String) -> String {
    let files = VirtualSoundCard.File.allCases.filter { $0 != .input || input != nil }
    let formats = [format] + furtherFormats
    let fields =
      files.map { "\($0.rawValue) \"\(folder)/\($0.rawValue)\"" } + [
        "format \"\(formats.map(\.rawValue).joined(separator: ","))\"",
        "channels \"\(([channels] + furtherChannels).map(String.init).joined(separator: ","))\"",
        "rate \"\(rates.map(String.init).joined(separator: ","))\"",
        "ppm \(clockErrorPPM)", "lie \(lie)", "speed \(speed)", "grain \(grain)",
        "faults \"\(VirtualFault.script(faults))\"", "playback_faults \"\(VirtualFault.script(playbackFaults))\"",
        "hint { show on description \"EMG simulator \(name)\" }",
      ]
    return "pcm.\(name) {\n  type emgsim\n  " + fields.joined(separator: "\n  ") + "\n}\n"
  }
}
