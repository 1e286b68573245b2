import EMGUnits
import Foundation
import LiveSession
import NIOCore
import RealtimeSupport
import SessionResults

/// Sends every visitor what there is to see. Used by the page's thread only.
final class Broadcast {
  private static let turn = TimeAmount.milliseconds(16)
  private static let idleTurn = TimeAmount.milliseconds(100)
  /// The whole picture goes out so often though nothing in it has changed: it is a sign of life too.
  /// So often something goes out where no session has run yet.
  private static let lifeEvery = TimeAmount.seconds(1)
  private static let pictureEvery = TimeAmount.milliseconds(500)

  let feed: Feed
  private let mostVisitors: Int
  private var visitors: [ObjectIdentifier: LiveStream] = [:]
  private var version = -1
  private var toldVersion = 0
  private var phase: SessionPicture.Phase?
  private var nextPicture = NIODeadline.now()

  init(_ feed: Feed, mostVisitors: Int) {
    self.feed = feed
    self.mostVisitors = mostVisitors
  }

  /// Whether one more may come.
  var hasRoom: Bool { visitors.count < mostVisitors }

  /// Lets a visitor in, who gets the picture at once; false when there are too many.
  func letIn(_ visitor: LiveStream) -> Bool {
    guard hasRoom else { return false }
    visitors[ObjectIdentifier(visitor)] = visitor
    if let picture = feed.picture { visitor.send(ByteBuffer(bytes: PictureMessage.data(picture))) }
    if let message = feed.message.message { visitor.send(ByteBuffer(bytes: message)) }
    return true
  }

  /// A visitor has gone.
  func letGo(_ visitor: LiveStream) { visitors.removeValue(forKey: ObjectIdentifier(visitor)) }

  /// Sends now, and again and again until the thread ends.
  func run(on loop: NIOIsolatedEventLoop) {
    turn()
    loop.scheduleTask(in: visitors.isEmpty ? Self.idleTurn : Self.turn) { [self] in run(on: loop) }
  }

  private func turn() {
    var message = EnvelopeMessage()
    while let point = feed.envelope.pop() { message.add(point) }
    guard !visitors.isEmpty else { return }
    if let data = message.data { send(data) }
    let told = feed.message
    if told.version != toldVersion, let message = told.message {
      toldVersion = told.version
      send(Data(message))
    }
    let now = NIODeadline.now()
    guard let picture = feed.picture else {
      if now >= nextPicture {
        nextPicture = now + Self.lifeEvery
        send(Data("{}".utf8))
      }
      return
    }
    guard picture.version != version || picture.phase != phase || now >= nextPicture else { return }
    version = picture.version
    phase = picture.phase
    nextPicture = now + Self.pictureEvery
    send(PictureMessage.data(picture))
  }

  private func send(_ data: Data) {
    let message = ByteBuffer(bytes: data)
    for visitor in visitors.values { visitor.send(message) }
  }
}

/// Points of the envelopes as the page reads them: `{"e":[[seconds, sampled, glute, hamstring, …], …]}`.
///
/// `sampled`: milliseconds since 1970 at which the sample in the middle had come in. Levels in millionths of full scale,
/// null where nothing is recorded; two legs give four.
struct EnvelopeMessage {
  private var rows: [String] = []
  /// From the monotonic clock to the clock on the wall.
  private let offset = Date().timeIntervalSince1970 * 1000 - Double(MonotonicClock.now()) / 1e6

  mutating func add(_ point: EnvelopePoint) {
    var values = [point.first.glute, point.first.hamstring]
    if let second = point.second { values += [second.glute, second.hamstring] }
    let levels = values.map { $0.map { String(Int(bounded: ($0 * 1e6).rounded())) } ?? "null" }
    let sampled = Int(bounded: (Double(point.sampledAt) / 1e6 + offset).rounded())
    let milliseconds = Int(bounded: (point.seconds * 1000).rounded())
    rows.append("[\(milliseconds),\(sampled),\(levels.joined(separator: ","))]")
  }

