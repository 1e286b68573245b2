import Biofeedback
import EMGUnits

extension SessionSummary {
  /// How strides did against the aim.
  public struct AimSummary: Codable, Sendable, Hashable {
    /// `maximum`, `share`, `other-leg`, `drill` or `grow`.
    public var kind: String
    /// The number in it, as a fraction; left out where it has none.
    public var value: Double?
    /// Strides that were held against it.
    public var judgedStrides: Int
    /// Those that reached it.
    public var metStrides: Int
    /// Of these, strides that began while nothing was to be heard; left out with feedback all the time.
    public var quietJudgedStrides: Int?
    /// Those of them that reached it.
    public var quietMetStrides: Int?
    /// The level of the first and of the last of them, in the aim's own unit, as a fraction.
    public var firstLevel: Double?
    /// See `firstLevel`.
    public var lastLevel: Double?
    /// Where the next session begins; only of `grow`.
    public var nextLevel: Double?
    /// What a level of 1 is: `maximum`, `easy-run`, `share` or `other-leg`.
    @MayBeMissing public var unit: String
  }

  /// What a calibration found of one leg, as parts of its maxima where they are known.
  public struct Calibrated: Codable, Sendable, Hashable {
    /// The glute in the easy run, against its maximal contraction.
    public var gluteOfMaximum: Double?
    /// The hamstring likewise.
    public var hamstringOfMaximum: Double?
    /// The glute in the drill, against the easy run.
    public var drillOfEasyRun: Double?
  }

  /// A leg's glute against the other's.
  public struct OtherLeg: Codable, Sendable, Hashable {
    /// `maximum` where each leg counts in parts of its own maximal contraction, else `level`.
    public var by: String
    /// Own median over the other's; left out where the other's glute hardly works.
    public var ratio: Double?
  }
}

/// Counts the strides that were held against an aim.
struct AimTally: Sendable {
  private var judged = 0
  private var met = 0
  private var quiet = (judged: 0, met: 0)
  private let share: FeedbackShare
  private var first: Float?
  private var last: Float?

  /// Starts with nothing.
  init(_ share: FeedbackShare) { self.share = share }

  /// Takes the next stride.
  mutating func add(_ stride: StrideRecord) {
    guard let isMet = stride.isAimMet else { return }
    judged += 1
    if isMet { met += 1 }
    if !share.isHeard(at: stride.contact) { quiet = (quiet.judged + 1, quiet.met + (isMet ? 1 : 0)) }
    first = first ?? stride.aim
    last = stride.aim ?? last
  }

  /// Nil without an aim.
  func summary(_ aim: Aim?, next: Float?, hasMaximum: Bool, hasShareOfMaxima: Bool) -> SessionSummary.AimSummary? {
    aim.map { aim in
      let unit =
        switch aim {
        case .share: hasShareOfMaxima ? "maximum-share" : "share"
        case .otherLeg: "other-leg"
        case .maximum, .drill, .grow: hasMaximum ? "maximum" : "easy-run"
        }
      return SessionSummary.AimSummary(
        kind: aim.kind.rawValue, value: aim.value.map { Self.decimal($0) }, judgedStrides: judged, metStrides: met,
        quietJudgedStrides: share.isAll ? nil : quiet.judged, quietMetStrides: share.isAll ? nil : quiet.met,
        firstLevel: first.map(Self.decimal), lastLevel: last.map(Self.decimal), nextLevel: next.map(Self.decimal),
        unit: unit)
    }
  }

  /// As people write it: 0.15, not the nearest `Float`.
  private static func decimal(_ value: Float) -> Double { Double("\(value)") ?? Double(value) }
}
