// The wizard: one step a screen. The program leads; this shows where it is and presses its keys.

function calibrateScreen(view) {
  let stage = "";
  let parts = {};
  const key = (name) => () => api("POST", "/api/calibration/key", { key: name });
  const begin = (fresh) => () => callJob("/api/calibration", { fresh });
  const isOn = () => running("calibration");

  const draw = () => {
    const job = app.job?.kind === "calibration" ? app.job : null;
    const guide = job?.guide ?? {};
    if (isOn()) view.seen = job.number;
    const counting = ["prepare", "hold", "rest"].includes(guide.phase);
    const name = isOn()
      ? counting ? "counting" : ["on", guide.phase, guide.step, guide.trial, guide.measured, ...(guide.refusals ?? [])].join("/")
      : job && job.number === view.seen ? `ended/${job.number}` : `offer/${JSON.stringify(app.state?.unfinished)}`;
    if (name !== stage) {
      const before = stage;
      stage = name;
      parts.countdown?.stop();
      parts = {};
      if (!isOn()) (name.startsWith("ended") ? ended : offer)(job);
      else if (counting) count(job);
      else step(job);
      if (before) turnPage();
    }
    if (isOn()) progress(job);
    parts.countdown?.update(job);
    parts.meters?.update(job?.channels);
  };

  const progress = (job) => {
    const steps = job.steps ?? [];
    const at = Math.min(steps.length, (job.guide?.step ?? 0) + 1);
    view.title(stage.startsWith("on/finished") ? "Calibrated" : `Step ${at} of ${steps.length}`);
  };

  const stateWords = { open: ["○", "open"], done: ["✓", "done"], partial: ["◐", "partly"], skipped: ["–", "skipped"], failed: ["✕", "not measured"] };
  const list = (steps = [], at = -1) => h("ol", { class: "steps", "aria-label": "Steps" }, steps.map((one, index) => {
    const [mark, words] = stateWords[one.state] ?? stateWords.open;
    return h("li", { data: { state: one.state }, "aria-current": index === at ? "step" : null }, h("b", { "aria-hidden": "true" }, mark),
      h("span", {}, one.title), h("small", {}, index === at ? "now" : words));
  }));

  const offer = () => {
    const unfinished = app.state?.unfinished;
    view.title("Calibrate");
    view.alone(false);
    view.show(h("div", { class: "columns" },
      h("div", { class: "card" }, h("p", { class: "lead" }, unfinished ? `${unfinished.done} of ${unfinished.steps} steps are done.` : "Shows what your glute can do, so that runs can be compared with it."),
        h("p", {}, "Quiet standing, squeezes, maxima, two postures and an easy run: about 20 minutes with the rests. Tones in the headphones count down; this screen shows the same."),
        h("p", {}, "You can skip a step, repeat it, or stop and continue later. Have a strap or a helper for the maxima, and a mat."),
        app.state?.profile ? h("p", { class: "quiet" }, `The present profile: ${app.state.profile.words || day(app.state.profile.date)}`) : null),
      h("div", { class: "drawing large" }, drawing("prone"))));
    view.act(unfinished ? button("Start over", begin(true)) : null, button(unfinished ? "Continue" : "Begin", begin(!unfinished), "primary"));
  };

  /** A step is offered, was not measured, or all is finished. */
  const step = (job) => {
    const guide = job.guide ?? {};
    const isFinished = guide.phase === "finished";
    view.alone(true);
    const refusals = guide.refusals ?? [];
    parts.meters = isFinished ? null : makeMeters(true);
    view.show(h("div", { class: "columns" },
      h("section", { class: "stack" },
        h("div", { role: refusals.length ? "alert" : null }, refusals.map((one) => sign("bad", one))),
        guide.measured ? h("div", { class: "measured" }, sign("good", `Measured: ${guide.measured}`)) : null,
        h("h2", { class: "lead" }, guide.title ?? "Finished"),
        guide.drawing ? h("div", { class: "drawing large" }, drawing(guide.drawing)) : null,
        guide.instruction ? h("p", { class: "big" }, guide.instruction) : null,
        (guide.conditions ?? []).map((one) => h("p", {}, h("b", {}, `${capital(one.name)}: `), one.instruction)),
        guide.trials > 1 ? h("p", { class: "quiet" }, `${plural(guide.trials, "time")}, with rests between.`) : null,
        isFinished ? (job.words ?? []).map((one) => h("p", {}, one)) : null),
      h("section", { class: "stack" }, parts.meters?.root ?? null,
        h("details", { open: window.innerWidth >= 900 }, h("summary", {},
          `All steps (${(job.steps ?? []).filter((one) => one.state === "done").length} done)`), list(job.steps, guide.step)))));
    const go = isFinished ? "Finish" : guide.phase === "gave_up" ? "Try again" : guide.measured ? "Accept and continue" : "Start";
    view.act(
      button("Stop for now", key("leave"), "small"),
      guide.can_redo ? button("Redo", key("redo"), "small") : null,
      isFinished ? null : button("Skip", key("skip"), "small"),
      button(go, key("go"), "primary wide"));
  };

  const count = (job) => {
    view.alone(true);
    parts.countdown = makeCountdown();
    parts.meters = makeMeters(true);
    view.show(parts.countdown.root, parts.meters.root);
    view.act(button("Stop for now", key("leave"), "small"), job.guide?.can_redo ? button("Redo", key("redo"), "small") : null,
      button("Skip", key("skip"), "small"));
  };

  const ended = (job) => {
    const unfinished = app.state?.unfinished;
    view.title(job.state === "done" ? "Calibration" : job.state === "failed" ? "Calibration failed" : "Calibration stopped");
    view.alone(false);
    view.show(
      job.error ? sign("bad", job.error.message) : null,
      job.state === "done" ? sign("good", "The profile is written.")
        : h("p", { class: "card" }, "What was measured is kept. Continue whenever you like."),
      (job.words ?? []).length ? h("div", { class: "card" }, job.words.map((one) => paragraph(one))) : null,
      list(job.steps));
    view.act(job.state === "done" ? h("a", { class: "button primary", href: "#run/new" }, "Run")
      : [h("a", { class: "button", href: "#now" }, "Later"), button("Continue", begin(false), "primary")]);
    if (unfinished === undefined) refresh().catch(() => {});
  };

  view.onChange = (what) => { if (what !== "picture") draw(); };
  view.onLeave = () => parts.countdown?.stop();
  draw();
}
