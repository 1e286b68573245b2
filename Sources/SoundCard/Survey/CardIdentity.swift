import CALSA

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
