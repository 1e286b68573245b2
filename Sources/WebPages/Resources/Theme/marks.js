"use strict";
// What the charts share: axes, marks, guides, tooltips.

// Every plot begins and ends at the same place, so that one can be read below the other.
const margins = { left: 62, right: 18 };

const timeSteps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

// The least round step of time with no more than `most` of them.
const timeStep = (end, most) => timeSteps.find((s) => end / s <= most) || 7200;

// Ticks at round times, as many as there is room for.
const timeAxis = (end) => ({
  type: "linear", min: 0, max: end,
  title: { display: true, text: end >= 3600 ? "time, h:min:s" : "time, min:s" },
  grid: { color: theme.colour("grid") },
  ticks: { callback: clock, maxRotation: 0, autoSkip: false },
  afterBuildTicks: (axis) => { axis.ticks = ticksAround(0, 0, end, timeStep(end, Math.max(3, axis.chart.width / 85))); },
});

const minus = (text) => String(text).replace("-", "−");

const valueAxis = (title, more = {}) => ({
  title: { display: true, text: title }, grid: { color: theme.colour("grid") }, ...more,
  afterFit: (axis) => { axis.width = margins.left; },
});

// From the lowest to the highest, with some air, and never so narrow that noise looks like news.
const span = (values, least) => {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return {};
  const [low, high] = known.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  const half = Math.max(0.54 * (high - low), least / 2);
  const middle = (low + high) / 2;
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500].find((s) => (2 * half) / s <= 8) || 1000;
  const from = low >= 0 ? Math.max(0, middle - half) : middle - half;
  return {
    min: step * Math.floor(from / step), max: step * Math.ceil(Math.max(middle + half, from + least) / step),
    ticks: { stepSize: step, callback: minus },
  };
};

const options = (scales, more = {}) => ({
  animation: false, responsive: true, maintainAspectRatio: false, parsing: false, normalized: true,
  layout: { autoPadding: false, padding: { left: 0, right: margins.right, top: 4, bottom: 2 } },
  interaction: { mode: "points", intersect: false },
  plugins: { legend: { display: false }, tooltip: { displayColors: false }, ...(more.plugins || {}) },
  scales, ...(more.rest || {}),
});

// What a pointer finds: in each set of points the one that is nearest in x, and of these the nearest of all. Nobody has to
// hit a dot.
const nearestPoints = (chart, event) => {
  const { x } = chart.scales;
  const at = x.getValueForPixel(event.x);
  const found = [];
  chart.data.datasets.forEach((set, datasetIndex) => {
    if (!set.isPoints || set.data.length === 0) return;
    let [low, high] = [0, set.data.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (set.data[middle].x < at) low = middle + 1;
      else high = middle;
    }
    const index = low > 0 && at - set.data[low - 1].x < set.data[low].x - at ? low - 1 : low;
    found.push({ element: chart.getDatasetMeta(datasetIndex).data[index], datasetIndex, index, away: Math.abs(x.getPixelForValue(set.data[index].x) - event.x) });
  });
  const least = Math.min(...found.map((item) => item.away));
  return found.filter((item) => item.element && item.away < least + 0.5);
};
Chart.Interaction.modes.points = nearestPoints;
// What is said of a point says its time too.
Chart.defaults.plugins.tooltip.callbacks.title = () => "";

// Vertical lines and shaded spans: `lines: [{at, name, colour}]`, `spans: [{from, to, colour}]`,
// `bars: [{from, to, colour}]` at the bottom, one above the other; `levels: [{at, isDashed}]` across.
const guides = {
  id: "guides",
  beforeDatasetsDraw(chart, _, guide) {
    const { ctx, chartArea: area, scales: { x } } = chart;
    ctx.save();
    for (const part of guide.spans || []) {
      ctx.fillStyle = part.colour;
      const from = Math.max(x.getPixelForValue(part.from), area.left);
      ctx.fillRect(from, area.top, Math.min(x.getPixelForValue(part.to), area.right) - from, area.height);
    }
    (guide.bars || []).forEach((bar) => {
      ctx.fillStyle = bar.colour;
      const from = Math.max(x.getPixelForValue(bar.from), area.left);
      const to = Math.min(x.getPixelForValue(bar.to), area.right);
      if (to > from) ctx.fillRect(from, area.bottom - 6 - 7 * bar.row, to - from, 5);
    });
    for (const level of guide.levels || []) guides.level(chart, level);
    let free = -Infinity;
    for (const line of guide.lines || []) {
      const at = x.getPixelForValue(line.at);
      if (line.isMark && (at < area.left || at > area.right)) continue;
      ctx.strokeStyle = ctx.fillStyle = line.colour;
      ctx.lineWidth = line.isMark ? 1 : 1.5;
      ctx.setLineDash(line.isMark ? [4, 3] : []);
      ctx.beginPath();
      ctx.moveTo(at, area.top);
      ctx.lineTo(at, area.bottom);
      ctx.stroke();
      if (line.name && at >= free) {
        const isLate = at > area.right - 60;
        ctx.textAlign = isLate ? "right" : "left";
        ctx.font = `${Chart.defaults.font.size}px ${Chart.defaults.font.family}`;
        ctx.fillText(line.name, at + (isLate ? -4 : 4), line.isMark ? area.bottom - 5 : area.top + 11);
        if (line.isMark) free = at + ctx.measureText(line.name).width + 10;
      }
    }
    ctx.restore();
  },
  level({ ctx, chartArea: area, scales: { y } }, { at, isDashed }) {
    const place = y.getPixelForValue(at);
    if (!(place >= area.top && place <= area.bottom)) return;
    ctx.strokeStyle = theme.colour("soft");
    ctx.lineWidth = 1;
    ctx.setLineDash(isDashed ? [5, 4] : []);
    ctx.beginPath();
    ctx.moveTo(area.left, place);
    ctx.lineTo(area.right, place);
    ctx.stroke();
  },
};

