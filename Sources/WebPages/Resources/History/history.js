"use strict";
// What draws the weeks; after theme.js and marks.js.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const times = data.points.map((p) => p.time).concat(data.log.map((l) => l.time));
  const day = 86400000;
  const range = { min: Math.min(...times) - day, max: Math.max(...times) + day };
  const legs = [...new Set(data.points.map((p) => p.leg))];
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const date = (time) => new Date(time).toISOString().slice(0, 10);
  const isNarrow = () => window.innerWidth < 600;
  margins.left = 84;

  // Even steps of whole days from the first, as many as there is room for.
  const dateTicks = (axis) => {
    const days = (range.max - range.min) / day;
    const step = [1, 2, 7, 14, 28, 56, 91, 182, 364].find((s) => days / s <= Math.max(2, (axis.chart.width - 100) / 70)) || 728;
    axis.ticks = ticksAround(day * Math.ceil(range.min / day), range.min, range.max, step * day);
  };
  const dateLabel = (time, index) => {
    const at = new Date(time);
    const words = `${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
    return index === 0 || at.getUTCMonth() === 0 && at.getUTCDate() < 8 ? [words, String(at.getUTCFullYear())] : words;
  };

  // the middle 50 % of each session, a dashed line where work was noted, a solid one where a change was beyond chance
  const marks = {
    id: "days",
    beforeDatasetsDraw({ ctx, chartArea: area, scales: { x, y }, canvas }) {
      const upright = (time) => {
        ctx.beginPath();
        ctx.moveTo(x.getPixelForValue(time), area.top);
        ctx.lineTo(x.getPixelForValue(time), area.bottom);
        ctx.stroke();
      };
      ctx.save();
      ctx.strokeStyle = theme.colour("untold");
      ctx.setLineDash([4, 4]);
      data.log.filter((l) => l.isWork).forEach((entry) => upright(entry.time));
      ctx.setLineDash([]);
      ctx.strokeStyle = theme.colour("recovered");
      data.trends.filter((t) => t.measure === canvas.id && t.since !== undefined).forEach((t) => upright(t.since));
      if (canvas.id === "share") {
        ctx.beginPath();
        ctx.rect(area.left, area.top, area.width, area.height);
        ctx.clip();
        ctx.strokeStyle = theme.faded("glute", 0.5);
        for (const point of data.points.filter((p) => p.low !== undefined && p.high !== undefined)) {
          ctx.beginPath();
          ctx.moveTo(x.getPixelForValue(point.time), y.getPixelForValue(point.low));
          ctx.lineTo(x.getPixelForValue(point.time), y.getPixelForValue(point.high));
          ctx.stroke();
        }
      }
      ctx.restore();
    },
  };

  const draw = (id, sets, y, levels = []) => {
    const canvas = document.getElementById(id);
    if (!canvas) return undefined;
    const named = sets.filter((set) => set.label);
    return new Chart(canvas, {
      type: "scatter", data: { datasets: sets.map((set) => ({ clip: 8, ...set })) }, plugins: [marks],
      options: options(
        {
          x: { ...range, type: "linear", grid: { color: theme.colour("grid") }, afterBuildTicks: dateTicks, ticks: { autoSkip: false, maxRotation: 0, callback: dateLabel } },
          y: valueAxis("", y),
        },
        {
          plugins: {
            guides: { levels },
            legend: { display: named.length > 1, labels: { color: theme.colour("ink"), usePointStyle: true, filter: (item) => item.text !== "" } },
            tooltip: { displayColors: false, callbacks: { label: (item) => `${date(item.raw.x)}: ${item.raw.words}` } },
          },
        }),
    });
  };

  const title = (text) => ({ display: !isNarrow(), text });
  const series = (key, name, label, unit) => legs.map((leg, index) => ({
    label: [leg, label].filter((w) => w).join(" "), isPoints: true, showLine: false,
    pointStyle: index ? "rectRot" : name === "hamstring" ? "triangle" : "circle", pointRadius: index ? 5 : 4,
    backgroundColor: theme.colour(index ? "paper" : name), borderColor: theme.colour(name), borderWidth: index ? 2 : 1,
    data: data.points.filter((p) => p.leg === leg && p[key] !== undefined)
      .map((p) => ({ x: p.time, y: p[key], words: `${p[key].toFixed(1)}${unit}, session ${p.session}` })),
  })).filter((set) => set.data.length > 0);
  const dash = (leg) => (legs.indexOf(leg) > 0 ? [6, 3] : []);
  const line = (name, more) => ({ type: "line", label: "", pointRadius: 0, borderWidth: 2, borderColor: theme.colour(name), ...more });
  // a line with its band; `shown` turns dB into what the axis shows
  const trends = (measure, shown) => data.trends.filter((t) => t.measure === measure).flatMap((t) => {
    const path = (values) => t.times.map((x, i) => ({ x, y: shown(values[i]) }));
    const edge = line("glute", { borderWidth: 0, borderColor: theme.faded("glute", 0) });
    return [
      { ...edge, data: path(t.low) },
      { ...edge, data: path(t.high), fill: "-1", backgroundColor: theme.faded("glute", 0.16) },
      line("glute", { data: path(t.middle), borderDash: dash(t.leg) }),
    ];
  });
  // the median of five sessions in a row
  const running = (key, name) => legs.flatMap((leg) => {
    const own = data.points.filter((p) => p.leg === leg && p[key] !== undefined);
    if (own.length < 5) return [];
    const path = own.map((p, i) => {
      const near = own.slice(Math.max(0, Math.min(i - 2, own.length - 5))).slice(0, 5).map((o) => o[key]).sort((a, b) => a - b);
      return { x: p.time, y: near[2] };
    });
    return [line(name, { data: path, borderDash: dash(leg) })];
  });
  const aims = () => legs.map((leg, index) => line("recovered", {
    label: index ? "" : "aim", stepped: true, pointStyle: "line",
    data: data.points.filter((p) => p.leg === leg && p.aim !== undefined).map((p) => ({ x: p.time, y: p.aim })),
  })).filter((set) => set.data.length > 0);
  const all = (...keys) => data.points.flatMap((p) => keys.map((key) => p[key])).filter((v) => v !== undefined);
  const laneColours = { work: "ink", soreness: "sore", calibration: "untold", programme: "glute", "test without feedback": "hamstring", "aim set": "weak", "aim met": "recovered" };
  const shortLanes = { calibration: "calibr.", programme: "progr.", "test without feedback": "test" };
  const lanes = () => data.lanes.map((lane, index) => ({
    label: "", isPoints: true, pointRadius: 5, pointStyle: lane === "test without feedback" ? "rectRot" : "circle",
    backgroundColor: theme.colour(laneColours[lane]), borderColor: theme.colour(laneColours[lane]),
    data: data.events.filter((e) => e.lane === lane).map((e) => ({ x: e.time, y: -index, words: e.words })),
  }));
  const laneName = (value) => {
    const lane = data.lanes[-value];
    return lane === undefined ? "" : shortLanes[lane] || lane;
  };
  const soreness = () => [{
    label: "soreness", isPoints: true, pointRadius: 4, showLine: true, borderColor: theme.colour("sore"), backgroundColor: theme.colour("sore"),
    data: data.log.filter((l) => l.soreness !== undefined).map((l) => ({ x: l.time, y: l.soreness, words: l.words })),
  }];

  const paint = () => {
    Chart.defaults.color = theme.colour("soft");
    Chart.defaults.borderColor = theme.colour("rule");
    return [
      draw("level", [...series("level", "glute", "", " dB"), ...trends("level", (v) => v)], { ...span([...all("level"), ...data.trends.filter((t) => t.measure === "level").flatMap((t) => t.middle)], 6), title: title("dB") }),
      draw("maximum", [
        ...series("glute", "glute", "glute", " %"), ...series("hamstring", "hamstring", "hamstring", " %"), ...aims(),
        ...trends("maximum", (v) => 100 * Math.pow(10, v / 20)),
      ], { beginAtZero: true, title: title("% of maximum") }),
      draw("met", series("met", "recovered", "", " %"), { min: 0, max: 100, ticks: { stepSize: 25 }, title: title("% of strides") }),
      draw("events", lanes(), {
        min: 0.5 - data.lanes.length, max: 0.5, afterBuildTicks: (axis) => { axis.ticks = data.lanes.map((_, i) => ({ value: -i })); },
        ticks: { autoSkip: false, callback: laneName },
      }),
      draw("share", [...series("share", "glute", "", " %"), ...running("share", "glute")], { ...span(all("share", "low", "high"), 20), title: title("%") }, [{ at: 50 }]),
      draw("silent", [...series("silent", "silent", "", " of 1,000"), ...running("silent", "silent")], { min: 0, suggestedMax: 20, title: title("of 1,000 strides") }),
      draw("soreness", soreness(), { min: 0, max: 10, title: title("0 to 10") }),
    ];
  };
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.register(guides);
  let charts = paint();
  const repaint = () => {
    charts.forEach((chart) => chart && chart.destroy());
    charts = paint();
  };
  const onPaper = (isOn) => () => {
    if (isOn) document.documentElement.dataset.paper = "yes";
    else delete document.documentElement.dataset.paper;
    repaint();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  matchMedia("(max-width: 600px)").addEventListener("change", repaint);
  window.addEventListener("beforeprint", onPaper(true));
  window.addEventListener("afterprint", onPaper(false));
  document.documentElement.dataset.drawn = "yes";
})();
