// What every screen is built from. Nothing here knows of GluteCue.

/** Makes an element: `h("p", { class: "quiet", on: { click } }, "words", child)`. What is null or false is left out. */
function h(name, given = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (key === "data") Object.assign(element.dataset, value);
    else if (key === "value") element.value = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets the text of an element only when it differs, so that nothing is read out or laid out again for nothing. */
function put(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

let lastNumber = 0;
/** An id that no other element has. */
const freshId = (name) => `${name}-${(lastNumber += 1)}`;

const two = (value) => String(value).padStart(2, "0");

/** Seconds as `3:07` or `1:03:07`. */
function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** A date and time of the API as `29 Nov 2026, 10:32`; as it came when it is none. */
function day(text) {
  const date = new Date(text);
  if (!text || Number.isNaN(date.getTime())) return text ?? "";
  const words = date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  return text.length > 10 ? `${words}, ${two(date.getHours())}:${two(date.getMinutes())}` : words;
}

/** 0.49 as `49 %`, on one line. */
const percent = (part) => `${Math.round(100 * part)}\u00a0%`;
const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const capital = (words) => (words ? words[0].toUpperCase() + words.slice(1) : "");

/** A button. `act` may be async: while it works all buttons beside it rest; what it throws is said beside it. */
function button(words, act, kind = "", given = {}) {
  const element = h("button", { type: "button", class: kind, ...given }, words);
  element.addEventListener("click", () => perform(element, act));
  return element;
}

/** Runs what a button does: its group rests meanwhile; a refusal is said in its own words near it. */
async function perform(element, act) {
  const group = element.closest(".actions, .answers, form, .choices, .card") ?? element.parentElement;
  const resting = [...(group?.querySelectorAll("button") ?? [element])].filter((one) => !one.disabled);
  group?.querySelectorAll(":scope > .error").forEach((one) => one.remove());
  for (const one of resting) one.disabled = true;
  element.setAttribute("aria-busy", "true");
  try {
    return await act(element);
  } catch (error) {
    sayError(group ?? element.parentElement, error);
  } finally {
    element.removeAttribute("aria-busy");
    for (const one of resting) one.disabled = false;
  }
}

/** Says what went wrong at the top of a group of controls. */
function sayError(group, error) {
  if (!(error instanceof Refusal)) console.error(error);
  group.querySelectorAll(":scope > .error").forEach((one) => one.remove());
  group.prepend(h("p", { class: "error", role: "alert" }, error.message));
}

/** A control with its label and an explanation. */
function field(words, control, help) {
  control.id ||= freshId("field");
  const explanation = help ? h("p", { class: "help", id: `${control.id}-help` }, help) : null;
  if (explanation) control.setAttribute("aria-describedby", explanation.id);
  return h("div", { class: "field" }, h("label", { for: control.id }, words), control, explanation);
}

/** Large choices of which one holds: `options` are `[{ value, words, help }]`. `.value` of the result is the choice. */
function choices(legend, options, value, changed = () => {}) {
  const name = freshId("choice");
  const set = h("fieldset", { class: "choices" }, h("legend", {}, legend));
  for (const option of options) {
    const input = h("input", { type: "radio", name, checked: option.value === value, "value": option.value });
    input.addEventListener("change", () => changed(option.value));
    set.append(h("label", { class: "choice" }, input,
      h("span", {}, h("b", {}, option.words), option.help ? h("small", {}, option.help) : null)));
  }
  Object.defineProperty(set, "value", { get: () => set.querySelector("input:checked")?.value });
  return set;
}

/** A switch: on or off. */
function toggle(words, isOn, help) {
  const input = h("input", { type: "checkbox", checked: isOn });
  const label = h("label", { class: "choice" }, input, h("span", {}, h("b", {}, words), help ? h("small", {}, help) : null));
  Object.defineProperty(label, "value", { get: () => input.checked });
  return label;
}

/** Names with their values, as a list. `rows` are `[name, words]`; those without words are left out. */
function facts(rows, kind = "facts") {
  return h("dl", { class: kind }, rows.filter(([, words]) => words !== null && words !== undefined && words !== "")
    .map(([name, words]) => h("div", {}, h("dt", {}, name), h("dd", {}, words))));
}

/** A paragraph of the program's words: its lines stay, and columns stay below each other. */
function paragraph(words, kind = null) {
  if (!/\S {2,}\S/.test(words)) return h("p", { class: `lines ${kind ?? ""}` }, words);
  return h("pre", { class: "table", tabindex: 0 }, words);
}

/** A large row that leads somewhere. */
function row(address, words, more, sign = "›") {
  return h("a", { class: "row", href: address, target: address.startsWith("#") ? null : "_blank", rel: address.startsWith("#") ? null : "noopener" },
    h("span", {}, h("b", {}, words), more ? h("small", {}, more) : null), h("span", { "aria-hidden": "true", class: "sign" }, sign));
}

/** ✓ or ✕ with words, so that colour is never alone. `state`: good, bad or open. */
function sign(state, words) {
  const marks = { good: "✓", bad: "✕", open: "○" };
  return h("p", { class: "status", data: { state } }, h("b", { "aria-hidden": "true" }, marks[state]), h("span", {}, words));
}

/** Asks in a dialog. `answers`: `[{ words, kind, act }]`; the first one has the focus. Closes after an act that succeeds. */
function ask(question, body, answers) {
  const dialog = document.getElementById("ask");
  const made = answers.map((answer) => button(answer.words, async () => {
    await answer.act?.();
    dialog.close();
  }, answer.kind ?? ""));
  dialog.replaceChildren(h("h2", { id: "question" }, question), ...[body].flat(), h("div", { class: "answers" }, made));
  if (!dialog.open) dialog.showModal();
  made[0].focus({ preventScroll: true });
  dialog.scrollTop = 0;
  return dialog;
}