// Moments that somebody marked, as broken lines with what was written at the bottom.
const markGuides = (leg) => ({
  lines: leg.marks.map(({ at, label }) => ({
    at, name: label.length > 24 ? label.slice(0, 23) + "…" : label, colour: theme.colour("soft"), isMark: true,
  })),
});

const marks = {
  f: { pointStyle: "circle", radius: 2, colour: "firing" },
  b: { pointStyle: "circle", radius: 2.4, colour: "untold", isRing: true },
  w: { pointStyle: "rectRot", radius: 4.5, colour: "weak" },
  s: { pointStyle: "triangle", radius: 5, colour: "silent" },
};

// One set of points a verdict, failing ones on top; `values` above `top` stand at the edge.
const verdictPoints = (leg, values, top) =>
  ["s", "w", "b", "f"].map((letter) => {
    const mark = marks[letter];
    const data = [];
    for (let i = 0; i < values.length; i++) {
      if (leg.verdict[i] === letter && !Number.isNaN(values[i])) {
        data.push({ x: leg.contact[i], y: Math.min(values[i], top), value: values[i], stride: leg.number[i] });
      }
    }
    const many = data.length > 3000 && letter === "f";
    return {
      type: "scatter", data, isPoints: true, pointStyle: mark.pointStyle, pointRadius: many ? 1.2 : mark.radius,
      pointBackgroundColor: mark.isRing ? "transparent" : many ? theme.faded(mark.colour, 0.55) : theme.colour(mark.colour),
      pointBorderColor: theme.colour(mark.colour), pointBorderWidth: mark.isRing ? 1.2 : 0, clip: false,
    };
  });

const medianLine = (leg, values, colour = "ink") => ({
  type: "line", data: leg.courseContact.map((x, i) => ({ x, y: values[i] })), borderColor: theme.colour(colour),
  borderWidth: 2, pointRadius: 0, spanGaps: false,
});

// Sounds stand above the strides: a stroke for a beep, a cross for good news; no verdict has such a shape.
const cueMarks = (leg, y) => {
  const set = (kinds, colour, more) => ({
    type: "scatter", isPoints: true,
    data: leg.cueSeconds.map((x, i) => ({ x, y, cue: leg.cueKind[i] })).filter((p) => kinds.includes(p.cue)),
    pointRadius: 5, pointBorderWidth: 2, clip: false, pointBorderColor: theme.colour(colour), ...more,
  });
  const stroke = { pointStyle: "line", rotation: 90 };
  return [
    set(["silent", "weak", "below"], "ink", stroke), set(["fault"], "untold", stroke),
    set(["recovered", "reward"], "recovered", { pointStyle: "cross" }),
  ];
};

const strideLabel = (unit, decimals) => ({
  label: ({ raw }) =>
    raw.cue ? `${clock(raw.x)}  sound: ${raw.cue}`
      : raw.stride ? `${clock(raw.x)}  stride ${raw.stride}: ${raw.value.toFixed(decimals)}${unit}`
        : `${clock(raw.x)}  ${raw.y.toFixed(decimals)}${unit}`,
});

const quantile = (values, share) => {
  const known = values.filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
  return known.length ? known[Math.floor(share * (known.length - 1))] : 1;
};

const ticksAround = (middle, min, max, step) => {
  const ticks = [];
  for (let i = Math.ceil((min - middle) / step); middle + i * step <= max; i++) ticks.push({ value: middle + i * step });
  return ticks;
};

const lineLegend = () => ({
  display: true,
  labels: {
    boxWidth: 28, boxHeight: 0, filter: (item) => item.text !== "",
    generateLabels: (chart) => Chart.defaults.plugins.legend.labels.generateLabels(chart).map((item) => ({ ...item, fillStyle: item.strokeStyle })),
  },
});

// Lines of muscles differ by their dashes too; the two that everything is about are whole.
const dashes = { quadriceps: [10, 3], calf: [6, 3, 2, 3], "lower-back": [2, 3] };

// A tick at the median of each bar.
const medians = {
  id: "medians",
  afterDatasetsDraw(chart, _, settings) {
    if (!settings.isOn) return;
    const { ctx, scales: { x } } = chart;
    ctx.save();
    chart.data.datasets.forEach((set, index) => {
      chart.getDatasetMeta(index).data.forEach((bar, i) => {
        const at = x.getPixelForValue(set.data[i].median);
        ctx.strokeStyle = theme.colour("ink");
        ctx.lineWidth = 2.5;
        ctx.beginPath();
        ctx.moveTo(at, bar.y - bar.height / 2);
        ctx.lineTo(at, bar.y + bar.height / 2);
        ctx.stroke();
      });
    });
    ctx.restore();
  },
};
