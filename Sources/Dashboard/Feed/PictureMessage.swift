import EMGUnits
import Foundation
import LiveView
import Report

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
