// A session while it runs: verdict, aim, share, strides, signal, what happened. The same for a coach, without the buttons.

const signs = { firing: "✓", weak: "w", silent: "✕", baseline: "b", unusable: "?" };

function makeLeg() {
  const parts = {
    name: h("h2"), again: h("p", { class: "again", "aria-hidden": "true" }), verdict: h("p", { class: "verdict" }),
      mark: h("p", { class: "verdict-sign", "aria-hidden": "true" }), level: h("p", { class: "level-words" }),
    aim: h("dd"), share: h("dd"), cadence: h("dd"), stride: h("dd"), trouble: h("p", { class: "trouble", hidden: true }), against: h("figcaption"),
    bars: h("div", { class: "bars", role: "img", "aria-label": "no strides yet" }),
  };
  const figure = (name, value, kind) => h("div", { class: kind }, h("dt", {}, name), value);
  parts.aiming = figure("aim met", parts.aim, "aiming");
  const scope = (muscle) => {
    const reach = h("span", { class: "reach" });
    const canvas = h("canvas", { role: "img", "aria-label": `envelope of the ${muscle}, scrolling` });
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => () => style.getPropertyValue(name);
    return { root: h("figure", { class: "scope" }, h("figcaption", {}, h("span", { class: `lane ${muscle}` }, muscle), reach), canvas),
      scope: new Scope(canvas, reach, colour(`--${muscle}`), colour("--ink")) };
  };
  const glute = scope("glute");
  const hamstring = scope("hamstring");
  parts.glute = glute.scope;
  parts.hamstring = hamstring.scope;
  parts.now = h("div", { class: "now" }, parts.name, parts.verdict, parts.mark, parts.level);
  parts.root = h("section", { class: "leg" }, parts.now, parts.trouble, parts.again,
    h("dl", { class: "figures" }, parts.aiming, figure("glute share", parts.share), figure("strides/min", parts.cadence),
      figure("stride", parts.stride)),
    h("figure", {}, parts.against, parts.bars), glute.root, hamstring.root);
  return parts;
}

