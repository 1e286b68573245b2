"use strict";
// One function a chart: each returns the configuration for Chart.js.

const trendPlot = (leg, measure, title, least) => {
  const datasets = [];
  const shown = [];
  for (const trend of leg.trends.filter((t) => t.measure === measure)) {
    const minutes = numbers(trend.minutes);
    const medianValues = numbers(trend.medians);
    const colour = theme.colour(trend.muscle);
    const ends = [minutes[0], minutes[minutes.length - 1]];
    const line = (slope) => ends.map((x) => ({ x: 60 * x, y: trend.middle + slope * (x - trend.middleMinute) }));
    shown.push(...medianValues, ...line(trend.slope).map((p) => p.y));
    datasets.push({ type: "line", label: muscleName(trend.muscle), data: line(trend.slope), borderColor: colour, borderWidth: 2, borderDash: dashes[trend.muscle] || [], pointRadius: 0 });
    const edge = { type: "line", label: "", borderColor: theme.faded(trend.muscle, 0.7), borderWidth: 1, borderDash: [3, 3], pointRadius: 0 };
    if (isMain(trend.muscle)) datasets.push({ ...edge, data: line(trend.lower) }, { ...edge, data: line(trend.upper) });
    datasets.push({
      type: "scatter", label: "", isPoints: true, pointRadius: 2.5, pointBackgroundColor: colour, pointBorderWidth: 0,
      data: minutes.map((x, i) => ({ x: 60 * x, y: medianValues[i], muscle: trend.muscle })),
    });
  }
  return {
    data: { datasets },
    options: options(
      // the axis fits what was measured; ends of an interval beyond it are cut off
      { x: timeAxis(leg.end), y: valueAxis(title, span(shown, least)) },
      { plugins: { legend: lineLegend(), tooltip: { displayColors: false, callbacks: { label: ({ raw }) => `${clock(raw.x)}  ${muscleName(raw.muscle)}: ${raw.y.toFixed(1)}` } } } }),
  };
};

// What a share or a ratio is judged by: equal parts, and the line below which alone a stride can be silent.
const levels = (equal, silent) => [{ at: equal }, { at: silent, isDashed: true }];
const shareLevels = (leg) => levels(50, (100 * leg.silentRatio) / (1 + leg.silentRatio));

const traceLabel = (excerpt, place) => {
  const trace = excerpt.traces[place];
  if (!trace) return "";
  const most = trace.scale >= 10 ? trace.scale.toFixed(0) : trace.scale.toFixed(1);
  return [muscleName(trace.muscle), `± ${most}`, excerpt.unit];
};

