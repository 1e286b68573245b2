import CALSA
import Glibc

/// Every device that there is.
public struct DeviceSurvey: Sendable {
  /// In the order of the system: cards first, then those of the library's configuration.
  public let devices: [DeviceDescription]

  /// Names of the library's configuration that only convert, or discard.
  private static let converters: Set<String> = [
    "null", "lavrate", "samplerate", "speexrate", "speex", "upmix", "vdownmix", "oss", "jack", "usbstream",
  ]

  /// Looks at everything. Devices are opened for a moment, but none is set or started.
  ///
  /// - Parameter channels: what the likely input has at least, channels of its own, not copies of one.
  public init(channels: Int = 2) {
    glutecue_quieten_alsa()
    snd_config_update()
    let names = Self.hardware() + Self.configured()
    var found: [DeviceDescription] = []
    for direction in Direction.allCases {
      found += names.compactMap { DeviceDescription(name: $0.name, title: $0.title, direction) }
    }
    Self.markLikely(&found, channels)
    devices = found
  }

  /// Why there may be nothing to see: whole sentences; nil when all is well.
  public static var hint: String? {
    guard access("/dev/snd", F_OK) == 0 else {
      return
        "The system has no sound card (/dev/snd is missing). Plug one in; in a container or virtual machine, hand it through."
    }
    guard let folder = opendir("/dev/snd") else { return notPermitted }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("pcm"), access("/dev/snd/\(name)", R_OK | W_OK) != 0 { return notPermitted }
    }
    return nil
  }

  private static let notPermitted =
    "You are not permitted to use the sound cards. Add yourself to the group audio (sudo usermod -aG audio \"$USER\"), "
    + "then log in again."

  private static func hardware() -> [(name: String, title: String)] {
    var names: [(String, String)] = []
    for card in CardIdentity.all {
      var control: OpaquePointer?
      guard snd_ctl_open(&control, "hw:\(card.number)", 0) == 0, let control else { continue }
      defer { snd_ctl_close(control) }
      var device: Int32 = -1
      while snd_ctl_pcm_next_device(control, &device) == 0, device >= 0 {
        names.append(("hw:CARD=\(card.id),DEV=\(device)", card.name))
      }
    }
    return names
  }

  private static func configured() -> [(name: String, title: String)] {
    var hints: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    guard snd_device_name_hint(-1, "pcm", &hints) == 0, let hints else { return [] }
    defer { snd_device_name_free_hint(hints) }
    var names: [(String, String)] = []
    var place = hints
    while let hint = place.pointee {
      place += 1
      guard let name = text(hint, "NAME"), !name.contains(":"), !converters.contains(name) else { continue }
      let title = text(hint, "DESC")?.split(separator: "\n").first.map(String.init)
      names.append((name, title ?? "from ALSA's configuration"))
    }
    return names
  }

  private static func text(_ hint: UnsafeMutableRawPointer, _ key: String) -> String? {
    guard let value = snd_device_name_get_hint(hint, key) else { return nil }
    defer { free(value) }
    return String(cString: value)
  }

  /// An input with too few channels of its own is never the likely one: a plug round it copies one into both muscles.
  /// Headphones are the system's own choice.
  private static func markLikely(_ devices: inout [DeviceDescription], _ channels: Int) {
    let canBeUsed = { (device: DeviceDescription) in device.abilities != nil }
    let inputs = devices.indices.filter {
      devices[$0].direction == "capture" && devices[$0].mostOwnChannels >= channels
    }
    let outputs = devices.indices.filter { devices[$0].direction == "playback" && canBeUsed(devices[$0]) }
    let input =
      inputs.first { devices[$0].isHardware && devices[$0].title.contains("USB") }
      ?? inputs.first { devices[$0].isHardware } ?? inputs.first
    let output = outputs.first { devices[$0].name == "default" } ?? outputs.first
    for index in [input, output].compactMap(\.self) { devices[index].isLikely = true }
  }
}
