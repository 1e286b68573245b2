"use strict";

/** A scrolling envelope: the newest on the right, at the place of its own time, so that what is late looks late. */
class Scope {
  static points = 2048;

  /** So much of the height is 100 % of the reference. */
  static hundred = 0.4;
  /** Without a reference the box holds no less than so many times what lies between bursts: noise never fills it. */
  static overRest = 6;

  constructor(canvas, reach, colour, ink) {
    this.canvas = canvas;
    this.reach = reach;
    this.colour = colour;
    this.ink = ink;
    /** The level, in the unit of what is added, that a usual burst reaches; undefined while unknown. */
    this.reference = undefined;
    this.times = new Float64Array(Scope.points);
    this.levels = new Float32Array(Scope.points);
    this.count = 0;
    this.top = 0;
    this.told = "";
  }

  /** Takes a level (any unit) at a time in milliseconds of the session's clock. */
  add(time, level) {
    if (this.count > 0 && time < this.times[(this.count - 1) % Scope.points]) this.count = 0;
    const place = this.count % Scope.points;
    this.times[place] = time;
    this.levels[place] = level;
    this.count += 1;
  }

  /** Draws the last `span` milliseconds before `now`. `unit` makes words of a level. */
  draw(now, span, unit) {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const width = Math.round(this.canvas.clientWidth * ratio);
    const height = Math.round(this.canvas.clientHeight * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const context = this.canvas.getContext("2d");
    context.clearRect(0, 0, width, height);
    const oldest = this.times[Math.max(0, this.count - Scope.points) % Scope.points];
    // what there is fills the width, from the first seconds on
    const shown = Math.min(span, Math.max(1000, now - oldest));
    const first = this.first(now - shown);
    if (first === this.count) return;
    this.scale(first);
    const x = (index) => width * (1 - (now - this.times[index % Scope.points]) / shown);
    const y = (index) => height - (height - 2 * ratio) * Math.min(1, this.levels[index % Scope.points] / this.top);
    context.beginPath();
    context.moveTo(x(first), height);
    let before = this.times[first % Scope.points];
    for (let index = first; index < this.count; index += 1) {
      const time = this.times[index % Scope.points];
      if (time - before > 200) {
        context.lineTo(x(index - 1), height);
        context.lineTo(x(index), height);
      }
      context.lineTo(x(index), y(index));
      before = time;
    }
    context.lineTo(x(this.count - 1), height);
    context.fillStyle = this.colour();
    context.fill();
    if (this.reference) this.line(context, width, height, ratio);
    this.tell(unit);
  }

  first(time) {
    let low = Math.max(0, this.count - Scope.points);
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[middle % Scope.points] < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The 100 % line. */
  line(context, width, height, ratio) {
    const place = height - (height - 2 * ratio) * Math.min(1, this.reference / this.top);
    context.strokeStyle = this.ink();
    context.setLineDash([4 * ratio, 4 * ratio]);
    context.beginPath();
    context.moveTo(0, place);
    context.lineTo(width, place);
    context.stroke();
    context.setLineDash([]);
  }

  /** Against the reference where one is known, so that a silent muscle is low; never so near that noise fills the box. */
  scale(first) {
    const levels = [];
    for (let index = first; index < this.count; index += 4) levels.push(this.levels[index % Scope.points]);
    levels.sort((a, b) => a - b);
    const rest = levels[Math.floor(levels.length / 5)];
    const known = this.reference ? this.reference / Scope.hundred : 1.1 * levels[levels.length - 1];
    const wanted = Math.max(1e-6, known, Scope.overRest * rest);
    // up at once, down slowly: the scale does not jump
    this.top = wanted > this.top ? wanted : this.top + 0.02 * (wanted - this.top);
  }

  tell(unit) {
    const words = unit(this.top);
    if (words !== this.told) this.reach.textContent = this.told = words;
  }
}
