// What a person is to do now, and for how long: fills the screen, so that it can be read from two metres.

/** What a trial asks for while it lasts, by the kind of its step. */
const holdWords = { rest: "Stand still", run: "Run", drill: "Run", extension: "Push back" };
const phaseWords = { offer: "Next", prepare: "Get ready", hold: "Hold", rest: "Loosen", gave_up: "Not measured", finished: "Done" };

/** Seconds that are left by now, of a job that said so a moment ago. */
function secondsLeft(job) {
  const left = job.guide?.seconds_left;
  return left === null || left === undefined ? null : Math.max(0, left - (performance.now() - app.jobAt) / 1000);
}

/**
 * A countdown that fills the screen while a trial is prepared, held or rested after. `update(job)` keeps it up; the seconds
 * run by themselves between two messages.
 */
function makeCountdown() {
  const phase = h("p", { class: "phase" });
  const number = h("p", { class: "number", role: "timer" });
  const condition = h("p", { class: "condition" });
  const instruction = h("p", { class: "instruction" });
  const trial = h("p", { class: "trial" });
  const fill = h("div", { class: "fill", "aria-hidden": "true" });
  const drawn = h("div", { class: "drawing" });
  const root = h("section", { class: "countdown", "aria-label": "countdown" }, fill, phase, number, condition, drawn, instruction, trial);
  let shown = "";
  let span = 1;
  let job = null;
  const title = ({ guide, steps }) => (guide.phase === "hold" ? holdWords[steps?.[guide.step]?.kind] : null) ?? phaseWords[guide.phase] ?? "";
  const tick = () => {
    const left = job && secondsLeft(job);
    if (left === null) return put(number, "");
    put(number, job.guide.phase === "hold" && left < 0.05 ? "0" : String(Math.ceil(left)));
    fill.style.setProperty("transform", `scaleY(${Math.min(1, Math.max(0, 1 - left / span))})`);
  };
  const timer = setInterval(tick, 100);
  return {
    root,
    stop: () => {
      clearInterval(timer);
      put(place("spoken"), "");
    },
    update(news) {
      job = news;
      const guide = job.guide;
      const key = [guide.phase, guide.step, guide.trial, guide.condition].join("/");
      const words = (guide.conditions ?? []).find((one) => one.name === guide.condition)?.instruction ?? guide.instruction ?? "";
      if (key !== shown) {
        shown = key;
        span = Math.max(0.5, guide.seconds_left ?? 1);
        root.dataset.phase = guide.phase;
        drawn.replaceChildren(drawing(guide.drawing));
        put(place("spoken"), `${title(job)}. ${guide.condition ?? ""} ${guide.phase === "rest" ? "" : words}`);
      }
      put(phase, title(job));
      put(condition, capital(guide.condition ?? guide.title ?? ""));
      put(instruction, guide.phase === "rest" ? (guide.measured ? `Measured: ${guide.measured}` : "Loosen everything.") : words);
      put(trial, guide.trials > 1 ? `${guide.trial} of ${guide.trials}` : "");
      tick();
    },
  };
}

// levels of the channels -----------------------------------------------------------------------------------------

const verdictWords = {
  usable: "usable", dead: "no signal", clipped: "too loud: clipped", loose: "electrode loose", hum: "mains hum", filtered: "filtered",
  slow: "slow swings",
  noisy: "noisy", flat: "flat", invalid: "invalid", copied: "same as the other", waiting: "waiting",
};
const verdictState = (verdict) => (verdict === "usable" ? "good" : verdict === "waiting" || !verdict ? "open" : "bad");
const microvolts = (value) => (value === null || value === undefined ? null : `${value < 10 ? value.toFixed(1) : Math.round(value)} µV`);

/** Live meters of all channels on one scale: level now, noise at rest, largest so far. `update(channels)` keeps them up. */
function makeMeters(isBrief = false) {
  const root = h("div", { class: "meters" });
  const made = new Map();
  let top = 0;
  const make = (channel) => {
    const level = h("div", { class: "level" });
    const rest = h("div", { class: "mark rest" });
    const peak = h("div", { class: "mark peak" });
    const parts = {
      level, rest, peak, now: h("p", { class: "value" }), figures: h("p", { class: "quiet figures-line" }),
      status: h("div", {}), words: h("p", { class: "words" }), bar: h("div", { class: "meter", role: "img" }, level, rest, peak),
    };
    parts.root = h("section", { class: "channel card", data: { role: channel.role ?? "" } },
      h("div", { class: "head" }, h("h2", {}, capital(channel.role ?? "not used"), h("small", {}, ` input ${channel.channel}`)), parts.now),
      parts.bar, parts.figures, isBrief ? null : parts.status, isBrief ? null : parts.words);
    root.append(parts.root);
    return parts;
  };
  return {
    root,
    update(channels = []) {
      const isScaled = channels.every((one) => one.level_uv !== null && one.level_uv !== undefined);
      const of = (one) => (isScaled ? one.level_uv : one.level);
      const peakOf = (one) => (isScaled ? one.peak_uv ?? 0 : 0);
      const wanted = Math.max(isScaled ? 40 : 0.002, ...channels.map((one) => 1.1 * Math.max(of(one) ?? 0, peakOf(one))));
      top = Math.max(wanted, 0.97 * top);
      const width = (value) => `${Math.min(100, (100 * value) / top)}%`;
      for (const channel of channels) {
        if (!made.has(channel.channel)) made.set(channel.channel, make(channel));
        const parts = made.get(channel.channel);
        parts.level.style.setProperty("width", width(of(channel) ?? 0));
        parts.rest.hidden = !isScaled || !channel.rest_uv;
        parts.rest.style.setProperty("left", width(channel.rest_uv ?? 0));
        parts.peak.hidden = !isScaled || !channel.peak_uv;
        parts.peak.style.setProperty("left", width(channel.peak_uv ?? 0));
        put(parts.now, isScaled ? microvolts(channel.level_uv) : `${(20 * Math.log10(Math.max(channel.level ?? 0, 1e-6))).toFixed(0)} dBFS`);
        put(parts.figures, [channel.rest_uv ? `│ rest ${microvolts(channel.rest_uv)}` : "",
          channel.peak_uv ? `┃ highest ${microvolts(channel.peak_uv)}` : ""].filter(Boolean).join("   "));
        parts.bar.setAttribute("aria-label", `level ${parts.now.textContent}`);
        if (isBrief) continue;
        const verdict = channel.verdict ?? "waiting";
        if (parts.verdict !== verdict) {
          parts.verdict = verdict;
          parts.status.replaceChildren(sign(verdictState(verdict), capital(verdictWords[verdict] ?? verdict)));
          if (verdictState(verdict) === "bad") say(`${channel.role ?? `input ${channel.channel}`}: ${verdictWords[verdict] ?? verdict}`);
        }
        put(parts.words, verdict === "usable" ? "" : channel.words ?? "");
      }
    },
  };
}
