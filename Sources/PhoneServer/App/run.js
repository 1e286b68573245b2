// A session: what it aims at, its first fifteen seconds, and its end. running.js shows what lies between.

const aims = [
  { value: "none", words: "No aim", help: "Beeps when the glute does clearly less than at today's start or in your easy run." },
  { value: "maximum", words: "Part of my maximum", help: "Needs a calibration with maxima.", part: 15, from: 5, to: 60, step: 1 },
  { value: "share", words: "Share of glute and hamstring", help: "Of both together, each against its maximum.", part: 45, from: 20, to: 70, step: 1 },
  { value: "drill", words: "Part of the way to my drill", help: "The honest first aim: between your easy run and the glute run of the calibration.",
    part: 50, from: 10, to: 100, step: 5 },
  { value: "grow", words: "Grow with me", help: "What most of your own strides reach, and a little more each time you meet it." },
  { value: "other-leg", words: "Part of the other leg", help: "Needs electrodes on both legs.", part: 80, from: 50, to: 100, step: 5 },
];

const policies = [
  { value: "every", words: "Every time", help: "A beep in every stride that fails. To find out what goes wrong, and when." },
  { value: "limit", words: "Now and then", help: "The same, at most once in 10 s." },
  { value: "faded", words: "Fading", help: "Fewer beeps as you do better, all again when you do worse." },
  { value: "reward", words: "Reward", help: "Three soft notes after each fifth good stride, nothing when one fails." },
  { value: "pitch", words: "Pitch", help: "A soft tone all the time, higher the larger the glute's share. For drills." },
];

/** `maximum:18%` as `18 % of the maximum`. */
function aimWords(aim) {
  const [kind, part] = (aim ?? "").split(":");
  const value = part?.replace(/\s*%/, "\u00a0%");
  return { none: "none", grow: "grows with you", maximum: `${value} of the maximum`, share: `share of ${value}`,
    drill: `${value} of the way to the drill`, "other-leg": `${value} of the other leg` }[kind] ?? aim;
}

