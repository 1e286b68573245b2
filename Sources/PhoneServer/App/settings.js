// The sound card, what is on which input, and everything else that can be set.

async function settingsScreen(view) {
  view.title("Settings");
  const answers = await view.load("/api/settings");
  if (!answers) return;
  const { device } = answers[0];
  const state = app.state ?? {};
  const inputs = Object.entries(state.map_words ?? {}).map(([input, role]) => `${role} ${input}`).join(", ");
  view.show(h("div", { class: "columns" },
    h("div", { class: "rows" },
      row("#card", "Sound card", state.card?.name || device.input || "not chosen"),
      row("#electrodes", "Electrodes and inputs", inputs || device.map || "not set"),
      row("#card/scale", "Full scale and mains", [device.full_scale_mv ? `${device.full_scale_mv} mV` : "levels without µV",
        `mains ${device.mains ?? "auto"}`].join(", ")),
      row("#sounds", "Sounds", "Volume, and what each one means")),
    h("div", { class: "rows" },
      row("#access", "Who may come in", "Paired phones, a link for a coach"),
      row("#more", "All settings", "Decisions, cues, feedback, history"),
      row("#people", "People", state.person?.id),
      h("p", { class: "quiet" }, state.software ?? "", " · It reports measurements, never a diagnosis."))));
}

/** Saves settings and shows what they are now. */
async function saveSettings(changes) {
  const news = await api("PUT", "/api/settings", changes);
  await refresh().catch(() => {});
  return news;
}

async function cardScreen(view, part) {
  view.title(part === "scale" ? "Full scale and mains" : "Sound card");
  const answers = await view.load("/api/settings", "/api/devices");
  if (!answers) return;
  const [{ device }, { devices, boards = [] }] = answers;
  const inputs = devices.filter((one) => one.channels > 0);
  const input = choices("Where the electrodes come in", inputs.map((one) => ({ value: one.input, words: `${one.name}${one.likely ? " (likely)" : ""}`,
    help: `${one.input}, ${plural(one.channels, "input")}` })),
    device.input ?? inputs.find((one) => one.likely)?.input);
  const outputs = devices.filter((one) => one.output);
  const tone = choices("Headphones", [...outputs.map((one) => ({ value: one.output, words: one.name, help: one.output })),
    { value: "none", words: "None", help: "No beeps: only the screen tells." }], device.tone ?? "none");
  const scale = h("input", { type: "number", inputmode: "decimal", min: 0.01, max: 5000, step: "any", value: device.full_scale_mv ?? "" });
  const board = h("select", {}, h("option", { value: "" }, "Choose yours …"), boards.map((one) => h("option", { value: one.name }, one.name)));
  const boardNote = h("p", { class: "help", role: "status" });
  board.addEventListener("change", () => {
    const found = boards.find((one) => one.name === board.value);
    if (found?.full_scale_mv) scale.value = found.full_scale_mv;
    put(boardNote, found?.note ?? "");
  });
  const mains = choices("Mains", [{ value: "auto", words: "Find it automatically" }, { value: "50", words: "50 Hz",
    help: "Europe, most of Asia and Africa" }, { value: "60", words: "60 Hz", help: "the Americas, parts of Asia" },
    { value: "off", words: "Leave hum in" }], String(device.mains ?? "auto"));
  const cards = h("div", { class: "card stack" }, inputs.length ? [input, tone] : [sign("bad", "No sound card with an input is there. Plug it in."),
    tone]);
  const scales = h("div", { class: "card stack" }, h("h2", {}, "Full scale"), field("Amplifier", board), boardNote,
    field("Millivolts at the electrode for a full-scale sample", scale,
    "So that levels come in µV. Leave it empty when you do not know: all comparisons work without it."), mains);
  view.show(h("div", { class: "columns" }, part === "scale" ? [scales, cards] : [cards, scales]));
  view.act(button("Look again", () => openScreen()), button("Save", async () => {
    await saveSettings({ "device.input": input.value ?? null, "device.tone": tone.value ?? "none", "input.full-scale-mv": scale.value || null,
      "input.mains": mains.value ?? null });
    goTo(app.state?.next?.action === "settings" || !device.map ? "#electrodes" : "#settings");
  }, "primary"));
}

const roles = ["glute", "hamstring", "quadriceps", "calf", "lower-back"];
const allRoles = ["", ...roles, ...roles.map((role) => `left-${role}`), ...roles.map((role) => `right-${role}`), "contact"];

