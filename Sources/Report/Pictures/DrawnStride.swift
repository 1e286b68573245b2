import Biofeedback

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
