import Biofeedback

/// A stride's number and verdict in four bytes.
struct StrideTag: Sendable, BitwiseCopyable {
  private static let mostNumber = Int(UInt32.max >> 3)

  // in the lowest three bits the verdict
  private let bits: UInt32

  /// Takes both from the record; numbers are from 0 to half a billion.
  init(_ stride: StrideRecord) {
    let verdict: UInt32 =
      switch stride.verdict {
      case .firing: 0
      case .weak: 1
      case .silent: 2
      case .unusable: 3
      case .baseline: 4
      }
    bits = UInt32(Swift.max(0, Swift.min(stride.number, Self.mostNumber))) << 3 | verdict
  }

  /// The stride's number on its leg, from 1.
  var number: Int { Int(bits >> 3) }

  /// What the glute did.
  var verdict: Verdict {
    switch bits & 7 {
    case 0: .firing
    case 1: .weak
    case 2: .silent
    case 3: .unusable
    default: .baseline
    }
  }
}
