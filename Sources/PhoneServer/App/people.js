// Whose sessions these are: for a physiotherapist many people, one history.

const legs = [{ value: "right", words: "Right leg" }, { value: "left", words: "Left leg" }, { value: "both", words: "Both legs" }];
const codePattern = "[A-Za-z0-9][A-Za-z0-9._\\-]{0,39}";

async function peopleScreen(view) {
  view.title("People");
  const answers = await view.load("/api/people");
  if (!answers) return;
  const { people, current } = answers[0];
  const select = async (person) => {
    await api("POST", `/api/people/${encodeURIComponent(person.id)}/select`);
    await refresh();
    openScreen();
  };
  const card = (person) => {
    const isHere = person.id === current;
    return h("li", { class: "card person-card", "aria-current": isHere ? "true" : null },
      h("h2", {}, person.id, isHere ? h("span", { class: "badge" }, "✓ chosen") : null),
      person.next ? h("p", { class: "lead" }, person.next) : null,
      h("p", { class: "quiet" }, [person.leg ? { left: "left leg", right: "right leg", both: "both legs" }[person.leg] : null,
        person.calibrated ? `calibrated ${day(person.calibrated)}` : "not calibrated",
          person.last_session ? `last session ${day(person.last_session)}` : "no session yet"].filter(Boolean).join(" · ")),
      person.notes ? h("p", { class: "note" }, person.notes) : null,
      h("div", { class: "actions in" }, h("a", { class: "button small", href: `#person/${encodeURIComponent(person.id)}`,
        "aria-label": `Leg and notes of ${person.id}` }, "Leg and notes"),
        isHere ? h("a", { class: "button small", href: "#now" }, "Continue") : button("Choose", () => select(person), "small",
          { "aria-label": `Choose ${person.id}` })));
  };
  const ordered = [...people].sort((one, other) => (other.id === current) - (one.id === current));
  view.show(people.length ? h("ul", { class: "rows two" }, ordered.map(card))
    : h("div", { class: "card" }, h("p", { class: "lead" }, "Nobody yet."),
      h("p", {}, "Add yourself, or those you work with. A code such as P07 will do: it goes into the history and into no export.")));
  view.act(h("a", { class: "button primary", href: "#person" }, "Add a person"));
}

async function personScreen(view, id) {
  view.title(id ? id : "Add a person");
  let person = { id: "", leg: "", notes: "" };
  if (id) {
    const answers = await view.load("/api/people");
    if (!answers) return;
    person = answers[0].people.find((one) => one.id === id) ?? { id, leg: "", notes: "" };
  }
  const name = h("input", { type: "text", pattern: codePattern, maxlength: 40, required: true, autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", value: person.id });
  const leg = choices("Leg with the electrodes", legs, person.leg);
  const notes = h("textarea", { maxlength: 2000, rows: 5, value: person.notes ?? "" });
  const save = async () => {
    if (!id && !name.reportValidity()) return;
    const body = { id: id || name.value.trim(), leg: leg.value ?? "", notes: notes.value };
    if (id) await api("PUT", `/api/people/${encodeURIComponent(id)}`, body);
    else {
      await api("POST", "/api/people", body);
      await api("POST", `/api/people/${encodeURIComponent(body.id)}/select`);
    }
    refresh().catch(() => {});
    goTo("#people");
  };
  view.show(h("form", { class: "card stack", on: { submit: (event) => {
    event.preventDefault();
    view.actions.querySelector(".primary")?.click();
  } } },
  id ? null : field("Name or code", name, "1 to 40 letters, digits, dots, hyphens and underscores, without spaces. It is kept with every session."),
  leg, field("Notes", notes, "Kept on this computer alone.")));
  view.act(button(id ? "Save" : "Add and choose", save, "primary"));
}