  /// nil when there are no points.
  var data: Data? { rows.isEmpty ? nil : Data("{\"e\":[\(rows.joined(separator: ","))]}".utf8) }
}

/// A session's picture as the page reads it: `{"s":{…}}`. What is unknown is left out.
struct PictureMessage: Encodable {
  struct Leg: Encodable {
    let name: String?
    let verdict: String?
    let rhythm: Bool
    let cadence: Double?
    let share: Float?
    let ofMaximum: Float?
    let aim: Float?
    let aimMet: Bool?
    let aimJudgedStrides: Int
    let aimMetStrides: Int
    let against: String
    /// What is 100 %, in millionths of full scale.
    let gluteReference: Float?
    let hamstringReference: Float?
    let strides: Int
    let counts: [String: Int]
    let trouble: String?
    let bars: [Bar]
  }

  struct Bar: Encodable {
    let n: Int
    let v: String
    let g: Float?
    let h: Float?
  }

  struct Health: Encodable {
    let input: String
    let words: String?
    let lostMs: Int
    let interruptions: Int
    let unrecorded: Int
    let heard: Bool
    let underruns: Int
    let rate: Bool
    let recordingEnd: String?
  }

  struct Told: Encodable {
    let at: Double
    let words: String
  }

  struct Cue: Encodable {
    let at: Double
    let kind: String
  }

  struct Envelope: Encodable {
    let s: PictureMessage
  }

  let phase: String
  let input: String
  let seconds: Double
  let total: Double?
  /// Microvolts of a millionth of full scale.
  let microvolts: Double?
  let legs: [Leg]
  let cues: [String: Int]
  let cue: Cue?
  let health: Health
  let marks: Int
  let mark: Double?
  let messages: [Told]

  init(_ picture: SessionPicture) {
    phase = picture.phase.rawValue
    input = picture.input
    seconds = picture.seconds
    total = picture.total
    microvolts = picture.scale.microvolts(1e-6)
    legs = picture.legs.map(Leg.init)
    cues = Dictionary(uniqueKeysWithValues: picture.cueCounts.map { ($0.key.rawValue, $0.value) })
    cue = picture.latestCue.map { Cue(at: $0.seconds, kind: $0.kind.rawValue) }
    health = Health(picture.health)
    marks = picture.markCount
    mark = picture.latestMark
    messages = picture.messages.map { Told(at: $0.seconds, words: $0.words) }
  }

  /// As it is sent.
  static func data(_ picture: SessionPicture) -> Data {
    // no value in it can fail to be written: every number is finite
    (try? JSONEncoder().encode(Envelope(s: PictureMessage(picture)))) ?? Data("{}".utf8)
  }
}

extension PictureMessage.Leg {
  init(_ leg: LegPicture) {
    name = leg.side?.rawValue
    verdict = leg.verdict?.rawValue
    rhythm = leg.hasRhythm
    cadence = leg.cadence
    share = leg.share
    ofMaximum = leg.ofMaximum
    aim = leg.aim
    aimMet = leg.isAimMet
    aimJudgedStrides = leg.aimCounts.judged
    aimMetStrides = leg.aimCounts.met
    against = AgainstWords.name(leg.against)
    gluteReference = leg.references.glute.map { $0 * 1e6 }
    hamstringReference = leg.references.hamstring.map { $0 * 1e6 }
    strides = leg.strideCount
    counts = Dictionary(uniqueKeysWithValues: leg.counts.map { ($0.key.rawValue, $0.value) })
    trouble = leg.trouble
    bars = leg.bars.map { PictureMessage.Bar(n: $0.number, v: $0.verdict.rawValue, g: $0.glute, h: $0.hamstring) }
  }
}

extension PictureMessage.Health {
  init(_ health: SignalHealth) {
    input = health.input.rawValue
    words = health.inputWords
    lostMs = Int(bounded: (1000 * health.lostSeconds).rounded())
    interruptions = health.interruptions
    unrecorded = health.unrecordedFrames
    heard = health.canBeHeard
    underruns = health.underruns
    rate = health.hasWrongRate
    recordingEnd = health.recordingEnd
  }
}
