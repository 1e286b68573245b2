// Who may come in: paired phones, one more phone, a coach who only watches.

async function accessScreen(view) {
  view.title("Who may come in");
  const answers = await view.load("/api/access");
  if (!answers) return;
  const { devices, coach, pairing } = answers[0];
  const code = (given, words) => [
    h("p", { class: "given-code" }, given.code),
    given.qr ? h("div", { class: "square" }, squareCode(given.qr, words)) : null,
    h("p", { class: "address" }, given.url),
    button("Copy the link", () => copy(given.url), "small"),
  ];
  const remove = (one) => ask(one.current ? "Forget this phone?" : `Shut out “${one.name}”?`,
    h("p", {}, one.current ? "It needs the code to come in again." : "It sees nothing more from now on. With a new code it can come in again."), [
    { words: "Keep it" },
    { words: one.current ? "Forget it" : "Shut it out", kind: "danger", act: async () => {
      if (one.current) {
        await api("POST", "/api/unpair");
        return leaveForPairing();
      }
      await api("DELETE", `/api/access/${encodeURIComponent(one.id)}`);
      openScreen();
    } },
  ]);
  view.show(h("div", { class: "columns" },
    h("div", { class: "stack" },
      h("section", { class: "card stack" }, h("h2", {}, "Paired"),
        h("ul", { class: "rows plain" }, devices.map((one) => h("li", { class: "device" },
          h("span", {}, h("b", {}, one.name || "a phone", one.current ? " (this one)" : ""),
            h("small", {}, `${one.role === "coach" ? "watches" : "owner"}, seen ${day(one.seen)}`)),
          button(one.current ? "Forget" : "Shut out", () => remove(one), "small",
            { "aria-label": `${one.current ? "Forget" : "Shut out"} ${one.name}` }))))),
      pairing ? h("section", { class: "card stack" }, h("h2", {}, "One more phone"), h("p", {}, "It can do all that this one can."),
        code(pairing, "Square code for one more phone")) : null),
    h("section", { class: "card stack" }, h("h2", {}, "Coach"), h("p", {}, "Sees the running session and can change nothing."),
      coach ? code(coach, "Square code for a coach") : h("p", { class: "quiet" }, "No link has been made."),
      button(coach ? "Make a new link" : "Make a link", async () => {
        await api("POST", "/api/access/coach");
        openScreen();
      }, coach ? "small" : "primary"))));
}

/** Into the clipboard; over plain http browsers allow it only the old way. */
async function copy(words) {
  if (navigator.clipboard) await navigator.clipboard.writeText(words);
  else {
    const box = h("textarea", { class: "heard", value: words });
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  say("Copied");
}
