// Which screen is shown, and how one gives way to another.

/** Name of a screen: what makes it, the screen behind it. */
const screens = () => ({
  pair: [pairScreen], now: [nowScreen], check: [checkScreen, "now"], calibrate: [calibrateScreen, "now"], run: [runScreen, "now"],
  sessions: [sessionsScreen], session: [sessionScreen, "sessions"], history: [historyScreen, "sessions"], log: [logScreen],
  programme: [programmeScreen, "now"], people: [peopleScreen], person: [personScreen, "people"], settings: [settingsScreen],
  card: [cardScreen, "settings"], electrodes: [electrodesScreen, "settings"], sounds: [soundsScreen, "settings"],
  access: [accessScreen, "settings"], more: [moreSettingsScreen, "settings"],
});

/** One screen while it is shown. What comes after it has been left does nothing. */
class View {
  constructor(name, back) {
    this.name = name;
    this.main = place("screen");
    this.actions = place("actions");
    this.onChange = null;
    this.onLeave = null;
    this.back = back;
  }

  get isOpen() { return app.view === this; }

  title(words) {
    put(place("title"), words);
    document.title = words === "GluteCue" ? words : `${words} – GluteCue`;
  }

  /** Replaces what is shown. */
  show(...parts) { if (this.isOpen) this.main.replaceChildren(...parts.flat(3).filter(Boolean)); }

  /** Replaces the buttons at the bottom, the most important one last. */
  act(...buttons) {
    if (!this.isOpen) return;
    const shown = buttons.flat().filter(Boolean);
    this.actions.className = "actions";
    this.actions.hidden = shown.length === 0;
    this.actions.replaceChildren(...shown);
  }

  /** Without tabs: for what must not be left by a slip of the thumb. */
  alone(isAlone) {
    if (!this.isOpen) return;
    document.body.toggleAttribute("data-alone", isAlone);
    place("back").hidden = isAlone || !this.back || !isOwner();
  }

  /** Gets what a screen needs; null when the screen has been left, or when it cannot be had, which is shown. */
  async load(...paths) {
    if (!this.main.childElementCount || this.isFresh) this.show(h("p", { class: "quiet" }, "Loading …"));
    try {
      const answers = await Promise.all(paths.map((path) => api("GET", path)));
      return this.isOpen ? answers : null;
    } catch (error) {
      if (error.code !== 401) {
        this.show(h("div", { class: "card" }, h("p", { class: "error", role: "alert" }, error.message),
          button("Try again", () => openScreen(), "primary")));
      }
      return null;
    }
  }
}

/** Shows the screen of the address. */
function openScreen(isFirst = false) {
  app.view?.onLeave?.();
  if (place("ask").open) place("ask").close();
  const parts = location.hash.slice(1).split("/").map((part) => { try { return decodeURIComponent(part); } catch { return ""; } });
  const table = screens();
  let name = table[parts[0]] ? parts[0] : "now";
  if (!app.isPaired) name = "pair";
  else if (!isOwner()) name = "run";
  else if (name === "pair") name = "now";
  const [make, back] = table[name];
  const view = new View(name, back);
  app.view = view;
  view.isFresh = true;
  document.body.dataset.screen = name;
  document.body.removeAttribute("data-locked");
  place("back").href = `#${back ?? "now"}`;
  for (const tab of place("tabs").children) {
    const isHere = tab.hash === `#${name}` || tab.hash === `#${back}`;
    if (isHere) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  view.show();
  view.act();
  view.alone(!app.isPaired || !isOwner());
  showRunning();
  make(view, ...parts.slice(1));
  view.isFresh = false;
  if (app.isPaired && !isFirst) refresh().catch(() => {});
  if (isFirst) window.scrollTo(0, 0);
  else turnPage();
}

/** What is shown has changed as a whole: those who listen and those who look begin at its top. */
function turnPage() {
  window.scrollTo(0, 0);
  place("title").focus({ preventScroll: true });
}

/** Goes to another screen, also when its address is the present one. */
function goTo(address) {
  if (location.hash === address) openScreen();
  else location.hash = address;
}

function leaveForPairing() {
  if (!app.isPaired && app.view?.name === "pair") return;
  app.isPaired = false;
  openScreen();
}

/** The code in an address such as `#pair=K7M2QX`, which is taken out of it at once: nothing secret stays in the browser's history. */
function takeCode() {
  const match = /^#pair=(.+)$/.exec(location.hash);
  if (!match) return null;
  window.history.replaceState(null, "", location.pathname + location.search);
  try { return decodeURIComponent(match[1]); } catch { return match[1]; }
}

async function start() {
  const code = takeCode();
  window.addEventListener("hashchange", () => {
    const later = takeCode();
    if (later) pairWith(later);
    else openScreen();
  });
  if (code) {
    openScreen(true);
    return pairWith(code);
  }
  try {
    await refresh();
  } catch (error) {
    if (error.code === 401) return;
    app.isPaired = true;
    openScreen(true);
    place("screen").replaceChildren(h("div", { class: "card" }, h("p", { class: "error", role: "alert" }, error.message),
      button("Try again", () => location.reload(), "primary")));
    return;
  }
  if (app.isPaired) enter();
}

/** After pairing or at the start: comes back to what runs now. */
function enter() {
  const job = running("check", "calibration", "run");
  if (job && isOwner() && location.hash !== `#${jobScreens[job.kind]}`) window.history.replaceState(null, "", `#${jobScreens[job.kind]}`);
  connectLive();
  openScreen(true);
}

queueMicrotask(start);
