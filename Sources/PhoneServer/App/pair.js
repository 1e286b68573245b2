// Getting in: with the code that the program shows, or that came in the address.

/** What this device is likely to be called. */
function deviceName() {
  const agent = navigator.userAgent;
  if (/iPad|Tablet/.test(agent)) return "Tablet";
  if (/iPhone/.test(agent)) return "iPhone";
  if (/Android/.test(agent)) return /Mobile/.test(agent) ? "Android phone" : "Android tablet";
  return "Computer";
}

async function pair(code, name) {
  await api("POST", "/api/pair", { code: code.trim(), name: name.trim() || undefined });
  await refresh();
  if (!app.isPaired) throw new Refusal("This browser keeps no cookies, so it is not let in. Allow them for this address.", 0);
  enter();
}

/** With a code that came in the address. */
async function pairWith(code) {
  app.isPaired = false;
  openScreen(true);
  app.view.pairing(code);
}

function pairScreen(view) {
  view.title("Pair this phone");
  const code = h("input", { type: "text", autocomplete: "one-time-code", autocapitalize: "characters", autocorrect: "off", spellcheck: "false",
    maxlength: 40, required: true, class: "code" });
  const name = h("input", { type: "text", maxlength: 60, autocomplete: "off", value: deviceName() });
  const send = h("button", { type: "submit", class: "primary" }, "Pair");
  const form = h("form", { class: "stack", on: { submit: (event) => {
    event.preventDefault();
    perform(send, () => pair(code.value, name.value));
  } } },
  h("p", {}, "You need GluteCue's code. It is shown where GluteCue was started, under the QR code that a phone camera reads."),
  field("Code", code), field("Name of this phone", name, "So that you know it again in the list of paired phones."), send);
  view.show(h("div", { class: "card" }, form));
  view.pairing = (given) => {
    code.value = given;
    perform(send, () => pair(given, name.value));
  };
}
