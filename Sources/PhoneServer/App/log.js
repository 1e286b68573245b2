// Release work and soreness in two taps; the programme of training.

async function logScreen(view, wanted) {
  view.title("Log");
  const answers = await view.load("/api/log");
  if (!answers) return;
  const kinds = answers[0].kinds ?? [];
  const entries = h("ol", { class: "rows plain" });
  const note = h("input", { type: "text", maxlength: 200, autocomplete: "off" });
  const second = h("div", { class: "second" });
  const done = h("p", { class: "saved", role: "status" });

  const showEntries = (list) => entries.replaceChildren(...list.slice(0, 20).map((one) => {
    const kind = kinds.find((other) => other.kind === one.kind);
    return h("li", {}, h("small", {}, day(one.date)), h("b", {}, [kind?.words ?? one.kind, valueWords(kind, one.value)].filter(Boolean).join(", ")),
      one.note ? h("span", {}, one.note) : null);
  }));
  const valueWords = (kind, value) => (value === null || value === undefined ? "" : kind?.unit === "minutes" ? `${value} min` : kind?.unit === "of 10" ? `${value} of 10` : String(value));

  const save = async (kind, value) => {
    await api("POST", "/api/log", { kind: kind.kind, value, note: note.value.trim() || undefined });
    put(done, `✓ Noted: ${[kind.words, valueWords(kind, value)].filter(Boolean).join(", ")}`);
    note.value = "";
    second.replaceChildren();
    first.querySelectorAll("[aria-pressed=true]").forEach((one) => one.setAttribute("aria-pressed", "false"));
    showEntries((await api("GET", "/api/log")).entries);
  };

  const choose = (kind, chosen) => {
    for (const one of first.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one === chosen));
    put(done, "");
    const isSoreness = kind.unit === "of 10";
    const values = kind.values ?? (isSoreness ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : []);
    if (values.length === 0) return save(kind, null);
    const keys = h("div", { class: `values choices${isSoreness ? " scale" : ""}`, role: "group",
      "aria-label": isSoreness ? "How sore, 0 to 10" : "How many minutes" },
      values.map((value) => button(String(value), () => save(kind, value), "", { "aria-label": valueWords(kind, value) })));
    second.replaceChildren(h("h2", {}, isSoreness ? "How sore? 0 none, 10 the worst you can imagine" : "How many minutes?"), keys);
    second.scrollIntoView({ block: "nearest" });
  };

  const first = h("div", { class: "kinds choices", role: "group", "aria-label": "What to note" },
    kinds.map((kind) => button(kind.words, (chosen) => choose(kind, chosen), "", { "aria-pressed": "false", data: { kind: kind.kind } })));
  view.show(h("div", { class: "columns" },
    h("div", { class: "stack" }, h("h2", {}, "What was it?"), first, second, done, field("Words to keep with it", note,
      "Write them before the second tap. You can leave this empty.")),
    h("section", { class: "stack", "aria-labelledby": "noted" }, h("h2", { id: "noted" }, "Noted so far"), entries)));
  showEntries(answers[0].entries ?? []);
  if (wanted) first.querySelector(`[data-kind="${CSS.escape(wanted)}"]`)?.click();
}

async function programmeScreen(view) {
  view.title("Programme");
  const answers = await view.load("/api/programme");
  if (!answers) return;
  const programme = answers[0];
  const sessions = programme.sessions ?? [];
  const next = typeof programme.next === "object" ? programme.next?.number : programme.next;
  const part = (one) => (typeof one.feedback === "number" ? percent(one.feedback) : one.feedback);
  view.show(h("div", { class: "columns" },
    h("div", { class: "card" }, h("h2", {}, programme.name), (programme.words ?? []).map((one, index) => h("p",
      { class: index === 0 ? "lead" : null }, one))),
    h("ol", { class: "steps" }, sessions.map((one) => h("li", { data: { state: one.done ? "done" : "open" },
      "aria-current": one.number === next ? "step" : null },
      h("b", { "aria-hidden": "true" }, one.done ? "✓" : one.number === next ? "›" : "○"),
      h("span", {}, one.is_test ? "Test without feedback" : `Session ${one.number}`, h("small", { class: "under" },
        `${one.minutes} min${one.is_test ? "" : `, heard ${part(one)} of the time`}`)),
      h("small", {}, one.done ? `done${one.date ? ` ${day(one.date)}` : ""}` : one.number === next ? "next" : one.date ? day(one.date) : "open"))))));
  view.act(h("a", { class: "button primary", href: "#run/programme" },
    sessions.find((one) => one.number === next)?.is_test ? "Run the test" : next ? `Session ${next}` : "Run"));
}
