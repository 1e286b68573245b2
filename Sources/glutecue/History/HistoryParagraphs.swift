import History

/// What is said below the trend, in lines of 80 columns.
struct HistoryParagraphs {
  private let points: [TrendPoint]
  private let trends: [WeeksTrend]
  private let comparisons: [BeforeAfter]

  /// One comparison a leg.
  init(_ points: [TrendPoint], _ trends: [WeeksTrend], _ comparisons: [BeforeAfter]) {
    self.points = points
    self.trends = trends
    self.comparisons = comparisons
  }

  /// Every line, with an empty one before each paragraph.
  var lines: [String] {
    guard !points.isEmpty else { return [] }
    var lines = [""] + Self.wrapped(Self.legend)
    for trend in trends { lines += paragraph(trend) }
    if !trends.isEmpty { lines += [""] + Self.wrapped(WeeksWords.sureness) }
    for leg in Set(points.map(\.leg)).sorted() {
      lines += AimTrend(points, leg: leg).sentences.flatMap { [""] + Self.wrapped($0) }
    }
    for comparison in comparisons { lines += paragraph(comparison) }
    if comparisons.isEmpty {
      lines += [""] + Self.wrapped("Note release work with `glutecue log` to compare sessions before and after it.")
    } else if comparisons.contains(where: { ComparisonWords($0).canCompare }) {
      lines += [""] + Self.wrapped(ComparisonWords.caveat)
    }
    return lines
  }

  private static let legend =
    "level: the glute's level against the hamstring's, the same scale every day. max %: glute and hamstring in percent of "
    + "their own maximum, if a profile knows it. share: the glute's part of what both did, median (●) and middle 50 % (─). "
    + "silent: strides of 1,000 in which the glute was silent."

  private func paragraph(_ trend: WeeksTrend) -> [String] {
    let words = WeeksWords(trend)
    let lines = [""] + Self.wrapped("\(words.title): \(words.answer).")
    let more = [words.amount, words.smallest].compactMap { $0 } + words.leftOut
    return lines + more.flatMap { Self.wrapped($0, indent: 2) }
  }

  private func paragraph(_ comparison: BeforeAfter) -> [String] {
    let words = ComparisonWords(comparison)
    var lines = [""] + Self.wrapped(words.title + ".")
    if words.canCompare {
      for (measure, chance) in zip(comparison.measures, words.chances) {
        lines += Self.wrapped(words.line(measure) + ".", indent: 2)
        if let chance { lines += Self.wrapped(chance, indent: 4) }
        if let caution = measure.caution { lines += Self.wrapped(caution, indent: 4) }
      }
    } else {
      lines += Self.wrapped(
        "Nothing to compare yet: both sides need sessions that can be compared.", indent: 2)
    }
    return lines + words.leftOut.flatMap { Self.wrapped($0, indent: 2) }
  }

  /// Breaks a paragraph at spaces.
  static func wrapped(_ text: String, indent: Int = 0, columns: Int = 80) -> [String] {
    let start = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = start
    for word in text.split(separator: " ") {
      if line.count + 1 + word.count > columns, line != start {
        lines.append(line)
        line = start + "  "
      }
      line += (line.allSatisfy { $0 == " " } ? "" : " ") + word
    }
    return lines + [line]
  }
}
