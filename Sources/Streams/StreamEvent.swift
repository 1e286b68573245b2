import Biofeedback
import EMGUnits
import LiveDisplay
import LiveSession

/// What is sent to other programs while a session runs.
package enum StreamEvent: Sendable {
  /// A stride is complete.
  case stride(StrideRecord, StreamMoment)
  /// A sound, and the second of the input's clock at which it begins; `glute` is the activation.
  case cue(Cue, seconds: Double, glute: Float?, StreamMoment)
  /// Something about the session as such has changed.
  case state(SessionState, words: String, StreamMoment)
  /// A point of the envelopes.
  case envelope(EnvelopePoint)
}

/// What is told about the session as such. Raw values are the words that are sent.
public enum SessionState: String, Sendable, CaseIterable {
  /// It has begun.
  case running
  /// A rhythm was found, or a fault is over: strides are judged.
  case strides
  /// No strides any more.
  case noStrides = "no-strides"
  /// Something is wrong with a signal; words say what.
  case fault
  /// Something has become of the input.
  case input
  /// Something has become of the headphones.
  case headphones
  /// Something has become of the files.
  case storage
  /// Somebody has marked this moment.
  case mark
  /// It is over.
  case ended
}

/// When something was known: when the frames had come in from which it was decided.
package struct StreamMoment: Sendable, Hashable {
  /// Monotonic, in nanoseconds.
  package var monotonic: Int
  /// The same moment in seconds of the input's clock.
  package var seconds: Double

  /// Joins both.
  package init(monotonic: Int, seconds: Double) {
    self.monotonic = monotonic
    self.seconds = seconds
  }

  /// The monotonic time, in nanoseconds, of another second of the input's clock.
  package func monotonic(atInput other: Double) -> Int { monotonic - Int(bounded: (seconds - other) * 1e9) }
}

/// Makes events of what happens in a session.
package struct StreamTranslation {
  private var moment: StreamMoment
  private var hasStrides = false
  private let sendsEnvelope: Bool

  package init(startedAt now: Int, sendsEnvelope: Bool) {
    moment = StreamMoment(monotonic: now, seconds: 0)
    self.sendsEnvelope = sendsEnvelope
  }

  /// At most two events come of it; nil where nobody need be told.
  package mutating func events(_ happening: LiveSession.Happening) -> (StreamEvent?, StreamEvent?) {
    switch happening {
    case .arrived(let time, let seconds):
      moment = StreamMoment(monotonic: time, seconds: seconds)
      return (nil, nil)
    case .envelope(let point): return (sendsEnvelope ? .envelope(point) : nil, nil)
    case .cue(let cue, let seconds, let glute): return (.cue(cue, seconds: seconds, glute: glute, moment), nil)
    case .stride(let stride):
      let event = StreamEvent.stride(stride, moment)
      guard !hasStrides, stride.verdict != .unusable else { return (event, nil) }
      hasStrides = true
      return (state(.strides, ""), event)
    case .lost:
      guard hasStrides else { return (nil, nil) }
      hasStrides = false
      return (state(.noStrides, ""), nil)
    case .trouble(let leg, let flags, let isLate, _):
      hasStrides = false
      return (state(.fault, (leg.map { "\($0.rawValue) " } ?? "") + FaultWords.words(flags, isLate: isLate)), nil)
    case .input(let news, _): return (state(.input, DeviceWords.words(news)), nil)
    case .tone(let news, _): return (state(.headphones, DeviceWords.words(news)), nil)
    case .storage(let news): return (state(.storage, StorageWords(news).text), nil)
    case .marked: return (state(.mark, ""), nil)
    case .profile, .time, .running: return (nil, nil)
    }
  }

  /// The first of all.
  package mutating func begin(at now: Int) -> StreamEvent {
    moment = StreamMoment(monotonic: now, seconds: 0)
    return state(.running, "")
  }

  /// The last of all.
  package var end: StreamEvent { state(.ended, "") }

  private func state(_ state: SessionState, _ words: String) -> StreamEvent { .state(state, words: words, moment) }
}