async function electrodesScreen(view) {
  view.title("Electrodes");
  const answers = await view.load("/api/settings");
  if (!answers) return;
  const map = {};
  for (const pair of (answers[0].device.map ?? "").split(",").filter(Boolean)) {
    const [role, input] = pair.split("=");
    map[input.trim()] = role.trim();
  }
  const count = Math.max(2, app.state?.card?.channels ?? 2, ...Object.keys(map).map(Number));
  const drawn = h("div", { class: "drawing large" });
  const redraw = () => drawn.replaceChildren(bodyDrawing(map));
  const selects = Array.from({ length: Math.min(count, 16) }, (_, index) => {
    const input = String(index + 1);
    const select = h("select", {}, allRoles.map((role) => h("option", { value: role, selected: (map[input] ?? "") === role }, role || "not used")));
    select.addEventListener("change", () => {
      if (select.value) map[input] = select.value;
      else delete map[input];
      redraw();
    });
    return field(`Input ${input} carries`, select);
  });
  const save = async () => {
    const words = Object.entries(map).map(([input, role]) => `${role}=${input}`).join(",");
    await saveSettings({ "input.map": words || null });
  };
  redraw();
  view.show(h("div", { class: "columns" }, h("div", { class: "stack" }, drawn,
    h("p", { class: "quiet" }, "Glute: halfway between the sacrum and the bony knob at the side of the hip. Hamstring: halfway between the sitting bone and the knee. Pairs 20 mm apart, along the muscle; the reference on bone.")),
  h("div", { class: "card stack" }, selects)));
  view.act(button("Save", async () => {
    await save();
    goTo("#settings");
  }), button("Save and try it", async () => {
    await save();
    await callJob("/api/check", { squeeze: false });
    goTo("#check");
  }, "primary"));
}

async function soundsScreen(view) {
  view.title("Sounds");
  const answers = await view.load("/api/sounds", "/api/settings");
  if (!answers) return;
  const range = h("input", { type: "range", min: 5, max: 100, step: 5, value: answers[1].device.volume ?? 40, "aria-label": "Volume" });
  const told = h("output", {}, `${range.value} %`);
  range.addEventListener("input", () => put(told, `${range.value} %`));
  const play = (sound) => button("Play", () => api("POST", "/api/sounds", { kind: sound.kind, volume: Number(range.value) }), "small",
    { "aria-label": `Play ${sound.name}` });
  view.show(
    h("div", { class: "card field" }, h("label", {}, "Volume ", told, range), h("p", { class: "help" }, app.state?.tone?.words ?? "")),
    h("ul", { class: "rows two" }, answers[0].sounds.map((sound) => h("li", { class: "card sound" },
      h("span", {}, h("b", {}, sound.name), h("small", {}, sound.meaning)), play(sound)))));
  view.act(button("Keep this volume", async () => {
    await saveSettings({ "device.volume": range.value });
    remember({ ...remembered(), volume: Number(range.value) });
  }, "primary"));
}

async function moreSettingsScreen(view) {
  view.title("All settings");
  const answers = await view.load("/api/settings");
  if (!answers) return;
  const groups = new Map();
  const inputs = new Map();
  for (const one of answers[0].settings) {
    const group = one.key.split(".")[0];
    const isList = Array.isArray(one.values) && one.values.length > 0;
    const now = one.value === null || one.value === undefined ? "" : String(one.value);
    const control = isList ? h("select", {}, [...new Set([now, ...one.values.map(String)])].map((value) => h("option",
      { value, selected: value === now }, value || "not set")))
      : h("input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", value: now,
        placeholder: one.default === null || one.default === undefined ? "not set" : String(one.default) });
    inputs.set(one.key, [control, now]);
    if (!groups.has(group)) groups.set(group, []);
    const usual = one.default === null || one.default === undefined || one.default === "" ? "" : ` Usual: ${one.default}.`;
    groups.get(group).push(field(one.key.split(".").slice(1).join("."), control,
      `${one.help ?? ""}${usual}${typeof one.values === "string" ? ` Allowed: ${one.values}.` : ""}`));
  }
  view.show(h("div", { class: "columns" }, [...groups].map(([name, fields]) => h("details", { class: "card fold", open: window.innerWidth >= 900 },
    h("summary", {}, h("span", {}, capital(name))), fields))));
  view.act(button("Save", async () => {
    const changes = {};
    for (const [key, [control, before]] of inputs) if (control.value.trim() !== before) changes[key] = control.value.trim() || null;
    if (Object.keys(changes).length) await saveSettings(changes);
    openScreen();
  }, "primary"));
}
