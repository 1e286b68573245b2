import CALSA
import Glibc

/// Why a sound card cannot be used. `device` is the name as the user gave it.
public enum SoundCardError: Error, Sendable, Hashable {
  /// No device of that name (ENOENT, ENODEV, ENXIO).
  case missing(device: String, Direction)
  /// Another program holds it (EBUSY); `owner` names it when the system tells.
  case busy(device: String, owner: String?)
  /// EACCES, EPERM: the user is not in the group `audio`.
  case notPermitted(device: String)
  /// A wish that the device cannot meet; `wish` and `offers` are parts of a sentence: `48 kHz`, `44.1 kHz only`.
  case unsupported(device: String, Direction, wish: String, offers: String)
  /// It was there and is gone (ENODEV, EIO, ECONNREFUSED while running).
  case gone(device: String)
  /// A call failed for another reason; `code` is ALSA's, negative.
  case failed(device: String, call: String, code: Int32)

  /// The error of a call that returned `code`.
  init(_ device: String, _ direction: Direction, _ call: String, _ code: Int32) {
    switch -code {
    case ENOENT, ENODEV, ENXIO: self = .missing(device: device, direction)
    case EBUSY, EAGAIN: self = .busy(device: device, owner: DeviceOwner.name(device, direction))
    case EACCES, EPERM: self = .notPermitted(device: device)
    default: self = .failed(device: device, call: call, code: code)
    }
  }
}

extension SoundCardError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .missing(let device, let direction):
      "alsa:\(device): there is no such \(direction.noun) device. `glutecue devices` lists what is there; is the card plugged in?"
    case .busy(let device, let owner):
      "alsa:\(device) is in use by \(owner ?? "another program"). End that program, or choose another device "
        + "(`glutecue devices` lists them)."
    case .notPermitted(let device):
      "alsa:\(device): you are not permitted to use it. Add yourself to the group audio "
        + "(sudo usermod -aG audio \"$USER\"), then log in again."
    case .unsupported(let device, let direction, let wish, let offers):
      "alsa:\(device) cannot \(direction.verb) \(wish); it offers \(offers)."
    case .gone(let device):
      "alsa:\(device) is gone: unplugged, or its sound server has ended."
    case .failed(let device, let call, let code):
      "alsa:\(device): \(call) failed, as the system says: \(String(cString: snd_strerror(code)))."
    }
  }
}
