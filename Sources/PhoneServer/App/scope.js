/** A scrolling envelope: the newest on the right, at the place of its own time, so that what is late looks late. */
class Scope {
  static points = 2048;

  constructor(canvas, reach, colour) {
    this.canvas = canvas;
    this.reach = reach;
    this.colour = colour;
    this.times = new Float64Array(Scope.points);
    this.levels = new Float32Array(Scope.points);
    this.count = 0;
    this.top = 0;
    this.largest = 0;
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
    const first = this.first(now - span);
    if (first === this.count) return;
    this.scale(first);
    const x = (index) => width * (1 - (now - this.times[index % Scope.points]) / span);
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

  /**
   * Up at once, down slowly: a burst never leaves the picture, and the scale does not jump. Never far below what has been
   * seen, so that a silent muscle does not fill its box with noise.
   */
  scale(first) {
    let highest = 1e-6;
    for (let index = first; index < this.count; index += 1) {
      highest = Math.max(highest, this.levels[index % Scope.points]);
    }
    this.largest = Math.max(0.9998 * this.largest, highest);
    const wanted = Math.max(1.1 * highest, 0.5 * this.largest);
    this.top = wanted > this.top ? wanted : this.top + 0.02 * (wanted - this.top);
  }

  tell(unit) {
    const words = unit(this.top);
    if (words !== this.told) this.reach.textContent = this.told = words;
  }
}
