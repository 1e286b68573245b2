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
        "The system has no sound card (/dev/snd is missing). Plug one in; in a container or virtual machine, pass it through."
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
    "You have no permission to use the sound cards. Add yourself to the group audio (sudo usermod -aG audio \"$USER\"), "
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

/// Who holds a device, as the kernel tells in `/proc/asound`.
enum DeviceOwner {
  /// `program arecord (process 812)`; nil when it cannot be found out.
  static func name(_ device: String, _ direction: Direction) -> String? {
    guard let card = DeviceName(device)?.cardNumber else { return nil }
    let kind = direction == .capture ? "c" : "p"
    for pcm in 0..<8 {
      for sub in 0..<8 {
        guard let status = text("/proc/asound/card\(card)/pcm\(pcm)\(kind)/sub\(sub)/status"),
          let line = status.split(separator: "\n").first(where: { $0.hasPrefix("owner_pid") }),
          let process = line.split(separator: ":").last?.drop(while: { $0 == " " })
        else { continue }
        let program = text("/proc/\(process)/comm").map { $0.filter { $0 != "\n" } } ?? "another program"
        return "\(program) (process \(process))"
      }
    }
    return nil
  }

  private static func text(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}

/// A device name of the form `hw:CARD=Device,DEV=0` or `plughw:1`, taken apart at its card.
struct DeviceName {
  private let plugin: Substring
  private let card: Substring
  private let rest: Substring

  /// Nil for a name without a card, such as `default`.
  init?(_ name: String) {
    guard let colon = name.firstIndex(of: ":") else { return nil }
    plugin = name[..<colon]
    let arguments = name[name.index(after: colon)...]
    let comma = arguments.firstIndex(of: ",") ?? arguments.endIndex
    let first = arguments[..<comma]
    card = first.hasPrefix("CARD=") ? first.dropFirst(5) : first
    rest = arguments[comma...]
    guard !card.isEmpty, !card.contains("=") else { return nil }
  }

  /// The number of the card now; nil when it is not there.
  var cardNumber: Int? {
    let number = snd_card_get_index(String(card))
    return number >= 0 ? Int(number) : nil
  }

  /// The same device on a card with another number.
  func on(card number: Int) -> String { "\(plugin):\(number)\(rest)" }
}

/// Which card it is, whatever number it has at the moment.
public struct CardIdentity: Sendable, Hashable {
  /// The card's number now, as in `hw:1`.
  public let number: Int
  /// The kernel's short name, as in `hw:CARD=Device`.
  public let id: String
  /// The manufacturer's name.
  public let name: String

  /// The card with a number; nil when there is none or it does not answer.
  public init?(number: Int) {
    var control: OpaquePointer?
    guard number >= 0, snd_ctl_open(&control, "hw:\(number)", 0) == 0, let control else { return nil }
    defer { snd_ctl_close(control) }
    var info: OpaquePointer?
    guard snd_ctl_card_info_malloc(&info) == 0, let info else { return nil }
    defer { snd_ctl_card_info_free(info) }
    guard snd_ctl_card_info(control, info) == 0 else { return nil }
    self.number = number
    id = String(cString: snd_ctl_card_info_get_id(info))
    name = String(cString: snd_ctl_card_info_get_name(info))
  }

  /// The card behind an open stream; nil for devices that are no card, such as those of a sound server.
  init?(of pcm: OpaquePointer) {
    var info: OpaquePointer?
    guard snd_pcm_info_malloc(&info) == 0, let info else { return nil }
    defer { snd_pcm_info_free(info) }
    guard snd_pcm_info(pcm, info) == 0 else { return nil }
    self.init(number: Int(snd_pcm_info_get_card(info)))
  }

  /// Every card there is.
  public static var all: [CardIdentity] {
    var cards: [CardIdentity] = []
    var number: Int32 = -1
    while snd_card_next(&number) == 0, number >= 0 {
      if let card = CardIdentity(number: Int(number)) { cards.append(card) }
    }
    return cards
  }

  /// The same device, plugged in again: the kernel may have given it another number, and another id while the old one was
  /// still in use.
  func isSame(as other: CardIdentity) -> Bool { name == other.name && (id == other.id || id.hasPrefix(other.id + "_")) }
}
