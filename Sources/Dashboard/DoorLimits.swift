/// What a visitor may cost. All of it together is bounded, whoever comes and however often.
struct DoorLimits: Sendable {
  /// Connections at a time. When there are more, the oldest that shows no live data goes.
  var connections = 48
  /// A request's first line and headers.
  var headBytes = 8192
  /// A connection that does not show live data by then goes.
  var requestNanoseconds = 5_000_000_000
  /// A visitor who takes nothing for so long goes; the page comes back by itself.
  var stallNanoseconds = 10_000_000_000
  /// For the other side to close after us.
  var farewellNanoseconds = 1_000_000_000
  /// What a visitor may send: at once, and again each second.
  var uploadBytes = 16_384
  var uploadBytesPerSecond = 4096
  /// In each direction, between visitor and server.
  var bufferBytes = 16_384
}
