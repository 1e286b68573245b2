/// What draws the charts, with Chart.js 3.
enum HistoryPageScript {
  static let text = """
    "use strict";
    const data = JSON.parse(document.getElementById("data").textContent);
    const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
    const times = data.points.map(p => p.time).concat(data.log.map(l => l.time));
    const day = 86400000;
    const range = { min: Math.min(...times) - day, max: Math.max(...times) + day };
    const date = time => new Date(time).toISOString().slice(0, 10);
    const legs = [...new Set(data.points.map(p => p.leg))];

    // the middle half of each session, and a dashed line where work was noted
    const marks = {
      id: "marks",
      beforeDatasetsDraw(chart) {
        const { ctx, chartArea, scales } = chart;
        ctx.save();
        ctx.strokeStyle = colour("soft");
        ctx.setLineDash([4, 4]);
        for (const entry of data.log.filter(l => l.isWork)) {
          const x = scales.x.getPixelForValue(entry.time);
          ctx.beginPath(); ctx.moveTo(x, chartArea.top); ctx.lineTo(x, chartArea.bottom); ctx.stroke();
        }
        ctx.setLineDash([]);
        if (chart.canvas.id === "share") {
          ctx.beginPath();
          ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
          ctx.clip();
          ctx.strokeStyle = colour("glute");
          ctx.globalAlpha = 0.5;
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
      const grid = { color: colour("line") }, ticks = { color: colour("soft") };
      return new Chart(canvas, {
        type: "scatter", data: { datasets: sets }, plugins: [marks],
        options: {
          animation: false, maintainAspectRatio: false, responsive: true,
          scales: {
            x: { ...range, type: "linear", grid, ticks: { ...ticks, maxTicksLimit: 6, maxRotation: 0, callback: date } },
            y: { ...y, grid, ticks }
          },
          plugins: {
            legend: { display: sets.length > 1, labels: { color: colour("ink") } },
            tooltip: { callbacks: { label: item => date(item.raw.x) + ": " + item.raw.y.toFixed(1) + " " + item.raw.words } }
          }
        }
      });
    }

    const series = (key, name) => legs.map((leg, index) => ({
      label: leg || "glute", pointStyle: index ? "rectRot" : "circle", pointRadius: 4, showLine: false,
      backgroundColor: colour(name), borderColor: colour(name),
      data: data.points.filter(p => p.leg === leg && p[key] !== undefined)
        .map(p => ({ x: p.time, y: p[key], words: "session " + p.session }))
    }));
    const sore = data.log.filter(l => l.soreness !== undefined).map(l => ({ x: l.time, y: l.soreness, words: l.words }));
    const middles = data.points.flatMap(p => [p.low, p.high]).filter(v => v !== undefined);
    const paint = () => [
      draw("share", series("share", "glute"), {
        suggestedMin: Math.min(...middles), suggestedMax: Math.max(...middles),
        title: { display: true, text: "%", color: colour("soft") }
      }),
      draw("silent", series("silent", "silent"), { beginAtZero: true }),
      draw("soreness", [{ label: "soreness", pointRadius: 4, showLine: true, borderColor: colour("sore"),
        backgroundColor: colour("sore"), data: sore }], { min: 0, max: 10 })
    ];
    let charts = paint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      charts.forEach(chart => chart && chart.destroy());
      charts = paint();
    });
    document.documentElement.dataset.drawn = "true";
    """
}
