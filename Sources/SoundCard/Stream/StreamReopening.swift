/// Finds a device again that went away: under its own name, or the same card under another number.
public struct StreamReopening: Sendable {
  private let device: String
  private let direction: Direction
  private let request: StreamRequest
  private let card: CardIdentity?

  /// Remembers a stream that is running. It will come back with the same rate, channels and format, or not at all.
  public init(_ stream: borrowing PCMStream) {
    device = stream.device
    direction = stream.direction
    card = stream.card
    var request = StreamRequest()
    let format = stream.format
    request.rate = .init(Double(format.rate))
    request.channels = format.channels
    request.format = format.format
    self.request = request
  }

  /// Tries once.
  public func open() throws(SoundCardError) -> PCMStream {
    guard let card else { return try PCMStream(device, direction, request) }
    guard let name = DeviceName(device) else { return try PCMStream(device, direction, request) }
    guard let now = CardIdentity.all.first(where: { $0.isSame(as: card) }) else {
      throw .missing(device: device, direction)
    }
    return try PCMStream(device, opened: name.on(card: now.number), direction, request)
  }
}
