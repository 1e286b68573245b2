import EMGUnits
import Files
import Foundation
import WebPages

/// Two sessions side by side as one HTML file that needs nothing else, not even a script.
public struct SessionPairPage {
  private let pair: SessionPair

  /// Of two sessions.
  public init(_ pair: SessionPair) { self.pair = pair }

  /// The page.
  public func html() throws(HistoryError) -> String {
    do {
      let policy = ContentPolicy(hasScripts: false)
      var values = TemplateValue.file(policy, title: "\(title) – GluteCue", charts: nil)
      let own: [String: TemplateValue] = [
        "heading": .text(title), "sides": .list([side(pair.before, "Before"), side(pair.after, "After")]),
        "legs": .list(pair.legs.map(content)), "noLegs": .flag(pair.legs.isEmpty), "cautions": .texts(pair.cautions),
        "caveat": .text(ComparisonWords.cause),
      ]
      values.merge(own) { _, own in own }
      return try PageTemplates().page("pair", .object(values))
    } catch { throw .failed(path: "page of two sessions", reason: "it cannot be made (\(error))") }
  }

  private var title: String {
    let people = [pair.before.person, pair.after.person].compactMap { $0 }
    return people.count == 2 && people[0] == people[1] ? people[0] + ": before and after" : "Before and after"
  }

  private func side(_ side: SessionSide, _ name: String) -> TemplateValue {
    var values: [String: TemplateValue] = [
      "name": .text(name), "facts": .text(side.facts), "path": .text(side.path),
    ]
    values["notes"] = side.notes.map { .text($0) }
    values["marks"] = side.marks.isEmpty ? nil : .text(side.marks.joined(separator: "; "))
    return .object(values)
  }

  private func content(_ leg: SessionPair.Leg) -> TemplateValue {
    .object([
      "title": .text(
        leg.leg.isEmpty ? "Glute and hamstring" : leg.leg.prefix(1).uppercased() + leg.leg.dropFirst() + " leg"),
      "answer": .text(leg.answer), "bars": .list(bars(leg.maxima)), "hasBars": .flag(!leg.maxima.isEmpty),
      "rows": .list(
        leg.rows.map { row in
          let cells = [
            "name": row.name, "before": row.before, "after": row.after, "change": row.change, "meaning": row.meaning,
          ]
          return .object(cells.mapValues(TemplateValue.text))
        }),
    ])
  }

  /// Four bars on one scale, from 0 to the largest or 100 %.
  private func bars(_ maxima: [Double]) -> [TemplateValue] {
    guard maxima.count == 4 else { return [] }
    let top = max(40, (maxima.max() ?? 0) * 1.05)
    let names = ["Glute before", "Glute after", "Hamstring before", "Hamstring after"]
    let kinds = ["glute before", "glute", "hamstring before", "hamstring"]
    return maxima.indices.map { index in
      let bar = [
        "name": names[index], "kind": kinds[index], "value": "\(maxima[index].decimals(maxima[index] < 10 ? 1 : 0)) %",
        "width": "\(Int(bounded: (1000 * maxima[index] / top).rounded()))",
      ]
      return .object(bar.mapValues(TemplateValue.text))
    }
  }
}
