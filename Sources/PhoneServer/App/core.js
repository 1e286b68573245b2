// What is known, how it is asked for, and which screen shows it.

/** What the API refused, in its own words. */
class Refusal extends Error {
  constructor(message, code, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** All that is known; screens read it, only `take…` functions write it. */
const app = { state: null, job: null, jobAt: 0, picture: null, role: null, view: null, isPaired: false };

const place = (id) => document.getElementById(id);
const isOwner = () => app.role !== "coach";

/** Calls the API. Throws `Refusal`; who is not paired any more is led to pairing. */
async function api(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: method === "GET" ? {} : { "Content-Type": "application/json" },
      body: method === "GET" ? undefined : JSON.stringify(body ?? {}),
      signal: AbortSignal.timeout(20000),
    });
  } catch {
    throw new Refusal("GluteCue does not answer. Is its computer on, and is this phone in the same network?", 0);
  }
  const content = await answer.json().catch(() => ({}));
  if (answer.ok) return content;
  const error = content.error ?? {};
  const refusal = new Refusal(error.message ?? `GluteCue refused this (HTTP ${answer.status}).`, answer.status, error.status);
  if (answer.status === 401 && path !== "/api/pair") leaveForPairing();
  throw refusal;
}

/** Calls what begins or ends a job, and shows it. */
async function callJob(path, body) {
  const job = await api("POST", path, body);
  takeJob(job);
  return job;
}

/** Asks for the state of everything. */
async function refresh() {
  takeState(await api("GET", "/api/state"));
}

function takeState(state) {
  app.state = state;
  app.role = state.role;
  app.isPaired = true;
  document.body.toggleAttribute("data-coach", !isOwner());
  if (state.job && (!app.job || state.job.number >= app.job.number)) takeJob(state.job);
  app.view?.onChange?.("state");
}

function takeJob(job) {
  if (!job) return;
  const isOther = app.job?.number !== job.number || app.job?.state !== job.state;
  app.job = job;
  app.jobAt = performance.now();
  showRunning();
  app.view?.onChange?.("job");
  if (isOther && job.state !== "running") refresh().catch(() => {});
}

/** The job of this kind that runs now. */
const running = (...kinds) => (app.job?.state === "running" && (kinds.length === 0 || kinds.includes(app.job.kind)) ? app.job : null);

const jobScreens = { check: "check", calibration: "calibrate", run: "run" };

/** In the header of every other screen: what runs now, one tap away. */
function showRunning() {
  const job = running("check", "calibration", "run");
  const chip = place("running");
  const name = job && jobScreens[job.kind];
  chip.hidden = !job || document.body.dataset.screen === name;
  if (!job) return;
  chip.href = `#${name}`;
  put(chip, { check: "● check runs", calibration: "● calibration runs", run: "● session runs" }[job.kind]);
}

// screens --------------------------------------------------------------------------------------------------------

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
        this.show(h("div", { class: "card" }, h("p", { class: "error", role: "alert" }, error.message), button("Try again", () => openScreen(), "primary")));
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
  enter();
}

/** After pairing or at the start: comes back to what runs now. */
function enter() {
  const job = running("check", "calibration", "run");
  if (job && isOwner() && location.hash !== `#${jobScreens[job.kind]}`) window.history.replaceState(null, "", `#${jobScreens[job.kind]}`);
  connectLive();
  openScreen(true);
}

queueMicrotask(start);
