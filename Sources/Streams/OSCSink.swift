import Biofeedback
import CLiblo
import EMGUnits
import Glibc
import RealtimeSupport
import SessionResults

/// Sends OSC messages (Open Sound Control, UDP) through liblo. What the addresses and arguments mean is in docs/streams.md.
package final class OSCSink: StreamSink {
  /// Seconds from 1900 to 1970: an OSC time counts from 1900.
  private static let secondsTo1970 = 2_208_988_800

  package let name: String
  private let address: lo_address
  private let scale: AmplitudeScale

  package init(_ target: ResolvedAddress, scale: AmplitudeScale) throws(StreamsError) {
    guard let address = lo_address_new(target.number, String(target.port)) else {
      throw .socket(target.text, reason: String(cString: strerror(errno)))
    }
    self.address = address
    self.scale = scale
    name = "OSC to \(target.text)"
  }

  deinit { lo_address_free(address) }

  package func send(_ event: StreamEvent) -> Bool? {
    switch event {
    case .stride(let stride, let moment): send("/glutecue/stride", moment) { self.add(stride, to: $0) }
    case .cue(let cue, let seconds, let glute, let moment):
      send("/glutecue/cue", moment) { message in
        lo_message_add_string(message, cue.kind.rawValue)
        lo_message_add_string(message, cue.leg?.rawValue ?? "")
        lo_message_add_int32(message, Int32(clamping: cue.stride))
        lo_message_add_float(message, Float(seconds))
        lo_message_add_float(message, glute ?? .nan)
      }
    case .state(let state, let words, let moment):
      send("/glutecue/state", moment) { message in
        lo_message_add_string(message, state.rawValue)
        lo_message_add_string(message, words)
        lo_message_add_float(message, Float(moment.seconds))
      }
    case .envelope: nil
    }
  }

  private func add(_ stride: StrideRecord, to message: lo_message) {
    lo_message_add_int32(message, Int32(clamping: stride.number))
    lo_message_add_string(message, stride.leg?.rawValue ?? "")
    lo_message_add_string(message, stride.verdict.rawValue)
    for value in StrideNumbers(stride, scale).all { lo_message_add_float(message, Float(value)) }
    lo_message_add_int32(message, stride.isAimMet.map { $0 ? 1 : 0 } ?? -1)
    lo_message_add_string(message, stride.flags.words.joined(separator: ","))
  }

  /// Every message ends with the time at which it was decided, as an OSC time tag.
  private func send(_ path: String, _ moment: StreamMoment, _ fill: (lo_message) -> Void) -> Bool {
    guard let message = lo_message_new() else { return false }
    defer { lo_message_free(message) }
    fill(message)
    lo_message_add_timetag(message, Self.time(moment.monotonic))
    return lo_send_message(address, path, message) >= 0
  }

  private static func time(_ monotonic: Int) -> lo_timetag {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let wall = now.tv_sec * 1_000_000_000 + now.tv_nsec - (MonotonicClock.now() - monotonic)
    let (seconds, nanoseconds) = wall.quotientAndRemainder(dividingBy: 1_000_000_000)
    return lo_timetag(
      sec: UInt32(truncatingIfNeeded: seconds + secondsTo1970),
      frac: UInt32(truncatingIfNeeded: (nanoseconds << 32) / 1_000_000_000))
  }
}

/// The numbers of a stride in the order in which they are sent; NaN for what is not known.
struct StrideNumbers {
  let contact: Double
  let end: Double
  let cadence: Double
  let glute: Double
  let hamstring: Double
  let share: Double
  let gluteMicrovolts: Double
  let hamstringMicrovolts: Double

  init(_ stride: StrideRecord, _ scale: AmplitudeScale) {
    let known = { (value: Float?) in value.map(Double.init) ?? .nan }
    contact = stride.contact
    end = stride.end
    cadence = stride.duration > 0 ? 60 / stride.duration : .nan
    glute = known(stride[.gluteusMaximus]?.activation)
    hamstring = known(stride[.hamstrings]?.activation)
    share = known(stride.gluteShare)
    gluteMicrovolts = stride[.gluteusMaximus].flatMap { scale.microvolts(Double($0.rms)) } ?? .nan
    hamstringMicrovolts = stride[.hamstrings].flatMap { scale.microvolts(Double($0.rms)) } ?? .nan
  }

  var all: [Double] { [contact, end, cadence, glute, hamstring, share, gluteMicrovolts, hamstringMicrovolts] }
}
