// The live connection: what comes in, whether it is stale, what was missed.

/** Read by measurements of how well these pages keep up; nothing here depends on it. */
const measures = { frames: 0, ages: [], reconnects: 0, received: 0 };
window.glutecueMeasures = measures;

const live = {
  socket: null, pause: 500, heardAt: -Infinity, lostAt: null, lostTime: null, before: null, timer: null, watch: null, beganAt: 0,
  /** The newest point of the envelopes, and the ones who draw them. */
  newest: null, points: () => {},
};

/** A picture comes twice a second in a session; else there is a sign of life each second. */
const staleAfter = () => (running("run") ? 1000 : 2500);
const isStale = () => performance.now() - live.heardAt > staleAfter();

/** Longer than this without a word, and a connection is given up: a network that swallows everything says nothing for minutes. */
const giveUpAfter = 5000;

function connectLive() {
  if (live.socket) return;
  clearTimeout(live.timer);
  const address = new URL("/live", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  live.socket = socket;
  live.beganAt = performance.now();
  socket.onopen = () => {
    live.pause = 500;
    live.heardAt = performance.now();
  };
  socket.onmessage = (message) => takeNews(JSON.parse(message.data));
  socket.onclose = lose;
  live.watch ??= setInterval(() => {
    showConnection();
    if (live.socket && performance.now() - Math.max(live.heardAt, live.beganAt) > giveUpAfter) lose();
  }, 250);
}

/** The connection is gone: says so, and tries again after a pause that grows to 5 s. */
function lose() {
  const socket = live.socket;
  if (!socket) return;
  live.socket = null;
  socket.onclose = socket.onmessage = socket.onopen = null;
  socket.close();
  measures.reconnects += 1;
  live.heardAt = Math.min(live.heardAt, performance.now() - staleAfter() - 1);
  showConnection();
  if (!app.isPaired) return;
  live.timer = setTimeout(reconnect, live.pause);
  live.pause = Math.min(2 * live.pause, 5000);
}

/** A closed door says no more over a WebSocket than a lost network, so the API is asked; what it says holds. */
async function reconnect() {
  clearTimeout(live.timer);
  try {
    const state = await api("GET", "/api/state");
    app.job = null;
    takeState(state);
    showRunning();
    if (!state.job) app.view?.onChange?.("job");
  } catch { /* the next attempt follows */ }
  if (app.isPaired) connectLive();
}

/** Back from another app, from sleep, or in another network: at once, without waiting for the pause. */
function wake() {
  if (document.hidden || !app.isPaired || !live.before) return;
  if (live.socket && isStale()) lose();
  if (!live.socket) reconnect();
}
document.addEventListener("visibilitychange", wake);
window.addEventListener("online", wake);

function takeNews(news) {
  measures.received += 1;
  const isBack = live.lostAt !== null;
  live.heardAt = performance.now();
  if (news.s) app.picture = news.s;
  if (news.j !== undefined) takeJob(news.j);
  for (const one of news.e ?? []) live.points(one);
  if (news.s) app.view?.onChange?.("picture");
  if (isBack && (news.s || !running("run"))) tellMissed();
  if (live.lostAt === null) live.before = { picture: app.picture, job: app.job };
  showConnection();
}

// what is stale --------------------------------------------------------------------------------------------------

function showConnection() {
  const notice = place("notice");
  const stale = app.isPaired && isStale();
  const hasEnded = app.picture?.phase === "ended";
  if (stale && live.lostAt === null && live.before) {
    live.lostAt = performance.now();
    live.lostTime = new Date();
  }
  document.body.toggleAttribute("data-stale", stale && live.before !== null && !(hasEnded && !running()));
  notice.hidden = !stale;
  if (!stale) return;
  if (!live.before) return put(notice, "Connecting …");
  const time = [live.lostTime.getHours(), live.lostTime.getMinutes(), live.lostTime.getSeconds()].map(two).join(":");
  const age = clock((performance.now() - live.lostAt) / 1000);
  const still = running("run") ? " The session continues without this phone." : "";
  put(notice, `No connection since ${time} (${age}). What you see is old.${still} Connecting again …`);
}

/** After a gap: what happened meanwhile. */
function tellMissed() {
  const seconds = Math.round((performance.now() - live.lostAt) / 1000);
  const before = live.before;
  live.lostAt = null;
  const words = missedWords(before, { picture: app.picture, job: app.job });
  const notice = place("missed");
  notice.hidden = seconds < 2 && words.length === 0;
  notice.replaceChildren(...[
    h("p", {}, `Back after ${seconds} s. ${words.length ? "Meanwhile:" : "Nothing was missed."}`),
    words.length > 0 && h("ul", {}, words.map((one) => h("li", {}, one))),
    h("button", { type: "button", on: { click: () => { notice.hidden = true; } } }, "OK"),
  ].filter(Boolean));
  if (words.length === 0) setTimeout(() => { notice.hidden = true; }, 6000);
}

function missedWords(before, now) {
  const words = [];
  if (before.job?.number !== now.job?.number && now.job) {
    words.push(`${capital({ check: "a check", calibration: "a calibration", run: "a session", report: "a report", export: "an export", repair: "a repair", sound: "a sound" }[now.job.kind])} began.`);
  } else if (before.job && before.job.state === "running" && now.job?.state !== "running") {
    words.push({ done: "What ran has ended.", failed: "What ran has failed.", cancelled: "What ran was stopped." }[now.job.state]);
  }
  const legs = now.picture?.legs ?? [];
  legs.forEach((leg, index) => {
    const was = before.picture?.legs?.[index];
    if (!was || leg.strides <= was.strides) return;
    const name = legs.length > 1 && leg.name ? `${leg.name}: ` : "";
    const more = (verdict) => (leg.counts?.[verdict] ?? 0) - (was.counts?.[verdict] ?? 0);
    const kinds = ["silent", "weak"].filter((verdict) => more(verdict) > 0).map((verdict) => `${more(verdict)} ${verdict}`);
    words.push(`${name}${plural(leg.strides - was.strides, "stride")}, ${kinds.length ? kinds.join(", ") : "none silent or weak"}`);
  });
  const latest = before.picture?.messages?.at(-1)?.at ?? -1;
  for (const message of (now.picture?.messages ?? []).filter((one) => one.at > latest).slice(-6)) {
    words.push(`${clock(message.at)} ${message.words}`);
  }
  return words;
}

/** For those who listen: at most one sentence in five seconds. */
const said = { at: -Infinity, words: "" };
function say(words) {
  const now = performance.now();
  if (words === said.words || now - said.at < 5000) return;
  said.words = words;
  said.at = now;
  put(place("spoken"), words);
}