const plots = {
  share: (leg) => ({
    data: { datasets: [...cueMarks(leg, 106), medianLine(leg, leg.courseShare), ...verdictPoints(leg, leg.share, 100)] },
    options: options(
      { x: timeAxis(leg.end), y: valueAxis("glute share, %", { min: 0, max: 112, afterBuildTicks: (axis) => { axis.ticks = ticksAround(0, 0, 100, 25); } }) },
      { plugins: { guides: { ...markGuides(leg), levels: shareLevels(leg) }, tooltip: { displayColors: false, callbacks: strideLabel(" %", 0) } } }),
  }),

  ratio: (leg) => {
    const top = Math.max(1, Math.ceil(quantile(leg.ratio, 0.995) * 2.1) / 2);
    return {
      data: { datasets: [medianLine(leg, leg.courseRatio), ...verdictPoints(leg, leg.ratio, top)] },
      options: options(
        { x: timeAxis(leg.end), y: valueAxis("ratio", { min: 0, max: top }) },
        { plugins: { guides: { ...markGuides(leg), levels: levels(1, leg.silentRatio) }, tooltip: { displayColors: false, callbacks: strideLabel("", 2) } } }),
    };
  },

  cadence: (leg) => {
    const low = Math.floor(quantile(leg.cadence, 0.003) - 2);
    const top = Math.ceil(quantile(leg.cadence, 0.997) + 2);
    const points = verdictPoints(leg, leg.cadence.map((v) => Math.max(v, low)), top).map((set) => ({
      ...set, pointStyle: "circle", pointRadius: Math.min(1.6, set.pointRadius), pointBackgroundColor: theme.colour("firing"), pointBorderWidth: 0,
    }));
    return {
      data: { datasets: [medianLine(leg, leg.courseCadence), ...points] },
      options: options(
        { x: timeAxis(leg.end), y: valueAxis("strides per minute", { min: low, max: top }) },
        { plugins: { guides: markGuides(leg), tooltip: { displayColors: false, callbacks: strideLabel(" strides/min", 1) } } }),
    };
  },

  both: (_, legs) => ({
    data: {
      datasets: legs.map((leg, i) => ({
        ...medianLine(leg, leg.courseShare, i === 0 ? "glute" : "hamstring"), label: muscleName(leg.name), borderDash: i ? [6, 3] : [], isPoints: true,
      })),
    },
    options: options(
      { x: timeAxis(Math.max(...legs.map((leg) => leg.end))), y: valueAxis("glute share, %", { min: 0, max: 100, ticks: { stepSize: 25 } }) },
      { plugins: { legend: lineLegend(), guides: { ...markGuides(legs[0]), levels: shareLevels(legs[0]) }, tooltip: { displayColors: false, callbacks: { label: ({ raw, dataset }) => `${clock(raw.x)}  ${dataset.label}: ${raw.y.toFixed(0)} %` } } } }),
  }),

  average: (leg) => {
    const datasets = [];
    for (const average of leg.averages) {
      const mean = numbers(average.mean);
      const deviation = numbers(average.deviation);
      const points = (sign) => mean.map((y, i) => ({ x: i - 30, y: Math.max(0, y + sign * deviation[i]) }));
      const isFiring = average.group === "firing";
      if (!isFiring && !isMain(average.muscle)) continue;
      const line = { type: "line", pointRadius: 0, borderColor: theme.colour(average.muscle) };
      datasets.push({
        ...line, data: points(0), borderWidth: isFiring && isMain(average.muscle) ? 2.5 : 1.5, borderDash: isFiring ? dashes[average.muscle] || [] : [5, 4],
        label: isFiring ? muscleName(average.muscle) : "", isMean: true, isPoints: true,
      });
      if (isFiring && isMain(average.muscle)) {
        const edge = { ...line, borderWidth: 0, label: "" };
        datasets.push({ ...edge, data: points(1) });
        datasets.push({ ...edge, data: points(-1), fill: "-1", backgroundColor: theme.faded(average.muscle, 0.16) });
      }
    }
    const main = leg.windows.filter((w) => isMain(w.muscle));
    const bars = main.flatMap((w, row) =>
      [-100, 0, 100].map((shift) => ({ from: w.on + shift, to: w.off + shift, row, colour: theme.colour(w.muscle) })));
    return {
      data: { datasets },
      options: options(
        {
          x: { type: "linear", min: -30, max: 100, grid: { color: theme.colour("grid") }, ticks: { callback: minus, maxRotation: 0, autoSkipPadding: 8 }, afterBuildTicks: (axis) => { axis.ticks = ticksAround(0, -30, 100, 10); }, title: { display: true, text: "% of the stride after initial contact" } },
          y: valueAxis(`envelope, ${leg.unit}`, { min: 0, suggestedMax: 110, grace: "5%" }),
        },
        {
          plugins: {
            legend: lineLegend(),
            guides: { lines: [{ at: 0, name: "contact", colour: theme.colour("ink") }], bars, levels: [{ at: 100 }] },
            tooltip: { filter: (item) => item.dataset.isMean, callbacks: { title: ([i]) => (i ? `${i.raw.x} % of the stride` : ""), label: (i) => `${i.dataset.label || "silent or weak"}: ${i.raw.y.toFixed(0)} %` } },
          },
        }),
    };
  },

  histogram: (leg) => {
    const h = leg.histogram;
    const set = (name, values, colour) => ({
      label: name, backgroundColor: colour, stack: "all", barPercentage: 1, categoryPercentage: 0.94,
      data: values.map((y, i) => ({ x: (i + 0.5) * h.step, y })),
    });
    const last = h.firing.length * h.step;
    const sets = [
      set("silent", h.silent, theme.colour("silent")), set("weak", h.weak, theme.colour("weak")),
      set("fired", h.firing, theme.colour("firing")), set("no reference yet", h.baseline, theme.faded("untold", 0.6)),
    ].filter((s) => s.data.some((p) => p.y > 0));
    return {
      type: "bar",
      data: { datasets: sets },
      options: options(
        {
          x: { type: "linear", min: 0, max: last, offset: false, grid: { display: false }, title: { display: true, text: "ratio glute : hamstring" }, stacked: true, ticks: { maxRotation: 0, autoSkipPadding: 12 } },
          y: valueAxis("strides", { stacked: true, beginAtZero: true, ticks: { precision: 0 } }),
        },
        {
          rest: { interaction: { mode: "nearest", axis: "x", intersect: false } },
          plugins: {
            legend: { display: true, labels: { boxWidth: 12, boxHeight: 12 } },
            guides: {
              spans: [{ from: h.lowerQuartile, to: h.upperQuartile, colour: theme.faded("ink", 0.08) }],
              lines: [{ at: h.median, name: `median ${h.median.toFixed(2)}`, colour: theme.colour("ink") }],
            },
            tooltip: { callbacks: { title: ([i]) => `${(i.raw.x - h.step / 2).toFixed(2)} to ${(i.raw.x + h.step / 2).toFixed(2)}` } },
          },
        }),
    };
  },

  frequency: (leg) => trendPlot(leg, "medianFrequency", "median frequency, Hz", 20),
  activation: (leg) => trendPlot(leg, "activation", `activation, ${leg.unit}`, 50),

  compensation: (leg) => {
    const set = (name, key, colour) => ({
      label: name, backgroundColor: theme.faded(colour, 0.55), borderColor: theme.colour(colour), borderWidth: 1, borderSkipped: false, maxBarThickness: 22,
      data: leg.compensation.map((c) => ({ x: [c[key][0], c[key][2]], y: muscleName(c.muscle), median: c[key][1] })),
    });
    return {
      type: "bar",
      data: { labels: leg.compensation.map((c) => muscleName(c.muscle)), datasets: [set("glute fired", "firing", "firing"), set("glute silent or weak", "failing", "silent")] },
      options: options(
        { x: { min: 0, title: { display: true, text: `activation, ${leg.unit}` }, grid: { color: theme.colour("grid") } }, y: { grid: { display: false } } },
        {
          rest: { indexAxis: "y", interaction: { mode: "nearest", axis: "y", intersect: false }, parsing: { xAxisKey: "x", yAxisKey: "y" }, normalized: false },
          plugins: {
            legend: { display: true, labels: { boxWidth: 12, boxHeight: 12 } }, medians: { isOn: true },
            tooltip: { callbacks: { title: ([i]) => i.raw.y, label: (i) => `${i.dataset.label}: median ${i.raw.median.toFixed(0)} %, middle 50 % ${i.raw.x[0].toFixed(0)} … ${i.raw.x[1].toFixed(0)} %` } },
          },
        }),
    };
  },

  worst: (leg, _, canvas) => {
    const excerpt = leg.excerpts[Number(canvas.id.split("-")[2])];
    const highest = (muscle) => Math.max(...leg.excerpts.flatMap((e) => e.traces.filter((t) => t.muscle === muscle).map((t) => t.highest)));
    const line = (trace, key, offset, colour, width) => ({
      type: "line", borderColor: colour, borderWidth: width, pointRadius: 0,
      data: numbers(trace[key]).map((y, i) => ({ x: excerpt.from + i * trace.step, y: y / trace.scale + offset })),
    });
    const datasets = [];
    excerpt.traces.forEach((trace, place) => {
      trace.scale = highest(trace.muscle);
      const offset = -2.1 * place;
      datasets.push(line(trace, "band", offset, theme.colour(trace.muscle), 1.1));
      datasets.push(line(trace, "raw", offset, theme.faded("untold", 0.65), 1));
    });
    const spans = leg.windows.filter((w) => w.muscle === "glute").map((w) => {
      const length = excerpt.end - excerpt.contact;
      return { from: excerpt.contact + (w.on / 100) * length, to: excerpt.contact + (w.off / 100) * length, colour: theme.faded("glute", 0.12) };
    });
    const lines = [{ at: excerpt.contact, name: "contact", colour: theme.colour("ink") }];
    const rows = excerpt.traces.length;
    return {
      data: { datasets },
      options: options(
        {
          x: { type: "linear", min: excerpt.from, max: excerpt.end, grid: { display: false }, ticks: { callback: (v) => minus((v - excerpt.contact).toFixed(1)), maxRotation: 0 }, title: { display: true, text: "seconds from contact" }, afterBuildTicks: (axis) => { axis.ticks = ticksAround(excerpt.contact, axis.min, axis.max, 0.2); } },
          y: { min: -2.1 * (rows - 1) - 1.05, max: 1.05, grid: { color: theme.colour("grid"), tickLength: 0 }, afterFit: (axis) => { axis.width = margins.left; }, afterBuildTicks: (axis) => { axis.ticks = excerpt.traces.map((_, i) => ({ value: -2.1 * i })); }, ticks: { font: { size: Chart.defaults.font.size - 1 }, callback: (v) => traceLabel(excerpt, Math.round(v / -2.1)) } },
        },
        { plugins: { tooltip: { enabled: false }, guides: { lines, spans } } }),
    };
  },
};
