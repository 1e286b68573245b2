// What was run: the list, and one session with its report, files and marks.

const sessionAddress = (id) => `#session/${encodeURIComponent(id)}`;
const filesAddress = (id, file) => `/sessions/${encodeURIComponent(id)}/${encodeURIComponent(file)}`;

function sessionFigures(one) {
  return [
    one.seconds !== undefined ? clock(one.seconds) : null,
    one.strides !== undefined ? plural(one.strides, "stride") : null,
    one.silent !== undefined ? `${one.silent} silent` : null,
    one.share_percent !== null && one.share_percent !== undefined ? `share ${percent(one.share_percent / 100)}` : null,
    one.aim_met_percent !== null && one.aim_met_percent !== undefined ? `aim met in ${percent(one.aim_met_percent / 100)}` : null,
  ].filter(Boolean).join(" · ");
}

async function sessionsScreen(view) {
  view.title("Sessions");
  view.act(h("a", { class: "button", href: "#history" }, "History"), h("a", { class: "button primary", href: "#run/new" }, "Run"));
  const answers = await view.load("/api/sessions");
  if (!answers) return;
  const sessions = answers[0].sessions;
  view.show(sessions.length === 0
    ? h("div", { class: "card" }, h("p", { class: "lead" }, "No session yet."), h("p", {}, "Each run is kept here with its report."))
    : h("ul", { class: "rows two" }, sessions.map((one) => h("li", {}, h("a", { class: "row", href: sessionAddress(one.id) },
      h("span", {}, h("small", {}, [day(one.started) || one.id, one.programme].filter(Boolean).join(" · ")),
        h("b", {}, one.damaged ? `✕ ${one.damaged}` : one.answer || one.id), h("small", {}, sessionFigures(one))),
      h("span", { class: "sign", "aria-hidden": "true" }, "›"))))));
}

async function sessionScreen(view, id) {
  view.title("Session");
  const answers = await view.load(`/api/sessions/${encodeURIComponent(id)}`, "/api/sessions");
  if (!answers) return;
  const [{ session, summary = [], marks = [] }, { sessions }] = answers;
  view.title(day(session.started) || session.id);
  const files = h("div", { class: "stack" });
  const showFiles = (names) => files.replaceChildren(h("ul", { class: "files" },
    (names ?? []).map((file) => h("li", {}, h("a", { href: filesAddress(id, file), target: "_blank", rel: "noopener" }, file)))));
  showFiles(session.files);
  const work = jobPart(view, id, (job) => job.kind === "repair" && job.state === "done" ? openScreen() : api("GET", `/api/sessions/${encodeURIComponent(id)}`).then((news) => {
    showFiles(news.session.files);
    showActions(news.session.files);
  }).catch(() => {}));
  const report = () => work.begin(`/api/sessions/${encodeURIComponent(id)}/report`, {});
  view.show(h("div", { class: "columns" },
    h("div", { class: "stack" },
      session.damaged ? h("div", { class: "card" }, sign("bad", session.damaged)) : null,
      h("div", { class: "card" }, session.answer ? h("p", { class: "lead" }, session.answer) : null,
        summary.filter((one) => one !== session.answer).map((one) => paragraph(one))),
      facts([["person", session.person], ["time", session.seconds === undefined ? null : clock(session.seconds)], ["strides", session.strides],
        ["silent", session.silent],
        ["glute share", session.share_percent === null || session.share_percent === undefined ? null : percent(session.share_percent / 100)],
        ["aim", aimWords(session.aim)], ["aim met", session.aim_met_percent === null || session.aim_met_percent === undefined ? null : percent(session.aim_met_percent / 100)], ["programme", session.programme]]),
      marks.length ? h("section", { class: "card" }, h("h2", {}, "Marks"), h("ol", { class: "messages" },
        marks.map((one) => h("li", {}, h("b", {}, clock(one.seconds)), h("span", {}, one.word || "(no word)"))))) : null),
    h("div", { class: "stack" }, work.root,
      comparison(id, sessions),
      exportPart(id, work),
      h("section", { class: "card" }, h("h2", {}, "Files"), files),
      h("section", { class: "card" }, button("Delete this session", () => askDelete(session), "danger small")))));
  const repair = () => work.begin(`/api/sessions/${encodeURIComponent(id)}/repair`, {});
  const showActions = (names) => {
    if (session.damaged) return view.act(button("Repair it", repair, "primary"));
    const hasReport = (names ?? []).includes("report.html");
    view.act(button(hasReport ? "Make again" : "Make the report", report, hasReport ? "" : "primary"),
      hasReport ? h("a", { class: "button primary", href: filesAddress(id, "report.html"), target: "_blank", rel: "noopener" }, "Report") : null);
  };
  showActions(session.files);
}

