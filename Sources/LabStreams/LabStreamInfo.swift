import EMGUnits

/// What a stream of LSL says of itself.
public struct LabStreamInfo: Sendable, Hashable {
  /// How a sample is sent. Raw values are those of `lsl_channel_format_t`.
  public enum Format: Int32, Sendable, Hashable, CaseIterable {
    case float32 = 1
    case float64, text, int32, int16, int8, int64

    /// The largest sample, where samples are whole numbers.
    var largest: Double? {
      switch self {
      case .float32, .float64, .text: nil
      case .int64: 9.223_372_036_854_775_8e18
      case .int32: 2_147_483_648
      case .int16: 32_768
      case .int8: 128
      }
    }
  }

  /// One channel of it.
  public struct Channel: Sendable, Hashable {
    /// Its name; empty where the stream does not say.
    public var label: String
    /// Its unit, as it stands there; empty where the stream does not say.
    public var unit: String

    /// Joins both.
    public init(label: String = "", unit: String = "") {
      self.label = label
      self.unit = unit
    }
  }

  /// What it is called.
  public var name: String
  /// What it holds: `EMG`, `Markers`.
  public var type: String
  /// Tells it from another of that name, also after a restart; empty where the stream does not say.
  public var sourceID: String
  /// The computer it comes from.
  public var host: String
  /// Samples in a frame.
  public var channelCount: Int
  /// Frames a second; 0 for a stream of events.
  public var rate: Double
  /// How a sample is sent; nil for one unknown here.
  public var format: Format?
  /// As many as `channelCount` once the stream has been opened, none before.
  public var channels: [Channel] = []

  /// Joins the values.
  public init(
    name: String, type: String, sourceID: String = "", host: String = "", channelCount: Int, rate: Double,
    format: Format?, channels: [Channel] = []
  ) {
    self.name = name
    self.type = type
    self.sourceID = sourceID
    self.host = host
    self.channelCount = channelCount
    self.rate = rate
    self.format = format
    self.channels = channels
  }
}

extension LabStreamInfo: CustomStringConvertible {
  /// `EMG (type EMG, 8 channels at 2000 Hz, from lab-pc)`.
  public var description: String {
    let channels = channelCount == 1 ? "1 channel" : "\(channelCount) channels"
    let pace = rate == 0 ? "events" : "\(channels) at \(Self.number(rate)) Hz"
    let place = host.isEmpty ? "" : ", from \(host)"
    return "\(name) (\(type.isEmpty ? "" : "type \(type), ")\(pace)\(place))"
  }

  /// Up to three decimals.
  static func number(_ value: Double) -> String {
    let thousandths = Int(bounded: (1000 * value).rounded())
    guard thousandths % 1000 != 0 else { return "\(thousandths / 1000)" }
    var text = "\(thousandths / 1000)." + String("\(1000 + thousandths % 1000)".dropFirst())
    while text.hasSuffix("0") { text.removeLast() }
    return text
  }
}

extension LabStreamInfo {
  /// Reads what the library knows.
  init(_ library: LSLLibrary, _ info: OpaquePointer?) {
    self.init(
      name: library.text(library.name(info)), type: library.text(library.type(info)),
      sourceID: library.text(library.sourceID(info)), host: library.text(library.hostName(info)),
      channelCount: Int(library.channelCount(info)), rate: library.nominalRate(info),
      format: Format(rawValue: library.channelFormat(info)))
  }

  /// Reads labels and units too: `desc/channels/channel/label` and `…/unit`, as the LSL project's table of names has it.
  mutating func readChannels(_ library: LSLLibrary, _ info: OpaquePointer?) {
    channels = Array(repeating: Channel(), count: channelCount)
    var element = library.child(library.child(library.description(info), "channels"), "channel")
    for index in channels.indices where library.isEmpty(element) == 0 {
      channels[index].label = library.text(library.childValue(element, "label"))
      channels[index].unit = library.text(library.childValue(element, "unit"))
      element = library.nextSibling(element, "channel")
    }
  }
}
