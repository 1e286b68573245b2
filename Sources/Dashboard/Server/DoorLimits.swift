import NIOCore

/// What a visitor may cost. All of it together is bounded, whoever comes and however often.
struct DoorLimits: Sendable {
  /// Connections at a time. When there are more, the oldest that shows no live data goes.
  var connections = 48
  /// A request's first line and headers.
  var headBytes = 8192
  /// A connection that does not show live data by then goes.
  var request = TimeAmount.seconds(5)
  /// A visitor who takes nothing for so long goes; the page comes back by itself.
  var stall = TimeAmount.seconds(10)
  /// For the other side to close after us.
  var farewell = TimeAmount.seconds(1)
  /// What a visitor may send: at once, and again each second.
  var uploadBytes = 16_384
  var uploadBytesPerSecond = 4096
  /// So much may wait in the program for one visitor to take it; beyond that messages are dropped.
  var bufferBytes = 16_384
}
