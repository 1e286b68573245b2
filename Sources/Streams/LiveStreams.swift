import Biofeedback
import EMGUnits
import Glibc
import LabStreams
import LiveSession
import RealtimeSupport
import SessionResults

/// A session sent to other programs while it runs. The session's thread hands over what happens and never waits; the audio threads
/// know nothing of it.
public final class LiveStreams {
  /// What is wanted.
  public struct Wish: Sendable, Hashable {
    /// Where OSC messages go; nil for nowhere.
    public var osc: OSCAddress?
    /// What the names of the LSL streams begin with; nil for none.
    public var lsl: String?

    /// Joins both.
    public init(osc: OSCAddress? = nil, lsl: String? = nil) {
      self.osc = osc
      self.lsl = lsl
    }

    /// Something is wanted.
    public var isWanted: Bool { osc != nil || lsl != nil }
    /// The envelopes are sent.
    public var sendsEnvelope: Bool { lsl != nil }
  }

  /// What went wrong.
  public enum Failure: Error, Sendable {
    /// Nothing can be sent there.
    case osc(StreamsError)
    /// There are no streams.
    case lsl(LabStreamError)
  }

  /// What is sent and to whom, in whole sentences.
  public let words: [String]
  private var translation: StreamTranslation
  private let sender: StreamSender
  private let hasLSL: Bool
  private var endWords: [String]?

  private static let farewellNanoseconds = 150_000_000

  /// Opens what is wanted; nothing is sent before something happens.
  ///
  /// - Throws: where an address cannot be found, or there is no LSL.
  public init(_ wish: Wish, _ session: LiveSession, software: String) throws(Failure) {
    var sinks: [any StreamSink] = []
    var words: [String] = []
    if let osc = wish.osc {
      do throws(StreamsError) {
        let target = try osc.resolved()
        sinks.append(try OSCSink(target, scale: session.scale))
        let warning = target.isLoopback ? "" : " They are not encrypted: anybody in the networks between can read them."
        words.append("OSC: strides, cues and states go to \(target.text) (UDP).\(warning)")
      } catch { throw .osc(error) }
    }
    if let name = wish.lsl {
      do throws(LabStreamError) {
        sinks.append(try Self.lsl(name, session, software))
        words.append("LSL: streams “\(name) strides”, “\(name) cues”, “\(name) states” and “\(name) envelope”.")
      } catch { throw .lsl(error) }
    }
    self.words = words
    hasLSL = wish.lsl != nil
    translation = StreamTranslation(startedAt: MonotonicClock.now(), sendsEnvelope: wish.sendsEnvelope)
    sender = StreamSender(sinks)
  }

  /// Tells that the session begins. To be called once.
  public func begin() { sender.queue.add(translation.begin(at: MonotonicClock.now())) }

  /// Sends what has happened. Session's thread only; never waits.
  public func show(_ happening: LiveSession.Happening) {
    let (first, second) = translation.events(happening)
    if let first { sender.queue.add(first) }
    if let second { sender.queue.add(second) }
  }

  /// Sends the rest; returns what was sent and what was not, in whole sentences. Later calls return the same.
  @discardableResult
  public func end() -> [String] {
    if let endWords { return endWords }
    sender.queue.add(translation.end)
    let counts = sender.end()
    // the library sends on threads of its own, and forgets what it has not sent when the program ends
    if hasLSL { MonotonicClock.sleep(nanoseconds: Self.farewellNanoseconds) }
    var words = counts.map { count in
      "\(count.name): \(count.sent) sent" + (count.failed > 0 ? ", \(count.failed) refused by the network" : "") + "."
    }
    let dropped = sender.queue.dropped
    if dropped > 0 {
      words.append(
        "\(dropped) of them were dropped before they were sent: the network was too slow. Feedback and recording are complete."
      )
    }
    endWords = words
    return words
  }

  private static func lsl(
    _ name: String, _ session: LiveSession, _ software: String
  ) throws(LabStreamError) -> LSLSink {
    var channels: [LSLSink.EnvelopeChannel] = []
    for (leg, side) in session.legs.enumerated() {
      for muscle in [Muscle.gluteusMaximus, .hamstrings] where session.records(muscle, leg: side) {
        channels.append(LSLSink.EnvelopeChannel(leg: leg, side: side, muscle: muscle))
      }
    }
    return try LSLSink(
      LabStreams(), name: name, host: hostName, channels: channels, envelopeRate: session.envelopeRate,
      scale: session.scale, about: [("software", software), ("input", session.inputName)])
  }

  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
