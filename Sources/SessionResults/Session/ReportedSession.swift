import Biofeedback
import EMGUnits
import SignalProcessing

/// Everything that a report shows of one session.
public struct ReportedSession: Sendable {
  /// What the session was and what was found.
  public var summary: SessionSummary
  /// Every stride of every leg, as far as it is drawn.
  public var strides: ReportedStrides
  /// Every sound; empty for `analyze`.
  public var cues: [RecordedCue]
  /// Pictures of the strides; nil when there is no recording to make them from.
  public var gallery: StrideGallery?
  /// When the recording was written, as text; nil when unknown.
  public var date: String?
  /// The command that repeats the analysis; nil when it is not known.
  public var command: String?

  /// Joins the parts.
  public init(
    summary: SessionSummary, strides: ReportedStrides, cues: [RecordedCue], gallery: StrideGallery?, date: String?,
    command: String?
  ) {
    self.summary = summary
    self.strides = strides
    self.cues = cues
    self.gallery = gallery
    self.date = date
    self.command = command
  }

  /// The strides of a leg.
  package func strides(of leg: SessionSummary.Leg) -> LegStrides {
    strides.legs.first { $0.leg?.rawValue == leg.leg } ?? LegStrides(leg: nil)
  }

  /// The cues of a leg, with those that concern every leg.
  package func cues(of leg: SessionSummary.Leg) -> [RecordedCue] {
    cues.filter { $0.leg == nil || $0.leg?.rawValue == leg.leg }
  }
}

/// The strides of a session as its report needs them, collected as they come.
public struct ReportedStrides: Sendable {
  /// One entry a leg that has strides.
  package private(set) var legs: [LegStrides] = []

  /// Starts with nothing.
  public init() {}

  /// Takes strides that are known already, in order of time.
  public init(_ strides: [StrideRecord]) {
    for stride in strides { add(stride) }
  }

  /// Takes the next stride.
  public mutating func add(_ stride: StrideRecord) {
    if let place = legs.firstIndex(where: { $0.leg == stride.leg }) {
      legs[place].add(stride)
    } else {
      legs.append(LegStrides(leg: stride.leg))
      legs[legs.count - 1].add(stride)
    }
  }
}

/// Pictures of a session's strides, collected while the signal passes by: some 260 bytes a stride, up to a limit.
public struct StrideGallery: Sendable {
  /// Rows of the raster, of all legs together: two and a half hours of running on one leg.
  private static let rasterRows = 12_000

  /// One entry a leg.
  package private(set) var legs: [LegGallery]

  /// Empty, for the legs and muscles that a map speaks of.
  public init(map: ChannelMap) {
    let sides = Side.allCases.filter { side in map.entries.contains { $0.role.side == side } }
    let legs: [Side?] = sides.isEmpty ? [nil] : sides
    self.legs = legs.map { leg in
      let rows = Muscle.allCases.compactMap { muscle in
        map.place(of: .muscle(muscle), leg: leg).map { (muscle: muscle, row: $0) }
      }
      return LegGallery(leg: leg, rows: rows, rasterLimit: Self.rasterRows / legs.count)
    }
  }

  /// Takes the next stride. `chain` is what it was found in, or another one that the same recording goes through, and has
  /// carried the stride's end through.
  public mutating func add(_ stride: StrideRecord, _ chain: borrowing SignalChain) {
    guard let index = legs.firstIndex(where: { $0.leg == stride.leg }) else { return }
    legs[index].add(stride, chain)
  }
}

/// The strides of one leg as a report needs them: some 30 bytes each.
package struct LegStrides: Sendable {
  /// The leg, when the channel map says which.
  package let leg: Side?
  /// Medians of the minutes.
  package private(set) var fatigue = FatigueTrends()
  private var collected = Column<DrawnStride>()
  // one entry a muscle, in the order of `Muscle.allCases`; the glute's are empty
  private var firing = Muscle.allCases.map { _ in Column<Float>() }
  private var failing = Muscle.allCases.map { _ in Column<Float>() }

  /// Starts with nothing.
  package init(leg: Side?) { self.leg = leg }

  /// Takes the next stride.
  package mutating func add(_ stride: StrideRecord) {
    collected.append(DrawnStride(stride))
    fatigue.add(stride)
    guard stride.isJudged else { return }
    for (place, muscle) in Muscle.allCases.enumerated() where muscle != .gluteusMaximus && !stride.hides(muscle) {
      guard let activation = stride[muscle]?.activation else { continue }
      if stride.isFailing {
        failing[place].append(activation)
      } else {
        firing[place].append(activation)
      }
    }
  }

  /// In order of time. An array of its own: ask once.
  package var strides: [DrawnStride] { collected.map(\.self) }

  /// How hard a muscle worked in judged strides, in % of its reference; failing ones are those in which the glute was
  /// silent or weak.
  package func percents(of muscle: Muscle, whileFailing: Bool) -> [Double] {
    guard let place = Muscle.allCases.firstIndex(of: muscle) else { return [] }
    return (whileFailing ? failing : firing)[place].map { 100 * Double($0) }
  }
}