function runScreen(view, kind) {
  let stage = "";
  let parts = {};
  view.seen = kind === "new" || kind === "programme" ? null : app.job?.kind === "run" ? app.job.number : null;

  const stageNow = () => {
    const job = app.job?.kind === "run" ? app.job : null;
    if (job?.state === "running") {
      if (job.run?.phase === "squeezes") return "squeezes";
      return job.run?.phase === "ending" || job.run?.phase === "ended" ? "ending" : "running";
    }
    if (job && job.number === view.seen) return "ended";
    return isOwner() ? `offer ${JSON.stringify([app.state?.map_words, app.state?.programme])}` : "watch";
  };

  const draw = (what) => {
    const job = app.job;
    if (running("run")) view.seen = job.number;
    const next = stageNow();
    if (next !== stage) {
      parts.stop?.();
      document.body.removeAttribute("data-locked");
      const before = stage;
      stage = next;
      parts = ({ offer, squeezes, running: () => runningPart(view), ending, ended, watch })[next.split(" ")[0]](job) ?? {};
      if (before && before.split(" ")[0] !== next.split(" ")[0]) turnPage();
      showRunning();
    }
    parts.update?.(what);
  };

  const offer = () => {
    view.title(kind === "programme" ? "Programme" : "Run");
    view.alone(false);
    const form = kind === "programme" ? programmeForm() : freeForm();
    view.show(form.root);
    view.act(button("Start", () => callJob("/api/run", form.body()), "primary"));
  };

  const programmeForm = () => {
    const programme = app.state?.programme;
    const squeeze = squeezeToggle();
    const volume = volumeField();
    return {
      root: h("div", { class: "columns" },
        h("div", { class: "card" }, h("p", { class: "lead" },
          programme ? `Session ${programme.session} of ${programme.sessions}` : "The next session of the programme"),
          programme?.words ? h("p", {}, programme.words) : null, h("p", {}, h("a", { href: "#programme" }, "The whole programme"))),
        h("div", { class: "stack" }, squeeze, volume.root)),
      body: () => ({ programme: true, squeeze: squeeze.value, volume: volume.value() }),
    };
  };

  const freeForm = () => {
    const used = remembered();
    const squeeze = squeezeToggle(used.squeeze);
    const volume = volumeField(used.volume);
    const [kindOfAim, partOfAim] = (used.aim ?? "none").split(":");
    const part = h("input", { type: "range", min: 5, max: 100, "aria-label": "How much" });
    const told = h("output", {});
    const partField = h("div", { class: "field part" }, h("label", {}, "How much ", told, part));
    const showPart = (value, given) => {
      const aim = aims.find((one) => one.value === value);
      partField.hidden = !aim?.part;
      if (!aim?.part) return;
      Object.assign(part, { min: aim.from, max: aim.to, step: aim.step });
      part.value = given ?? aim.part;
      put(told, `${part.value} %`);
    };
    part.addEventListener("input", () => put(told, `${part.value} %`));
    const isPair = Object.values(app.state?.map_words ?? {}).some((role) => role.startsWith("left-")) && Object.values(app.state?.map_words ?? {}).some((role) => role.startsWith("right-"));
    const aim = choices("What each stride is to reach", aims.filter((one) => one.value !== "other-leg" || isPair), kindOfAim, (value) => {
      showPart(value);
      sum();
    });
    showPart(kindOfAim, partOfAim ? parseInt(partOfAim, 10) : undefined);
    aim.append(partField);
    const policy = choices("When you hear it", policies, used.policy ?? "every", () => sum());
    const minutes = h("input", { type: "number", inputmode: "numeric", min: 1, max: 300, step: 1, value: used.minutes ?? "" });
    const aimWords = h("small", {});
    const policyWords = h("small", {});
    const aimText = () => `${aim.value}${partField.hidden ? "" : `:${part.value}%`}`;
    const sum = () => {
      const chosen = aims.find((one) => one.value === aim.value);
      put(aimWords, chosen ? `${chosen.words}${partField.hidden ? "" : `: ${part.value} %`}` : "");
      put(policyWords, policies.find((one) => one.value === policy.value)?.words ?? "");
    };
    part.addEventListener("input", sum);
    sum();
    const fold = (words, more, ...inside) => h("details", { class: "card fold", open: window.innerWidth >= 900 },
      h("summary", {}, h("span", {}, words, more)), ...inside);
    return {
      root: h("div", { class: "columns" },
        h("div", { class: "stack" }, squeeze, fold("Aim", aimWords, aim), fold("Beeps", policyWords, policy)),
        h("div", { class: "stack" }, volume.root, field("Minutes", minutes, "Leave empty to run until you stop."),
          row("#sounds", "Listen to the sounds", "Learn them before you run"))),
      body: () => {
        const body = { aim: aimText(), policy: policy.value, volume: volume.value(), squeeze: squeeze.value };
        if (minutes.value) body.minutes = Number(minutes.value);
        remember(body);
        return body;
      },
    };
  };

  const squeezes = () => {
    view.title("Fifteen seconds");
    view.alone(true);
    const countdown = makeCountdown();
    const meters = makeMeters(true);
    view.show(countdown.root, meters.root);
    if (isOwner()) view.act(button("Stop", () => askStop()));
    return {
      stop: countdown.stop,
      update: () => {
        if (app.job.guide) countdown.update(app.job);
        meters.update(app.job.channels);
      },
    };
  };

  const ending = () => {
    view.title("Ending");
    view.alone(true);
    view.show(h("div", { class: "card" }, h("p", { class: "lead" }, "The session ends. Its tables are being written …"),
      h("progress", { "aria-label": "ending" })));
    view.act();
  };

  const ended = (job) => {
    view.title(job.state === "failed" ? "The session failed" : "Session ended");
    view.alone(!isOwner());
    const id = job.run?.session;
    const address = id ? `#session/${encodeURIComponent(id)}` : null;
    const summary = job.run?.summary ?? [];
    view.show(h("div", { class: "columns" },
      h("div", { class: "card" }, job.error ? sign("bad", job.error.message) : null,
        summary.map((one, index) => paragraph(one, index === 0 ? "lead" : null)),
        (job.words ?? []).map((one) => h("p", { class: "quiet" }, one))),
      isOwner() ? h("div", { class: "stack" },
        address ? row(address, "Report, files, marks", "All about this session") : h("p", { class: "quiet" }, "This session was not kept."),
        row("#log/soreness", "Note soreness", "Two taps"), row("#history", "History")) : null));
    if (isOwner()) view.act(h("a", { class: "button", href: "#run/new" }, "Run again"), h("a", { class: "button primary", href: "#now" }, "Done"));
  };

  const watch = () => {
    view.title("Watching");
    view.alone(true);
    view.show(h("div", { class: "card" }, h("p", { class: "lead" }, "No session is running."),
      h("p", {}, "This page shows the next one as soon as it begins.")));
    view.act();
  };

  view.onChange = draw;
  view.onLeave = () => parts.stop?.();
  draw();
}

const squeezeToggle = (isOn = true) => toggle("Begin with the fifteen seconds", isOn,
  "Two squeezes, two heel curls: proves the electrodes and scales the profile to today.");

/** The volume, with a sound to try it by. */
function volumeField(value = app.state?.tone?.volume ?? 40) {
  const range = h("input", { type: "range", min: 5, max: 100, step: 5, value, "aria-label": "Volume" });
  const told = h("output", {}, `${range.value} %`);
  range.addEventListener("input", () => put(told, `${range.value} %`));
  return {
    root: h("div", { class: "field card" }, h("label", {}, "Volume ", told, range),
      button("Hear it", () => api("POST", "/api/sounds", { kind: "silent", volume: Number(range.value) }), "small")),
    value: () => Number(range.value),
  };
}

/** What was chosen last on this phone. */
function remembered() {
  try { return JSON.parse(localStorage.getItem("run") ?? "{}"); } catch { return {}; }
}

function remember(choice) {
  try { localStorage.setItem("run", JSON.stringify(choice)); } catch { /* a browser that keeps nothing */ }
}

function askStop() {
  ask("End this session?", h("p", {}, "Recording and beeps stop. It cannot be continued."), [
    { words: "Keep going" },
    { words: "End it", kind: "danger", act: () => callJob("/api/job/stop") },
  ]);
}