function showBars(bars, place) {
  const shown = bars.slice(-(window.innerWidth >= 900 ? 40 : 24));
  while (place.children.length > shown.length) place.lastChild.remove();
  while (place.children.length < shown.length) place.append(h("div", { class: "bar" }));
  const counts = {};
  shown.forEach((bar, index) => {
    const one = place.children[index];
    const height = bar.g === undefined ? 30 : Math.max(3, Math.min(100, (100 * bar.g) / 1.5));
    one.style.setProperty("--height", `${height}%`);
    one.dataset.verdict = bar.v;
    one.dataset.sign = signs[bar.v] ?? "";
    counts[bar.v] = (counts[bar.v] ?? 0) + 1;
  });
  const words = shown.length ? `last ${plural(shown.length, "stride")}: ${Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`).join(", ")}` : "no strides yet";
  if (place.getAttribute("aria-label") !== words) place.setAttribute("aria-label", words);
}

function showLeg(leg, news, isPair, picture) {
  const bar = news.bars[news.bars.length - 1];
  const isFlowing = picture.health.input === "flowing";
  const verdict = isFlowing && news.rhythm ? news.verdict : undefined;
  const name = isPair && news.name ? `${capital(news.name)} leg` : "";
  put(leg.name, name);
  put(leg.again, name);
  leg.now.dataset.verdict = verdict ?? "";
  put(leg.verdict, verdict ?? (!isFlowing ? "no signal" : picture.phase === "waiting" ? "ready" : news.verdict ? "no strides" : "waiting"));
  put(leg.mark, ["firing", "weak", "silent"].includes(verdict) ? signs[verdict] : "");
  const level = verdict === "baseline" ? "learning today's start"
    : verdict === "unusable" ? "the signal cannot be judged"
      : [bar?.g !== undefined ? `${percent(bar.g)} of ${news.against}` : "",
        news.ofMaximum !== undefined ? `${percent(news.ofMaximum)} of your maximum` : ""].filter(Boolean).join(", ");
  put(leg.level, verdict ? level : isFlowing ? "for strides to be found" : "nothing comes from the sound card");
  put(leg.share, verdict && news.share !== undefined ? percent(news.share) : "–");
  put(leg.cadence, news.cadence === undefined ? "–" : String(Math.round(news.cadence)));
  put(leg.stride, bar ? String(bar.n) : "–");
  put(leg.against, `Glute in the last strides, % of ${news.against}`);
  leg.aiming.hidden = news.aimJudgedStrides === 0;
  leg.aiming.dataset.met = news.aimMet === undefined ? "" : String(news.aimMet);
  put(leg.aim, news.aimJudgedStrides > 0 ? `${percent(news.aimMetStrides / news.aimJudgedStrides)}${news.aimMet === undefined ? "" : news.aimMet ? " ✓" : " ✕"}` : "–");
  leg.trouble.hidden = !news.trouble;
  put(leg.trouble, news.trouble ?? "");
  leg.glute.reference = news.gluteReference;
  leg.hamstring.reference = news.hamstringReference;
  showBars(news.bars, leg.bars);
}

/** What ails the devices, in words. */
function deviceTroubles(health) {
  return [
    health.words ?? (health.input !== "flowing" ? "The input does not deliver." : null),
    health.heard ? null : "The headphones are gone: no beeps.",
    health.rate ? "The sound card delivers a different rate than it was set to." : null,
    health.recordingEnd,
  ].filter(Boolean);
}

function runningPart(view) {
  view.title("Run");
  view.alone(true);
  const health = h("p", { class: "health", data: { state: "open" } });
  const time = h("p", { class: "time", role: "timer", "aria-label": "session clock" }, "–:––");
  const fault = h("p", { class: "trouble", role: "alert", hidden: true });
  const legsPlace = h("div", { class: "legs" });
  const numbers = { input: h("dd", {}, "–"), cues: h("dd", {}, "none"), marks: h("dd", {}, "none"), lost: h("dd", {}, "nothing") };
  const messages = h("ol", { class: "messages" });
  view.show(h("div", { class: "top" }, health, time), fault,
    h("div", { class: "live" }, legsPlace,
      h("section", { class: "around", "aria-label": "session" },
        h("dl", { class: "facts" }, Object.entries(numbers).map(([name, value]) => h("div", {}, h("dt", {}, name), value))),
        h("h2", {}, "What happened"), messages)));
  const lock = isOwner() ? makeLock(view, [
    button("Lock", () => lock.lock(), "small"), button("Stop", askStop, "small"), button("Mark", askMark, "primary wide"),
  ]) : null;
  const awake = keepAwake();
  const legs = [];
  let newest = null;
  let offsets = [];
  let offset = Infinity;

  live.points = ([moment, sampled, ...levels]) => {
    legs.forEach((leg, index) => {
      [leg.glute, leg.hamstring].forEach((scope, which) => {
        const level = levels[2 * index + which];
        if (level !== null && level !== undefined) scope.add(moment, level);
      });
    });
    if (newest && moment < newest.time) offsets = [];
    newest = { time: moment, sampled };
    const now = performance.now();
    offsets.push({ now, offset: now - moment });
    while (offsets[0].now < now - 5000) offsets.shift();
    offset = offsets.reduce((least, one) => Math.min(least, one.offset), Infinity);
  };

  const showHealth = (picture) => {
    const device = deviceTroubles(picture.health);
    const isBad = device.length > 0 || picture.legs.some((leg) => leg.trouble);
    put(health, isBad ? "✕ signal fails" : picture.phase === "running" ? "✓ signal good" : "");
    health.dataset.state = isBad ? "bad" : "good";
    fault.hidden = device.length === 0;
    put(fault, device.join(" "));
    const lost = [];
    if (picture.health.lostMs > 0) lost.push(`${(picture.health.lostMs / 1000).toFixed(1)} s of input`);
    if (picture.health.unrecorded > 0) lost.push(`${picture.health.unrecorded} frames of the recording`);
    put(numbers.lost, lost.join(", ") || "nothing");
    return device;
  };

  const update = (what) => {
    const picture = app.picture;
    if (!picture || what === "job" || what === "state") return;
    while (legs.length < picture.legs.length) {
      legs.push(makeLeg());
      legsPlace.append(legs.at(-1).root);
    }
    legsPlace.classList.toggle("pair", picture.legs.length > 1);
    picture.legs.forEach((leg, index) => showLeg(legs[index], leg, picture.legs.length > 1, picture));
    put(numbers.input, picture.input);
    put(numbers.cues, Object.entries(picture.cues).map(([kind, count]) => `${count} ${kind}`).join(", ") || "none");
    put(numbers.marks, picture.marks > 0 ? `${picture.marks}, the last at ${clock(picture.mark)}` : "none");
    const device = showHealth(picture);
    showMessages(messages, picture.messages);
    say(device[0] ?? picture.legs.map((leg) => (picture.legs.length > 1 && leg.name ? `${leg.name}: ` : "")
      + (leg.trouble ?? (leg.rhythm && leg.verdict ? `glute ${leg.verdict}` : "no strides"))).join(". "));
  };

  const unit = (level) => (app.picture?.microvolts ? `0 – ${Math.round(level * app.picture.microvolts)} µV` : `0 – ${Math.round(20 * Math.log10(level / 1e6))} dBFS`);
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let frame = null;
  let drawnAt = 0;
  let drawn = null;
  const paint = (now) => {
    frame = requestAnimationFrame(paint);
    if (!newest || (isCalm.matches && now - drawnAt < 250)) return;
    drawnAt = now;
    const isLive = !isStale() && app.picture?.phase !== "ended";
    const edge = isLive ? Math.max(newest.time, performance.now() - offset) : newest.time;
    for (const leg of legs) for (const scope of [leg.glute, leg.hamstring]) scope.draw(edge, window.innerWidth >= 900 ? 10000 : 6000, unit);
    put(time, clock(edge / 1000) + (app.picture?.total ? ` of ${clock(app.picture.total)}` : ""));
    measures.frames += 1;
    if (drawn !== newest.time) measures.ages.push(Date.now() - newest.sampled);
    if (measures.ages.length > 10000) measures.ages.shift();
    drawn = newest.time;
  };
  frame = requestAnimationFrame(paint);
  update("picture");
  return {
    update,
    stop: () => {
      cancelAnimationFrame(frame);
      live.points = () => {};
      lock?.stop();
      awake.stop();
    },
  };
}

function showMessages(list, messages) {
  const words = messages.map((message) => `${message.at} ${message.words}`).join("\n");
  if (list.dataset.words === words) return;
  list.dataset.words = words;
  list.replaceChildren(...messages.toReversed().map((message) => h("li", {}, h("b", {}, clock(message.at)), h("span", {}, message.words))));
}
