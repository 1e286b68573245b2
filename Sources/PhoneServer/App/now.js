// What is there, what is next, how it went last time.

const nextAddress = (next) => ({ settings: "#card", check: "#check", calibration: "#calibrate", programme: "#run/programme",
  run: "#run/new" }[next?.action] ?? "#run/new");

function nextWords(state) {
  const unfinished = state.unfinished;
  return {
    settings: "Set up the sound card", check: "Check electrodes", run: "Run",
    calibration: unfinished ? `Continue calibrating (${unfinished.done} of ${unfinished.steps})` : "Calibrate",
    programme: state.programme ? `Session ${state.programme.session} of ${state.programme.sessions}` : "Run the programme",
  }[state.next?.action] ?? "Run";
}

function nowScreen(view) {
  view.title("GluteCue");
  let acts = "";
  const runningWords = () => ({ check: "A check is running.", calibration: "A calibration is running.", run: "A session is running." })[
    running("check", "calibration", "run")?.kind];
  const draw = () => {
    const state = app.state;
    if (!state) return;
    const { card, tone, profile, last } = state;
    const inputs = Object.entries(state.map_words ?? {});
    view.show(
      h("a", { class: "row person", href: "#people" }, h("span", {}, h("small", {}, "Person"), h("b", {}, state.person?.id ?? "Nobody chosen")),
        h("span", { class: "sign", "aria-hidden": "true" }, "›")),
      h("div", { class: "columns" },
        h("section", { class: "stack", "aria-labelledby": "what-next" },
          h("div", { class: "next card" }, h("h2", { id: "what-next" }, "Next"), h("p", { class: "lead" }, runningWords() ?? state.next?.words ?? "Run.")),
          h("section", { class: "card", "aria-label": "What is there" },
            card ? sign(card.present ? "good" : "bad", card.words || card.name || card.input) : sign("bad", "No sound card is chosen."),
            tone ? sign(tone.present ? "good" : "bad", tone.words || tone.output) : sign("open", "No headphones are chosen: no beeps."),
            inputs.length ? sign("good", inputs.map(([input, role]) => `${role} on input ${input}`).join(", ")) : sign("bad",
              "No electrode is mapped to an input."),
            sign(profile ? "good" : "open", profile ? profile.words || `Calibrated ${day(profile.date)}` : "Not calibrated yet: the glute is compared with today's start."),
            state.disk_words ? sign("bad", state.disk_words) : null)),
        h("div", { class: "stack" },
          last ? h("a", { class: "row", href: `#session/${encodeURIComponent(last.id)}` },
            h("span", {}, h("small", {}, `Last session, ${day(last.started)}`), h("b", {}, last.damaged ?? last.answer ?? last.id)),
              h("span", { class: "sign", "aria-hidden": "true" }, "›")) : null,
          h("nav", { "aria-label": "What you can do", class: "tiles" },
            [["#check", "Check"], ["#calibrate", "Calibrate"], ["#run/new", "Run"], ["#programme", "Programme"], ["#history", "History"],
              ["#sounds", "Sounds"]]
              .map(([address, words]) => h("a", { href: address }, words))))));
    const job = running("check", "calibration", "run");
    const jobWords = job && { check: "Go to the check", calibration: "Go to the calibration", run: "Go to the session" }[job.kind];
    const [address, words] = [job ? `#${jobScreens[job.kind]}` : nextAddress(state.next), jobWords || nextWords(state)];
    // a button that goes while a thumb is on it does nothing
    if (acts === address + words) return;
    acts = address + words;
    view.act(h("a", { class: "button primary", href: address }, words));
  };
  let shown = "";
  view.onChange = (what) => {
    const key = JSON.stringify([{ ...app.state, job: null }, running()?.number]);
    if (what === "picture" || key === shown) return;
    shown = key;
    draw();
  };
  view.onChange();
  const timer = setInterval(() => { if (!document.hidden) refresh().catch(() => {}); }, 5000);
  view.onLeave = () => clearInterval(timer);
}
