import Biofeedback
import Report

/// Names a stride that is shown with its signal.
enum ExcerptWords {
  /// `Lowest: stride 62 at 1:23.4: silent, ratio 0.04, glute at 3 % of its reference`.
  static func title(_ excerpt: SignalExcerpt, of gallery: LegGallery?) -> String {
    let isTypical = gallery?.excerpts.typical?.stride.number == excerpt.stride.number
    return isTypical
      ? "For comparison, like the reference: \(title(excerpt.stride))" : "Lowest: \(title(excerpt.stride))"
  }

  private static func title(_ stride: StrideRecord) -> String {
    let glute = stride[.gluteusMaximus]?.activation
    let parts = [
      stride.verdict.rawValue, stride.ratio.map { "ratio \(SummaryText.number(Double($0), 2))" },
      glute.map { "glute at \(SummaryText.number(100 * Double($0), 0)) % of its reference" },
    ].compactMap(\.self)
    return "stride \(stride.number) at \(SummaryText.clock(stride.contact)): " + parts.joined(separator: ", ")
  }
}
