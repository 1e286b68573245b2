"use strict";
// Every stride as a row of colour. Drawn pixel by pixel: there may be ten thousand rows.

const raster = {
  // Room at the left for times and verdict marks, at the bottom for the axis and the scale.
  get margins() { return { ...margins, top: 18, bottom: 62 }; },

  decode(data) {
    const text = atob(data.bytes);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return { ...data, bytes, rows: data.verdict.length, contact: numbers(data.contact), number: numbers(data.number) };
  },

  // From paper over the middle colour to the strongest.
  palette() {
    const stops = ["raster-low", "raster-middle", "raster-high"].map(theme.channels);
    return Array.from({ length: 256 }, (_, level) => {
      const place = (level / 255) * 2;
      const first = Math.min(1, Math.floor(place));
      return [0, 1, 2].map((c) => stops[first][c] + (place - first) * (stops[first + 1][c] - stops[first][c]));
    });
  },

  // The stride that a line of the picture shows: of several a failing one, else the first.
  rowAt(data, line, lines) {
    const from = Math.floor((line * data.rows) / lines);
    const to = Math.max(from + 1, Math.floor(((line + 1) * data.rows) / lines));
    let best = from;
    for (let row = from; row < to; row++) {
      if (data.verdict[row] === "s") return row;
      if (data.verdict[row] === "w") best = row;
    }
    return best;
  },

  draw(canvas, data) {
    const ratio = window.devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const m = raster.margins;
    const box = { left: m.left, top: m.top, width: width - m.left - m.right, height: height - m.top - m.bottom };
    const context = canvas.getContext("2d");
    raster.pixels(context, data, box, ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = `${Chart.defaults.font.size}px ${Chart.defaults.font.family}`;
    raster.axes(context, data, box);
    raster.scale(context, data, box);
    return box;
  },

  pixels(context, data, box, ratio) {
    const palette = raster.palette();
    const [width, height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
    const image = context.createImageData(width, height);
    const columns = Array.from({ length: width }, (_, x) => Math.max(0, Math.min(data.columns - 1.001, (x / width) * data.columns - 0.5)));
    for (let y = 0; y < height; y++) {
      const first = raster.rowAt(data, y, height) * data.columns;
      for (let x = 0; x < width; x++) {
        const column = Math.floor(columns[x]);
        const share = columns[x] - column;
        const level = data.bytes[first + column] * (1 - share) + data.bytes[first + column + 1] * share;
        const colour = palette[Math.round(level)];
        const place = 4 * (y * width + x);
        image.data[place] = colour[0];
        image.data[place + 1] = colour[1];
        image.data[place + 2] = colour[2];
        image.data[place + 3] = 255;
      }
    }
    context.putImageData(image, Math.round(box.left * ratio), Math.round(box.top * ratio));
    for (let y = 0; y < height; y++) {
      const verdict = data.verdict[raster.rowAt(data, y, height)];
      if (verdict === "f" || verdict === "b") continue;
      context.fillStyle = theme.verdict(verdict);
      context.fillRect((box.left - 8) * ratio, box.top * ratio + y, 6 * ratio, 2);
    }
  },

  axes(context, data, box) {
    context.fillStyle = theme.colour("soft");
    context.textBaseline = "middle";
    context.textAlign = "right";
    // at round times, each beside its first stride; where strides are far apart in time some are left out
    const step = timeStep(data.contact[data.rows - 1], Math.max(2, box.height / 45));
    let free = -Infinity;
    for (let row = 0, time = 0; row < data.rows; row++) {
      if (data.contact[row] < time) continue;
      time = step * Math.floor(data.contact[row] / step);
      const y = box.top + ((row + 0.5) / data.rows) * box.height;
      if (y >= free && (time > 0 || row === 0)) {
        context.fillText(clock(time), box.left - 12, y);
        free = y + 16;
      }
      time += step;
    }
    context.textAlign = "center";
    context.textBaseline = "top";
    const percents = box.width < 420 ? 20 : 10;
    for (let percent = -30 + (percents === 20 ? 10 : 0); percent <= 100; percent += percents) {
      const x = box.left + ((percent + 30) / 130) * box.width;
      context.fillText(minus(percent), x, box.top + box.height + 4);
    }
    context.fillText("% of the stride after initial contact", box.left + box.width / 2, box.top + box.height + 19);
    const contact = box.left + (30 / 130) * box.width;
    context.strokeStyle = context.fillStyle = theme.colour("ink");
    context.lineWidth = 1.5;
    context.setLineDash([4, 3]);
    context.beginPath();
    context.moveTo(contact, box.top);
    context.lineTo(contact, box.top + box.height);
    context.stroke();
    context.setLineDash([]);
    context.textAlign = "left";
    context.fillText("contact", contact + 4, box.top - 16);
  },

  // The bar that says which colour means how much.
  scale(context, data, box) {
    const palette = raster.palette();
    const y = box.top + box.height + 42;
    const words = `${Math.round(data.top)} ${data.unit}`;
    const width = Math.min(180, box.width * 0.3);
    const left = box.left + Math.max(12, (box.width - width - context.measureText(words).width) / 2);
    for (let x = 0; x < width; x++) {
      context.fillStyle = `rgb(${palette[Math.round((255 * x) / width)].map(Math.round).join(",")})`;
      context.fillRect(left + x, y, 1.5, 10);
    }
    context.strokeStyle = theme.colour("rule");
    context.strokeRect(left, y, width, 10);
    context.fillStyle = theme.colour("soft");
    context.textBaseline = "middle";
    context.textAlign = "right";
    context.fillText("0", left - 6, y + 5);
    context.textAlign = "left";
    context.fillText(words, left + width + 6, y + 5);
  },

  // Says which stride the pointer is on.
  point(canvas, data, box, event) {
    const tip = document.getElementById("tip");
    const line = (event.offsetY - box.top) / box.height;
    tip.hidden = !(line >= 0 && line < 1);
    if (tip.hidden) return;
    const height = Math.round(box.height * (window.devicePixelRatio || 1));
    const row = raster.rowAt(data, Math.floor(line * height), height);
    const words = { s: "silent", w: "weak", u: "not judged", b: "no reference yet", f: "fired" };
    tip.textContent = `stride ${data.number[row]} at ${clock(data.contact[row])}: ${words[data.verdict[row]]}`;
    tip.style.left = `${Math.min(event.pageX + 12, window.innerWidth - 200)}px`;
    tip.style.top = `${event.pageY + 12}px`;
  },
};
