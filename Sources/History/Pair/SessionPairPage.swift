import EMGUnits
import Files
import Foundation
import WebPages
import Mustache
import Recording

/// Two sessions side by side as one HTML file that needs nothing else, not even a script.
public struct SessionPairPage {
  private let pair: SessionPair

  /// Of two sessions.
  public init(_ pair: SessionPair) { self.pair = pair }

  /// The page.
  public func html() throws(HistoryError) -> String {
    let style = String(decoding: PageTemplates.style, as: UTF8.self) + Self.style
    let values: [String: Any] = [
      "nonce": ContentHash.of(style), "style": style, "title": title,
      "sides": [side(pair.before, "Before"), side(pair.after, "After")],
      "legs": pair.legs.map(content), "noLegs": pair.legs.isEmpty, "cautions": pair.cautions,
      "caveat": ComparisonWords.cause,
    ]
    do { return try MustacheTemplate(string: Self.template).render(values) } catch {
      throw .failed(path: "page of two sessions", reason: "it cannot be made (\(error))")
    }
  }

  private var title: String {
    let people = [pair.before.person, pair.after.person].compactMap { $0 }
    return people.count == 2 && people[0] == people[1] ? people[0] + ": before and after" : "Before and after"
  }

  private func side(_ side: SessionSide, _ name: String) -> [String: Any] {
    [
      "name": name, "facts": side.facts, "path": side.path, "notes": side.notes ?? "", "marks": side.marks,
      "hasMarks": !side.marks.isEmpty,
    ]
  }

  private func content(_ leg: SessionPair.Leg) -> [String: Any] {
    [
      "title": leg.leg.isEmpty ? "Glute and hamstring" : leg.leg.prefix(1).uppercased() + leg.leg.dropFirst() + " leg",
      "answer": leg.answer, "bars": bars(leg.maxima), "hasBars": !leg.maxima.isEmpty,
      "rows": leg.rows.map {
        ["name": $0.name, "before": $0.before, "after": $0.after, "change": $0.change, "meaning": $0.meaning]
      },
    ]
  }

  /// Four bars on one scale, from 0 to the largest or 100 %.
  private func bars(_ maxima: [Double]) -> [[String: String]] {
    guard maxima.count == 4 else { return [] }
    let top = max(40, (maxima.max() ?? 0) * 1.05)
    let names = ["Glute before", "Glute after", "Hamstring before", "Hamstring after"]
    let kinds = ["glute before", "glute", "hamstring before", "hamstring"]
    return maxima.indices.map { index in
      [
        "name": names[index], "kind": kinds[index], "value": "\(maxima[index].decimals(maxima[index] < 10 ? 1 : 0)) %",
        "width": "\(Int(bounded: (1000 * maxima[index] / top).rounded()))",
      ]
    }
  }

  private static let style = """

    .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: .75rem; margin-top: 1.25rem; }
    .sides > div { background: var(--card); border: 1px solid var(--rule); border-radius: .75rem; padding: .75rem 1rem; overflow-wrap: anywhere; }
    .sides h2 { border: 0; padding: 0; margin: 0; font-size: .875rem; color: var(--soft); }
    .sides p { margin: .25rem 0; }
    .bars { list-style: none; margin: .5rem 0 1rem; padding: 0; }
    .bars li { display: grid; grid-template-columns: 9.5rem 1fr 4rem; gap: .5rem; align-items: center; }
    .bars b { text-align: right; font-variant-numeric: tabular-nums; }
    .bars svg { width: 100%; height: 1.1rem; display: block; }
    .bars .glute { fill: var(--glute); } .bars .hamstring { fill: var(--hamstring); } .bars .before { fill-opacity: .5; }
    table.pair-table :is(td, thead th):last-child { text-align: left; }
    @media (max-width: 34rem) {
      .bars li { grid-template-columns: 8.6rem 1fr 3rem; font-size: .875rem; }
      table.pair-table thead { display: none; }
      table.pair-table tr { display: grid; grid-template-columns: 1fr 1fr 1fr; border-bottom: 1px solid var(--rule); padding: .35rem 0; }
      table.pair-table :is(th, td) { border: 0; text-align: left; padding: .1rem .25rem .1rem 0; }
      table.pair-table tbody th, table.pair-table td:last-child { grid-column: 1 / -1; }
      table.pair-table td::before { color: var(--soft); content: attr(data-name); display: block; font-size: .75rem; }
      table.pair-table td:empty { display: none; }
    }
    """

  private static let template = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-{{nonce}}'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>{{title}} – GluteCue</title>
    <style nonce="{{nonce}}">{{{style}}}</style>
    </head>
    <body>
    <header>
    <p class="brand">GluteCue report of two sessions</p>
    <h1>{{title}}</h1>
    </header>
    <main>
    <section class="answer" aria-labelledby="answer">
    <h2 id="answer">The answer</h2>
    {{#legs}}
    <h3>{{title}}</h3>
    <p class="lead">{{answer}}</p>
    {{/legs}}
    {{#noLegs}}<p class="lead">The two have no leg in common.</p>{{/noLegs}}
    {{#cautions}}<p class="small">{{.}}</p>{{/cautions}}
    </section>
    <div class="sides">
    {{#sides}}
    <div>
    <h2>{{name}}</h2>
    <p>{{facts}}</p>
    {{#notes}}<p>Notes: {{.}}</p>{{/notes}}
    {{#hasMarks}}<p>Marks: {{#marks}}{{.}}{{^last()}}; {{/last()}}{{/marks}}</p>{{/hasMarks}}
    <p class="small">{{path}}</p>
    </div>
    {{/sides}}
    </div>
    {{#legs}}
    <section>
    <h2>{{title}}</h2>
    {{#hasBars}}
    <h3>Percent of the own maximum</h3>
    <ul class="bars">
    {{#bars}}<li><span>{{name}}</span><svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true"><rect class="{{kind}}" x="0" y="2" width="{{width}}" height="16"/></svg><b>{{value}}</b></li>
    {{/bars}}
    </ul>
    {{/hasBars}}
    <div class="scroll"><table class="pair-table">
    <caption>Medians over the strides of each session</caption>
    <thead><tr><th scope="col"></th><th scope="col">Before</th><th scope="col">After</th><th scope="col">Change</th><th scope="col">What it means</th></tr></thead>
    <tbody>
    {{#rows}}<tr><th scope="row">{{name}}</th><td data-name="before">{{before}}</td><td data-name="after">{{after}}</td><td data-name="change">{{change}}</td><td>{{meaning}}</td></tr>
    {{/rows}}
    </tbody>
    </table></div>
    </section>
    {{/legs}}
    <p class="small">{{caveat}}</p>
    </main>
    <footer><p>GluteCue reports measurements. It makes no diagnosis, and it is not a medical device. This page is complete in itself: it loads nothing and sends nothing.</p></footer>
    </body>
    </html>

    """
}
