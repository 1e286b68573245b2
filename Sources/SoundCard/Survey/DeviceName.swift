import CALSA

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
