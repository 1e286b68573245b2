import Biofeedback
import EMGUnits

extension PipelineEvent {
  /// Every field as bits, so that two events are equal exactly when these are.
  var bits: [UInt64] {
    switch self {
    case .contact(let leg, let stride, let time, let period):
      [1, leg.bits, stride.bits, time.bitPattern, period.bitPattern]
    case .decided(let leg, let stride, let verdict, let glute, let hamstring, let frame):
      [2, leg.bits, stride.bits, verdict.bits, frame.bits] + glute.bits + hamstring.bits
    case .cue(let cue):
      [3, cue.kind.bits, cue.leg.bits, cue.stride.bits, cue.frame.bits]
    case .stride(let stride):
      [4] + stride.bits
    case .lost(let leg):
      [5, leg.bits]
    case .heartbeat(let frame):
      [6, frame.bits]
    case .profileFit(let leg, let fit):
      [
        8, leg.bits, UInt64(fit.noise.bitPattern), UInt64(fit.likeness.bitPattern),
        UInt64(fit.crossedLikeness.bitPattern),
      ]
        + fit.gluteLevel.bits + fit.hamstringLevel.bits + Array(fit.basis.rawValue.utf8).map(UInt64.init)
    case .trouble(let leg, let flags, let isLate, let frame):
      [
        7, leg.bits, UInt64(flags.glute.rawValue), UInt64(flags.hamstring.rawValue), isLate ? 1 : 0, frame.bits,
        flags.gap ? 1 : 0,
      ]
    }
  }
}

extension StrideRecord {
  fileprivate var bits: [UInt64] {
    var bits = [leg.bits, number.bits, contact.bitPattern, end.bitPattern]
    bits += contactKnown.map { [1, $0.bitPattern] } ?? [0]
    bits += [UInt64(confidence.bitPattern), UInt64(flags.glute.rawValue), UInt64(flags.hamstring.rawValue)]
    bits += aim.bits + [isAimMet.map { $0 ? 2 : 1 } ?? 0]
    bits += [flags.gap ? 1 : 0, flags.inferred ? 1 : 0, flags.unlike ? 1 : 0, verdict.bits]
    for muscle in Muscle.allCases {
      guard let values = self[muscle] else {
        bits.append(0)
        continue
      }
      bits += [1, UInt64(values.rms.bitPattern)]
      bits += values.activation.bits + values.onset.bits + values.medianFrequency.bits
      bits += values.level.bits + values.ofMaximum.bits
    }
    return bits
  }
}

extension Int {
  fileprivate var bits: UInt64 { UInt64(bitPattern: Int64(self)) }
}

extension CaseIterable where Self: Equatable {
  /// The place among all cases.
  fileprivate var bits: UInt64 {
    UInt64(Self.allCases.distance(from: Self.allCases.startIndex, to: Self.allCases.firstIndex(of: self)!))
  }
}

extension Side? {
  fileprivate var bits: UInt64 { map { 1 + $0.bits } ?? 0 }
}

extension Float? {
  fileprivate var bits: [UInt64] { map { [1, UInt64($0.bitPattern)] } ?? [0] }
}
