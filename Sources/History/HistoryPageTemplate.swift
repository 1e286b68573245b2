/// The page as a Mustache template.
enum HistoryPageTemplate {
  static let text = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-{{nonce}}'; style-src 'nonce-{{nonce}}'; img-src data:">
    <meta name="color-scheme" content="light dark">
    <title>GluteCue history</title>
    <style nonce="{{nonce}}">{{{style}}}</style>
    </head>
    <body>
    <main>
    <h1>Glute and hamstring over the weeks</h1>
    <p class="lead">{{sessions}}, {{from}} to {{to}}.</p>
    {{#comparisons}}
    <section>
    <h2>{{title}}</h2>
    {{#measures}}
    <p><strong>{{line}}.</strong> {{chance}} {{caution}}</p>
    {{/measures}}
    {{#cannot}}<p>There is nothing to compare yet: sessions that can be compared are needed on both sides.</p>{{/cannot}}
    {{#leftOut}}<p class="small">{{.}}</p>{{/leftOut}}
    </section>
    {{/comparisons}}
    <p class="small">{{caveat}}</p>
    <section>
    <h2>Glute share</h2>
    <p>How much of the work of glute and hamstring the glute did: the middle of each session (dot) and the middle half of its strides (line). Dashed: work that was noted.</p>
    {{#isRelative}}<p class="small">Sessions without a profile are measured against their own beginning: their share shows what changes within a session, hardly what changes over weeks.</p>{{/isRelative}}
    <div class="chart"><canvas id="share" role="img" aria-label="Glute share per session; the numbers are in the table below"></canvas></div>
    </section>
    <section>
    <h2>Silent strides per 1,000</h2>
    <div class="chart"><canvas id="silent" role="img" aria-label="Silent strides per session; the numbers are in the table below"></canvas></div>
    </section>
    {{#hasSoreness}}
    <section>
    <h2>Soreness, 0 to 10</h2>
    <div class="chart"><canvas id="soreness" role="img" aria-label="Soreness; the numbers are in the log below"></canvas></div>
    </section>
    {{/hasSoreness}}
    <section>
    <h2>Sessions</h2>
    <div class="wide"><table>
    <thead><tr><th>#</th><th>Leg</th><th>Date</th><th>Minutes</th><th>Strides</th><th>Cadence</th><th>Silent per 1,000</th><th>Share %</th><th>Middle half</th></tr></thead>
    <tbody>
    {{#rows}}
    <tr><td>{{number}}</td><td>{{leg}}</td><td>{{date}}</td><td>{{minutes}}</td><td>{{strides}}</td><td>{{cadence}}</td><td>{{silent}}</td><td>{{share}}</td><td>{{spread}}</td></tr>
    {{/rows}}
    </tbody>
    </table></div>
    </section>
    <section>
    <h2>Log</h2>
    <ul>
    {{#log}}
    <li>{{date}}: {{words}}</li>
    {{/log}}
    </ul>
    </section>
    <p class="small">GluteCue reports measurements. It makes no diagnosis, and it is not a medical device.</p>
    </main>
    <script nonce="{{nonce}}">{{{library}}}</script>
    <script nonce="{{nonce}}" type="application/json" id="data">{{{data}}}</script>
    <script nonce="{{nonce}}">{{{script}}}</script>
    </body>
    </html>

    """
}