/** What a report or an export says while it is made, with a way to stop it. */
function jobPart(view, id, finished) {
  const words = h("p", { role: "status" });
  const bar = h("progress", { max: 1, "aria-label": "progress" });
  const cancel = button("Cancel", () => callJob("/api/job/stop"), "small");
  const result = h("div", { class: "stack" });
  const root = h("section", { class: "card work", "aria-label": "work", hidden: true }, words, bar, cancel, result);
  const begun = running("report", "export", "repair");
  let number = begun && (begun.session ?? id) === id ? begun.number : null;
  const update = () => {
    const job = app.job;
    if (!job || job.number !== number) return;
    root.hidden = false;
    const isOn = job.state === "running";
    bar.hidden = cancel.hidden = !isOn;
    if (job.progress === null || job.progress === undefined) bar.removeAttribute("value");
    else bar.value = job.progress;
    const name = { report: "The report", export: "The export", repair: "The session" }[job.kind];
    put(words, isOn ? `${job.words?.at(-1) ?? `${name} is being made …`}${job.progress ? ` ${percent(job.progress)}` : ""}`
      : { done: job.kind === "repair" ? "✓ The session is complete." : `✓ ${name} is ready.`, failed: "", cancelled: `${name} was stopped.` }[job.state]);
    if (isOn) return;
    number = null;
    const file = job.result?.file;
    result.replaceChildren(job.error ? h("p", { class: "error", role: "alert" }, job.error.message)
      : job.state === "done" && file && job.kind === "export" ? h("a", { class: "button primary", href: filesAddress(job.result.session, file),
        target: "_blank", rel: "noopener" }, `Open ${file}`) : "");
    finished(job);
  };
  view.onChange = (what) => { if (what === "job") update(); };
  if (number !== null) update();
  return {
    root,
    begin: async (path, body) => {
      const job = await api("POST", path, body);
      number = job.number;
      result.replaceChildren();
      takeJob(job);
      update();
      root.scrollIntoView({ block: "nearest" });
    },
  };
}

function comparison(id, sessions) {
  const others = sessions.filter((one) => one.id !== id && !one.damaged);
  if (others.length === 0) return null;
  const select = h("select", {}, others.map((one) => h("option", { value: one.id },
    `${day(one.started) || one.id}${one.share_percent ? `, share ${Math.round(one.share_percent)} %` : ""}`)));
  const link = h("a", { class: "button", target: "_blank", rel: "noopener" }, "Compare");
  const aim = () => {
    const other = others.find((one) => one.id === select.value) ?? others[0];
    const here = sessions.find((one) => one.id === id);
    const isEarlier = (other.started ?? "") < (here?.started ?? "");
    link.href = `/compare/${[isEarlier ? other.id : id, isEarlier ? id : other.id].map(encodeURIComponent).join("/")}`;
  };
  select.addEventListener("change", aim);
  aim();
  return h("section", { class: "card stack" }, h("h2", {}, "Compare"), field("With the session of", select), link);
}

function exportPart(id, work) {
  const kinds = [["edf", "EDF+", "for EEG and EMG programs"], ["bids", "BIDS", "a folder for research"], ["csv", "CSV", "for spreadsheets"]];
  return h("section", { class: "card stack" }, h("h2", {}, "Export"),
    h("div", { class: "actions in" }, kinds.map(([to, words, more]) => button([h("b", {}, words), h("small", {}, more)],
      () => work.begin(`/api/sessions/${encodeURIComponent(id)}/export`, { to }), "small"))));
}

function askDelete(session) {
  ask("Delete this session?", [h("p", {}, `${day(session.started) || session.id}: its recording, tables, report and line in the history. It cannot be brought back.`)], [
    { words: "Keep it" },
    { words: "Delete", kind: "danger", act: async () => {
      await api("DELETE", `/api/sessions/${encodeURIComponent(session.id)}`, { confirm: session.id });
      refresh().catch(() => {});
      goTo("#sessions");
    } },
  ]);
}

async function historyScreen(view) {
  view.title("History");
  view.act(h("a", { class: "button primary", href: "/history", target: "_blank", rel: "noopener" }, "All charts"));
  const answers = await view.load("/api/history");
  if (!answers) return;
  const history = answers[0];
  const legs = [...new Set((history.sessions ?? []).map((one) => one.leg ?? ""))];
  const draw = (name, shown, of) => legs.map((leg) => {
    const points = history.sessions.filter((one) => (one.leg ?? "") === leg).slice(-30).map((one) => ({ value: of(one), words: one.date }));
    const known = points.filter((one) => one.value !== null && one.value !== undefined);
    if (known.length < 2) return null;
    const title = `${name}${leg ? `, ${leg} leg` : ""}`;
    return h("figure", {}, h("figcaption", {}, h("b", {}, title), h("span", {}, "%")),
      trendLine(points, `${title}: ${plural(known.length, "session")}, first ${percent(known[0].value)}, latest ${percent(known.at(-1).value)}`,
        shown),
      h("p", { class: "ends" }, h("span", {}, day(points[0].words)), h("span", {}, day(points.at(-1).words))));
  });
  const charts = [...draw("Glute share", [0.4, 0.6], (one) => one.glute_share), ...draw("Glute, of its maximum", [0, 0.2],
    (one) => one.glute_of_maximum)].filter(Boolean);
  view.show(h("div", { class: "columns" },
    h("div", { class: "stack" }, charts.length ? charts : h("div", { class: "card" }, h("p", { class: "lead" }, "A line needs two sessions."),
      h("p", {}, "It grows here as you run."))),
    h("div", { class: "stack" }, (history.trends ?? []).map((one) => h("p", { class: "card" }, one.answer)),
      h("p", { class: "quiet" }, "New electrodes change levels from day to day: single days scatter."),
      row("#sessions", "Sessions", "One by one"), row("#log", "Log", "Release work and soreness"))));
}
