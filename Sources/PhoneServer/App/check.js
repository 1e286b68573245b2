// Are the electrodes well? Live levels, a verdict and a remedy for each, and a squeeze test.

function checkScreen(view) {
  let stage = "";
  let meters = null;
  let countdown = null;
  const start = (squeeze) => async () => {
    if (running("check")) await callJob("/api/job/stop");
    await callJob("/api/check", { squeeze });
  };
  const isGuided = (job) => ["prepare", "hold", "rest"].includes(job?.guide?.phase);

  const stageNow = () => {
    const job = app.job?.kind === "check" ? app.job : null;
    if (job?.state === "running") return isGuided(job) ? "squeeze" : `live ${job.guide?.phase ?? ""}`;
    return job && job.number === view.seen ? `ended ${job.number} ${job.state}` : `offer ${JSON.stringify(app.state?.map_words)}`;
  };

  const draw = () => {
    const job = app.job;
    if (job?.kind === "check" && job.state === "running") view.seen = job.number;
    const next = stageNow();
    if (next !== stage) {
      countdown?.stop();
      stage = next;
      meters = countdown = null;
      if (next.startsWith("offer")) offer();
      else if (next === "squeeze") squeeze();
      else if (next.startsWith("live")) levels();
      else ended(job);
    }
    meters?.update(job?.channels);
    countdown?.update(job);
  };

  const offer = () => {
    view.title("Check electrodes");
    view.alone(false);
    const map = Object.entries(app.state?.map_words ?? {});
    view.show(h("div", { class: "columns" },
      h("div", { class: "card" }, h("p", {}, "Shows the level of each electrode live, and says what to fix. Stand still for the first five seconds."),
        map.length ? h("p", {}, map.map(([input, role]) => `${capital(role)} on input ${input}`).join(", "), ". ",
          h("a", { href: "#electrodes" }, "Change")) : null,
        h("p", {}, "The squeeze test then asks for a squeeze and a heel curl: it shows whether each electrode sits on its muscle, and whether two were swapped.")),
      h("div", { class: "drawing large" }, bodyDrawing(app.state?.map_words))));
    view.act(button("Squeeze test", start(true)), button("Check", start(false), "primary"));
  };

  const levels = () => {
    view.title("Check electrodes");
    view.alone(true);
    meters = makeMeters();
    const words = app.job.words ?? [];
    const refusals = app.job.guide?.refusals ?? [];
    view.show(refusals.map((one) => sign("bad", one)), words.map((one) => h("p", { class: "card" }, one)), meters.root);
    view.act(button("Squeeze test", start(true)), button("Done", () => callJob("/api/job/stop"), "primary"));
  };

  const squeeze = () => {
    view.title("Squeeze test");
    view.alone(true);
    meters = makeMeters(true);
    countdown = makeCountdown();
    view.show(countdown.root, meters.root);
    view.act(button("Stop", () => callJob("/api/job/stop")));
  };

  const ended = (job) => {
    view.title("Check electrodes");
    view.alone(false);
    const channels = job.channels ?? [];
    const bad = channels.filter((one) => verdictState(one.verdict) === "bad");
    const isJudged = channels.some((one) => one.verdict && one.verdict !== "waiting");
    // each channel says its own below, and the reason of a failure stands above
    const notes = (job.words ?? []).filter((one) => !/^Channel \d+ \(/.test(one) && !(job.error && one.includes(job.error.message)));
    const heading = job.error ? sign("bad", job.error.message)
      : bad.length ? sign("bad", `${plural(bad.length, "electrode")} to fix`)
        : !isJudged ? null
          : sign(notes.length ? "open" : "good", notes.length ? "Every electrode gives a signal, but look at this:" : "All electrodes are usable");
    const last = makeMeters(!isJudged);
    last.update(channels);
    view.show(heading, notes.map((one) => h("p", { class: "card" }, one)), last.root);
    const next = app.state?.next;
    const goesOn = isJudged && !bad.length && !notes.length && !job.error && next;
    view.act(button("Check again", start(false)), button("Squeeze test", start(true), goesOn ? "" : "primary"),
      job.error ? h("a", { class: "button", href: "#electrodes" }, "Inputs") : null,
      !goesOn ? null : next.action === "check" ? h("a", { class: "button primary", href: "#calibrate" }, "Calibrate")
        : h("a", { class: "button primary", href: nextAddress(next) }, nextWords(app.state)));
  };

  view.onChange = draw;
  view.onLeave = () => countdown?.stop();
  draw();
}
