"use strict";
// Reads the data, draws every chart, and draws anew when the colours or the paper change.
(() => {
  const withHeight = (excerpt) => ({
    ...excerpt,
    traces: excerpt.traces.map((trace) => ({
      ...trace, highest: Math.max(1e-9, ...numbers(trace.band).map(Math.abs), ...numbers(trace.raw).map(Math.abs)),
    })),
  });

  const legs = JSON.parse(document.getElementById("data").textContent).legs.map((leg) => {
    const strides = leg.strides;
    const contact = numbers(strides.contact);
    return {
      ...leg, contact, number: numbers(strides.number), share: numbers(strides.share), ratio: numbers(strides.ratio),
      cadence: numbers(strides.cadence), verdict: strides.verdict, end: leg.marks.reduce((end, mark) => Math.max(end, mark.at), contact[contact.length - 1] || 1),
      courseContact: numbers(leg.course.contact), courseShare: numbers(leg.course.share),
      courseRatio: numbers(leg.course.ratio), courseCadence: numbers(leg.course.cadence),
      cueSeconds: numbers(leg.cues.seconds), cueKind: leg.cues.kind.split(","),
      excerpts: leg.excerpts.map(withHeight),
      raster: leg.raster ? raster.decode(leg.raster) : null,
    };
  });
  const drawn = new Map();

  const drawRaster = (canvas, data) => {
    let box = raster.draw(canvas, data);
    const again = () => { box = raster.draw(canvas, data); };
    if (!drawn.has(canvas)) {
      canvas.addEventListener("pointermove", (event) => raster.point(canvas, data, box, event));
      canvas.addEventListener("pointerleave", () => { document.getElementById("tip").hidden = true; });
      drawn.set(canvas, { again });
    }
    drawn.get(canvas).again = again;
  };

  const draw = (canvas) => {
    const leg = legs[Number(canvas.dataset.leg || 0)];
    const kind = canvas.dataset.chart;
    if (kind === "raster") return drawRaster(canvas, leg.raster);
    const chart = drawn.get(canvas);
    if (chart) chart.destroy();
    drawn.set(canvas, new Chart(canvas, plots[kind](leg, legs, canvas)));
  };

  const drawAll = () => {
    const isPaper = document.documentElement.dataset.paper !== undefined;
    Chart.defaults.font.size = isPaper ? 9 : 12;
    margins.left = isPaper ? 46 : 62;
    Chart.defaults.color = theme.colour("soft");
    Chart.defaults.borderColor = theme.colour("rule");
    document.querySelectorAll("canvas[data-chart]").forEach(draw);
  };

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.register(guides, medians);
  drawAll();
  document.documentElement.dataset.drawn = "yes";

  const isDark = window.matchMedia("(prefers-color-scheme: dark)");
  isDark.addEventListener("change", drawAll);
  window.addEventListener("resize", () => {
    document.querySelectorAll("canvas[data-chart=raster]").forEach(draw);
  });
  const closed = document.querySelectorAll("details[data-print]:not([open])");
  window.addEventListener("beforeprint", () => {
    closed.forEach((part) => { part.open = true; });
    document.documentElement.dataset.paper = "yes";
    drawAll();
  });
  window.addEventListener("afterprint", () => {
    delete document.documentElement.dataset.paper;
    closed.forEach((part) => { part.open = false; });
    drawAll();
  });
})();
