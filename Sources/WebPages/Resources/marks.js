"use strict";
// What the charts share: axes, marks, guides.

const timeSteps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

// Ticks at round times, as many as there is room for.
const timeAxis = (end) => ({
  type: "linear", min: 0, max: end,
  title: { display: true, text: end >= 3600 ? "time, h:min:s" : "time, min:s" },
  grid: { color: theme.colour("grid") },
  ticks: { callback: clock, maxRotation: 0, autoSkip: false },
  afterBuildTicks: (axis) => {
    const step = timeSteps.find((s) => end / s <= Math.max(3, (axis.width || 600) / 75)) || 7200;
    axis.ticks = ticksAround(0, 0, end, step);
  },
});

const minus = (text) => String(text).replace("-", "−");

const valueAxis = (title, more = {}) => ({
  title: { display: true, text: title }, grid: { color: theme.colour("grid") }, ...more,
});

const options = (scales, more = {}) => ({
  animation: false, responsive: true, maintainAspectRatio: false, parsing: false, normalized: true,
  interaction: { mode: "nearest", intersect: true },
  plugins: { legend: { display: false }, tooltip: { displayColors: false }, ...(more.plugins || {}) },
  scales, ...(more.rest || {}),
});

// Vertical lines and shaded spans: `lines: [{at, name, colour}]`, `spans: [{from, to, colour}]`,
// `bars: [{from, to, colour}]` at the bottom, one above the other.
const guides = {
  id: "guides",
  beforeDatasetsDraw(chart, _, guide) {
    const { ctx, chartArea: area, scales: { x } } = chart;
    ctx.save();
    for (const span of guide.spans || []) {
      ctx.fillStyle = span.colour;
      const from = Math.max(x.getPixelForValue(span.from), area.left);
      ctx.fillRect(from, area.top, Math.min(x.getPixelForValue(span.to), area.right) - from, area.height);
    }
    (guide.bars || []).forEach((bar, place) => {
      ctx.fillStyle = bar.colour;
      const from = Math.max(x.getPixelForValue(bar.from), area.left);
      const to = Math.min(x.getPixelForValue(bar.to), area.right);
      if (to > from) ctx.fillRect(from, area.bottom - 6 - 7 * bar.row, to - from, 5);
    });
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
        ctx.font = `12px ${Chart.defaults.font.family}`;
        ctx.fillText(line.name, at + (isLate ? -4 : 4), line.isMark ? area.bottom - 5 : area.top + 11);
        if (line.isMark) free = at + ctx.measureText(line.name).width + 10;
      }
    }
    ctx.restore();
  },
};

// Moments that somebody marked, as broken lines with what was written at the bottom.
const markGuides = (leg) => ({
  lines: leg.marks.map(({ at, label }) => ({
    at, name: label.length > 24 ? label.slice(0, 23) + "…" : label, colour: theme.colour("soft"), isMark: true,
  })),
});

const marks = {
  f: { pointStyle: "circle", radius: 1.8, colour: "dot" },
  b: { pointStyle: "circle", radius: 2.2, colour: "faint", isRing: true },
  w: { pointStyle: "rectRot", radius: 4, colour: "weak" },
  s: { pointStyle: "triangle", radius: 4.5, colour: "silent" },
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
      type: "scatter", data, pointStyle: mark.pointStyle, pointRadius: many ? 1.2 : mark.radius, pointHitRadius: 4,
      pointBackgroundColor: mark.isRing ? "transparent" : theme.faded(mark.colour, many ? 0.55 : 0.85),
      pointBorderColor: theme.colour(mark.colour), pointBorderWidth: mark.isRing ? 1 : 0,
    };
  });

const medianLine = (leg, values, colour = "ink") => ({
  type: "line", data: leg.courseContact.map((x, i) => ({ x, y: values[i] })), borderColor: theme.colour(colour),
  borderWidth: 2, pointRadius: 0, pointHitRadius: 0, spanGaps: false,
});

const cueMarks = (leg, y) => {
  const set = (kinds, colour, isFilled) => ({
    type: "scatter",
    data: leg.cueSeconds.map((x, i) => ({ x, y, cue: leg.cueKind[i] })).filter((p) => kinds.includes(p.cue)),
    pointStyle: "triangle", rotation: 180, pointRadius: 4, clip: false, pointHitRadius: 4,
    pointBackgroundColor: isFilled ? theme.colour(colour) : "transparent", pointBorderColor: theme.colour(colour),
  });
  return [
    set(["silent"], "silent", true), set(["weak"], "weak", true), set(["fault"], "faint", true),
    set(["recovered", "reward"], "recovered", false),
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

const traceLabel = (excerpt, place) => {
  const trace = excerpt.traces[place];
  if (!trace) return "";
  const most = trace.scale >= 10 ? trace.scale.toFixed(0) : trace.scale.toFixed(1);
  return [muscleName(trace.muscle), `± ${most} ${excerpt.unit}`];
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
