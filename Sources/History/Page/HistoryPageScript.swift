/// What draws the charts, with Chart.js 3 or 4; after `theme.js`, which gives the colours.
enum HistoryPageScript {
  static let text = """
    const data = JSON.parse(document.getElementById("data").textContent);
    const times = data.points.map(p => p.time).concat(data.log.map(l => l.time));
    const day = 86400000;
    const range = { min: Math.min(...times) - day, max: Math.max(...times) + day };
    const date = time => new Date(time).toISOString().slice(0, 10);
    const legs = [...new Set(data.points.map(p => p.leg))];
    const isNarrow = () => window.innerWidth < 600;
    // all charts begin and end at the same place, so that one can be read below the other
    const axisWidth = () => isNarrow() ? 72 : 92;

    // the middle 50 % of each session, a dashed line where work was noted, a solid one where a change was beyond chance
    const marks = {
      id: "marks",
      beforeDatasetsDraw(chart) {
        const { ctx, chartArea, scales } = chart;
        const upright = time => {
          const x = scales.x.getPixelForValue(time);
          ctx.beginPath(); ctx.moveTo(x, chartArea.top); ctx.lineTo(x, chartArea.bottom); ctx.stroke();
        };
        ctx.save();
        ctx.strokeStyle = theme.colour("faint");
        ctx.setLineDash([4, 4]);
        data.log.filter(l => l.isWork).forEach(entry => upright(entry.time));
        ctx.setLineDash([]);
        ctx.strokeStyle = theme.colour("recovered");
        data.trends.filter(t => t.measure === chart.canvas.id && t.since !== undefined).forEach(t => upright(t.since));
        if (chart.canvas.id === "share") {
          ctx.beginPath();
          ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
          ctx.clip();
          ctx.strokeStyle = theme.faded("glute", 0.5);
          for (const point of data.points.filter(p => p.low !== undefined && p.high !== undefined)) {
            const x = scales.x.getPixelForValue(point.time);
            ctx.beginPath();
            ctx.moveTo(x, scales.y.getPixelForValue(point.low));
            ctx.lineTo(x, scales.y.getPixelForValue(point.high));
            ctx.stroke();
          }
        }
        ctx.restore();
      }
    };

    function draw(id, sets, y) {
      const canvas = document.getElementById(id);
      if (!canvas) return;
      const grid = { color: theme.colour("grid") }, ticks = { color: theme.colour("soft") };
      const named = sets.filter(set => set.label);
      return new Chart(canvas, {
        type: "scatter", data: { datasets: sets.map(set => ({ clip: 8, ...set })) }, plugins: [marks],
        options: {
          animation: false, maintainAspectRatio: false, responsive: true,
          scales: {
            x: { ...range, type: "linear", grid, ticks: { ...ticks, maxTicksLimit: isNarrow() ? 4 : 7, maxRotation: 0, callback: date } },
            y: { ...y, grid, ticks: { ...ticks, ...y.ticks }, afterFit: axis => { axis.width = axisWidth(); } }
          },
          plugins: {
            legend: {
              display: named.length > 1,
              labels: { color: theme.colour("ink"), usePointStyle: true, filter: item => item.text !== "" }
            },
            tooltip: {
              displayColors: false, filter: item => item.raw.words !== undefined,
              callbacks: { label: item => date(item.raw.x) + ": " + item.raw.words }
            }
          }
        }
      });
    }

    const title = text => ({ display: !isNarrow(), text, color: theme.colour("soft") });
    const series = (key, name, label, unit) => legs.map((leg, index) => ({
      label: [leg, label].filter(w => w).join(" "), pointStyle: index ? "rectRot" : "circle", pointRadius: index ? 5 : 4, showLine: false,
      backgroundColor: index ? theme.colour("paper") : theme.colour(name), borderColor: theme.colour(name), borderWidth: index ? 2 : 1,
      data: data.points.filter(p => p.leg === leg && p[key] !== undefined)
        .map(p => ({ x: p.time, y: p[key], words: p[key].toFixed(1) + unit + ", session " + p.session }))
    })).filter(set => set.data.length > 0);
    // a line with its band; `shown` turns dB into what the axis shows
    const trends = (measure, shown) => data.trends.filter(t => t.measure === measure).flatMap(t => {
      const dash = legs.indexOf(t.leg) > 0 ? [6, 3] : [];
      const line = values => t.times.map((x, i) => ({ x, y: shown(values[i]) }));
      const edge = { type: "line", label: "", pointRadius: 0, pointHitRadius: 0, borderWidth: 0, borderColor: theme.faded("glute", 0) };
      return [
        { ...edge, data: line(t.low) },
        { ...edge, data: line(t.high), fill: "-1", backgroundColor: theme.faded("glute", 0.16) },
        { ...edge, data: line(t.middle), borderWidth: 2, borderDash: dash, borderColor: theme.colour("glute") }
      ];
    });
    const aims = () => legs.map((leg, index) => ({
      type: "line", label: index ? "" : "aim", stepped: true, pointRadius: 0, pointHitRadius: 0, borderWidth: 2, borderColor: theme.colour("recovered"),
      pointStyle: "line", data: data.points.filter(p => p.leg === leg && p.aim !== undefined).map(p => ({ x: p.time, y: p.aim }))
    })).filter(set => set.data.length > 0);
    const sore = data.log.filter(l => l.soreness !== undefined).map(l => ({ x: l.time, y: l.soreness, words: l.words }));
    const middles = data.points.flatMap(p => [p.low, p.high]).filter(v => v !== undefined);
    const laneColours = { "work": "ink", "soreness": "sore", "calibration": "faint", "programme": "glute", "test without feedback": "hamstring", "aim set": "weak", "aim met": "recovered" };
    const shortLanes = { "calibration": "calibr.", "programme": "progr.", "test without feedback": "test" };
    const lanes = () => data.lanes.map((lane, index) => ({
      label: "", pointRadius: 5, pointStyle: lane === "test without feedback" ? "rectRot" : "circle",
      backgroundColor: theme.colour(laneColours[lane]), borderColor: theme.colour(laneColours[lane]),
      data: data.events.filter(e => e.lane === lane).map(e => ({ x: e.time, y: -index, words: e.words }))
    }));
    const laneName = value => {
      const lane = data.lanes[-value];
      return lane === undefined ? "" : shortLanes[lane] || lane;
    };
    const soreness = () => [{ label: "soreness", pointRadius: 4, showLine: true, borderColor: theme.colour("sore"), backgroundColor: theme.colour("sore"), data: sore }];
    const paint = () => [
      draw("level", [...series("level", "glute", "", " dB"), ...trends("level", v => v)], { grace: "5%", title: title("dB") }),
      draw("maximum", [...series("glute", "glute", "glute", " %"), ...series("hamstring", "hamstring", "hamstring", " %"), ...aims(),
        ...trends("maximum", v => 100 * Math.pow(10, v / 20))], { beginAtZero: true, title: title("% of maximum") }),
      draw("met", series("met", "recovered", "", " %"), { min: 0, max: 100, ticks: { stepSize: 25 }, title: title("% of strides") }),
      draw("events", lanes(), { min: 0.5 - data.lanes.length, max: 0.5, afterBuildTicks: axis => { axis.ticks = data.lanes.map((_, i) => ({ value: -i })); },
        ticks: { autoSkip: false, callback: laneName } }),
      draw("share", series("share", "glute", "", " %"), {
        suggestedMin: Math.min(...middles), suggestedMax: Math.max(...middles), title: title("%")
      }),
      draw("silent", series("silent", "silent", "", " of 1,000"), { beginAtZero: true, title: title("of 1,000 strides") }),
      draw("soreness", soreness(), { min: 0, max: 10, title: title("0 to 10") })
    ];
    let charts = paint();
    const repaint = () => {
      charts.forEach(chart => chart && chart.destroy());
      charts = paint();
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    matchMedia("(max-width: 600px)").addEventListener("change", repaint);
    document.documentElement.dataset.drawn = "yes";
    """
}
