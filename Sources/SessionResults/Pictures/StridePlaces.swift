import Biofeedback
import EMGUnits

/// Where in a session most of the silent strides lie, if they lie together.
struct StridePlaces {
  /// Below this many, where they lie is chance.
  private static let leastSilent = 5
  /// “Most” of them.
  private static let share = 0.8
  /// A part of the session larger than this says nothing about where.
  private static let widest = 0.5
  /// Standard deviations above an even spread: 5 % on both sides together, divided among three places (Bonferroni).
  private static let leastExcess = 2.39
  /// Below this length of a session minutes are too coarse.
  private static let shortSeconds = 600.0

  /// Two ends are harder to grasp than one: worth it where they leave less than half.
  private static let betweenWeight = 2.0

  /// A part of the session.
  private struct Place {
    let from: Double
    let to: Double
    let words: String
    var isBetween = false
  }

  private let judged: [Double]
  private let silent: [Double]

  /// Takes the strides of one leg, in order of time; those that are not judged say nothing.
  init(_ strides: [DrawnStride]) {
    judged = strides.compactMap { $0.verdict.isJudged ? $0.contact : nil }
    silent = strides.compactMap { $0.verdict == .silent ? $0.contact : nil }
  }

  /// `most of them after minute 18`; nil when they are spread over the session or too few.
  var words: String? {
    guard silent.count >= Self.leastSilent, let last = judged.last else { return nil }
    let outside = Int(bounded: (1 - Self.share) * Double(silent.count))
    let late = floored(silent[outside])
    let early = ceiled(silent[silent.count - 1 - outside])
    let all = between(0)
    let whole = standsOut(all) ? all : nil
    let places = [
      Place(from: late, to: last + 1, words: "after \(clock(late))"),
      Place(from: 0, to: early, words: "before \(clock(early))"), whole ?? between(outside / 2),
    ]
    let width = { (place: Place) in part(place) * (place.isBetween ? Self.betweenWeight : 1) }
    guard let place = places.filter(standsOut).min(by: { width($0) < width($1) }) else { return nil }
    let isAll = silent.allSatisfy { $0 >= place.from && $0 < place.to }
    return (isAll ? "all " : "most ") + "of them " + place.words
  }

  /// From the first to the last, so many left out at either end.
  private func between(_ outside: Int) -> Place {
    let (from, to) = (floored(silent[outside]), ceiled(silent[silent.count - 1 - outside]))
    return Place(
      from: from, to: to, words: "between \(clock(from)) and \(clock(to, isSecond: true))", isBetween: true)
  }

  private func standsOut(_ place: Place) -> Bool {
    let part = part(place)
    guard part <= Self.widest else { return false }
    let count = Double(silent.count)
    let inside = inside(place, silent)
    let excess = inside - part * count
    return inside >= Self.share * count && excess > Self.leastExcess * (count * part * (1 - part)).squareRoot()
  }

  /// The share of the judged strides that lie in it.
  private func part(_ place: Place) -> Double { inside(place, judged) / Double(judged.count) }

  private func inside(_ place: Place, _ times: [Double]) -> Double {
    Double(times.count { $0 >= place.from && $0 < place.to })
  }

  private var isShort: Bool { (judged.last ?? 0) < Self.shortSeconds }
  private var step: Double { isShort ? 1 : 60 }
  private func floored(_ seconds: Double) -> Double { (seconds / step + 1e-6).rounded(.down) * step }
  private func ceiled(_ seconds: Double) -> Double { (seconds / step + 0.001).rounded(.up) * step }

  /// `minute 18`, or `0:21` in a short session.
  private func clock(_ seconds: Double, isSecond: Bool = false) -> String {
    if isShort { return String(SummaryText.clock(seconds).dropLast(2)) }
    return (isSecond ? "" : "minute ") + "\(Int(bounded: seconds / 60))"
  }
}

/// What a report draws of a stride: 24 bytes instead of the record's 216, since a session may have fifty thousand.
package struct DrawnStride: Sendable, BitwiseCopyable {
  /// Initial contact, in seconds of the input's clock.
  package let contact: Double
  private let seconds: Float
  // not a number when unknown
  private let knownRatio: Float
  private let knownShare: Float
  private let tag: StrideTag

  /// Takes from the record what is drawn.
  package init(_ stride: StrideRecord) {
    contact = stride.contact
    seconds = Float(stride.duration)
    knownRatio = stride.ratio ?? .nan
    knownShare = stride.gluteShare ?? .nan
    tag = StrideTag(stride)
  }

  /// The stride's number on its leg, from 1.
  package var number: Int { tag.number }

  /// What the glute did.
  package var verdict: Verdict { tag.verdict }

  /// The next initial contact, in seconds of the input's clock, within 0.1 µs.
  package var end: Double { contact + Double(seconds) }

  /// Strides in a minute at this stride's time.
  package var cadence: Double { 60 / Double(seconds) }

  /// Glute activation over hamstring activation; nil when unknown.
  package var ratio: Double? { knownRatio.isNaN ? nil : Double(knownRatio) }

  /// Glute activation in the sum of both, in %; nil when unknown.
  package var sharePercent: Double? { knownShare.isNaN ? nil : 100 * Double(knownShare) }
}
