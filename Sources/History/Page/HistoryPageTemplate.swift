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
    <title>{{title}} – GluteCue history</title>
    <style nonce="{{nonce}}">{{{style}}}</style>
    </head>
    <body>
    <header>
    <p class="brand">GluteCue history</p>
    <h1>{{title}}</h1>
    <p class="facts">{{sessions}}, {{from}} to {{to}}.</p>
    </header>
    <main>
    <section class="answer" aria-labelledby="answer">
    <h2 id="answer">The answer</h2>
    {{#trends}}
    <p class="lead">{{title}}: {{answer}}.</p>
    <p class="more">{{amount}}</p>
    <p class="small">{{smallest}}</p>
    {{#leftOut}}<p class="small">{{.}}</p>{{/leftOut}}
    {{/trends}}
    {{^hasTrends}}<p class="lead">No session of which the level is known yet.</p>{{/hasTrends}}
    {{#aims}}<p class="more">{{.}}</p>{{/aims}}
    {{#hasTrends}}<p class="small">{{sureness}}</p>{{/hasTrends}}
    <p class="small">These are measurements, not a diagnosis.</p>
    </section>
    {{#hasLevels}}
    <section>
    <h2>Level of the glute against the hamstring</h2>
    <p>In dB: 6 dB up is twice as much. The same scale on every day but for the place of the electrodes, which moves it by some dB. Line: the trend (Theil–Sen) with a band that holds it with 95 %. Thin lines: work that was noted (dashed), and since when the change is beyond chance (solid).</p>
    <div class="plot tall"><canvas id="level" data-chart="level" role="img" aria-label="Level of the glute against the hamstring per session; the numbers are in the table below"></canvas></div>
    </section>
    {{/hasLevels}}
    {{#hasMaxima}}
    <section>
    <h2>Percent of the own maximum</h2>
    <p>What glute and hamstring did in the middle stride, in percent of their own maximal contraction. Stepped: the aim, where there was one on this scale.</p>
    <div class="plot tall"><canvas id="maximum" data-chart="maximum" role="img" aria-label="Glute and hamstring in percent of their maximum per session; the numbers are in the table below"></canvas></div>
    </section>
    {{/hasMaxima}}
    {{#hasAims}}
    <section>
    <h2>Strides that met the aim</h2>
    <div class="plot short"><canvas id="met" data-chart="met" role="img" aria-label="Percent of the strides that met the aim per session; the numbers are in the table below"></canvas></div>
    </section>
    {{/hasAims}}
    {{#hasEvents}}
    <section>
    <h2>What else happened</h2>
    <p>On the same axis of time as above and below: {{lanes}}.</p>
    <div class="plot lanes"><canvas id="events" data-chart="events" role="img" aria-label="Work, soreness, programme and aims in time; the words are in the log and table below"></canvas></div>
    </section>
    {{/hasEvents}}
    {{#hasSoreness}}
    <section>
    <h2>Soreness, 0 to 10</h2>
    <div class="plot short"><canvas id="soreness" data-chart="soreness" role="img" aria-label="Soreness; the numbers are in the log below"></canvas></div>
    </section>
    {{/hasSoreness}}
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
    <p>How much of the work of glute and hamstring the glute did: the middle of each session (dot) and the middle 50 % of its strides (line). Dashed: work that was noted.</p>
    {{#isRelative}}<p class="small">Sessions without a profile are measured against their own beginning: their share shows what changes within a session, hardly what changes over weeks.</p>{{/isRelative}}
    <div class="plot"><canvas id="share" data-chart="share" role="img" aria-label="Glute share per session; the numbers are in the table below"></canvas></div>
    </section>
    <section>
    <h2>Silent strides per 1,000</h2>
    <div class="plot short"><canvas id="silent" data-chart="silent" role="img" aria-label="Silent strides per session; the numbers are in the table below"></canvas></div>
    </section>
    <section id="sessions">
    <h2>Sessions</h2>
    <div class="scroll"><table>
    <thead><tr><th scope="col">Session</th><th scope="col">Date</th><th scope="col">Minutes</th><th scope="col">Strides</th><th scope="col">Cadence</th><th scope="col">Level dB</th><th scope="col">Glute % max</th><th scope="col">Hamstring % max</th><th scope="col">Aim met %</th><th scope="col">Silent /1,000</th><th scope="col">Share %</th><th scope="col">Middle half</th><th scope="col">Programme</th></tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row">{{number}}{{leg}}</th><td>{{date}}</td><td>{{minutes}}</td><td>{{strides}}</td><td>{{cadence}}</td><td>{{level}}</td><td>{{glute}}</td><td>{{hamstring}}</td><td>{{met}}</td><td>{{silent}}</td><td>{{share}}</td><td>{{spread}}</td><td class="words">{{programme}}</td></tr>
    {{/rows}}
    </tbody>
    </table></div>
    </section>
    {{#hasLog}}
    <section>
    <h2>Log</h2>
    <ul class="log">
    {{#log}}
    <li>{{date}}: {{words}}</li>
    {{/log}}
    </ul>
    </section>
    {{/hasLog}}
    </main>
    <footer><p>GluteCue reports measurements. It makes no diagnosis, and it is not a medical device. This page is complete in itself: it loads nothing and sends nothing.</p></footer>
    <script nonce="{{nonce}}">{{{library}}}</script>
    <script nonce="{{nonce}}" type="application/json" id="data">{{{data}}}</script>
    <script nonce="{{nonce}}">{{{script}}}</script>
    </body>
    </html>

    """
}
