// What is known, and how it is asked for.

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
  if (!state.role) return leaveForPairing();
  app.state = state;
  app.role = state.role;
  app.isPaired = true;
  document.body.toggleAttribute("data-coach", !isOwner());
  takeJob(state.job);
  app.view?.onChange?.("state");
}

/** Whether this is not older than what is known: an answer may come after a message that was sent later. */
function isNewer(job) {
  if (!app.job || job.number !== app.job.number) return job.number > (app.job?.number ?? 0);
  return job.revision >= app.job.revision;
}

function takeJob(job) {
  if (!job || !isNewer(job)) return;
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
