// What guards a running session against a wet pocket, a slept screen, and a slip of the thumb; and marks with a word.

const holdMilliseconds = 1500;
const lockAfter = 30000;

/** Swaps the buttons of a session for one that must be held for 1.5 s. On a phone it locks by itself half a minute after the last touch. */
function makeLock(view, buttons) {
  let timer = null;
  let touchedAt = performance.now();
  const isPhone = window.matchMedia("(pointer: coarse) and (max-width: 700px)");
  const fill = h("span", { class: "hold-fill", "aria-hidden": "true" });
  const hold = h("button", { type: "button", class: "hold wide" }, fill, h("span", {}, "Locked. Hold to unlock"));

  const letGo = () => {
    clearTimeout(timer);
    timer = null;
    hold.classList.remove("held");
  };
  const press = () => {
    if (timer) return;
    hold.classList.add("held");
    timer = setTimeout(unlock, holdMilliseconds);
  };
  const lock = () => {
    document.body.toggleAttribute("data-locked", true);
    view.act(hold);
    hold.focus({ preventScroll: true });
  };
  const unlock = () => {
    letGo();
    touchedAt = performance.now();
    document.body.removeAttribute("data-locked");
    view.act(buttons);
    buttons[0].focus({ preventScroll: true });
  };
  hold.addEventListener("pointerdown", (event) => { if (event.isPrimary) press(); });
  for (const name of ["pointerup", "pointerleave", "pointercancel", "blur"]) hold.addEventListener(name, letGo);
  hold.addEventListener("contextmenu", (event) => event.preventDefault());
  hold.addEventListener("keydown", (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    press();
  });
  hold.addEventListener("keyup", letGo);
  // a screen reader presses without holding: nothing wet does that, and it is asked again
  hold.addEventListener("click", (event) => {
    if (event.detail !== 0 || event.pointerType !== "" || timer) return;
    ask("Unlock the buttons?", [], [{ words: "Stay locked" }, { words: "Unlock", act: unlock }]);
  });
  const touch = () => { touchedAt = performance.now(); };
  document.addEventListener("pointerdown", touch);
  const watch = setInterval(() => {
    const isOpen = !document.body.hasAttribute("data-locked");
    if (isOpen && isPhone.matches && !place("ask").open && performance.now() - touchedAt > lockAfter) lock();
  }, 1000);
  view.act(buttons);
  return {
    lock,
    stop: () => {
      clearInterval(watch);
      letGo();
      document.removeEventListener("pointerdown", touch);
      document.body.removeAttribute("data-locked");
    },
  };
}

/** Keeps the screen on where the browser can: over https, or on this computer itself. */
function keepAwake() {
  let lock = null;
  let isWanted = true;
  const take = async () => {
    if (!isWanted || document.hidden || !navigator.wakeLock) return;
    try { lock = await navigator.wakeLock.request("screen"); } catch { lock = null; }
    if (!isWanted) lock?.release();
  };
  document.addEventListener("visibilitychange", take);
  take();
  return {
    stop: () => {
      isWanted = false;
      document.removeEventListener("visibilitychange", take);
      lock?.release();
    },
  };
}

const markWords = ["tired", "pain", "uphill", "faster", "slower", "squeezing", "stretched"];

/** Keeps the moment of the tap; the word may come later. */
function askMark() {
  const seconds = app.picture?.seconds;
  const free = h("input", { type: "text", maxlength: 60, autocomplete: "off", enterkeyhint: "done", placeholder: "own word", "aria-label": "Your own word" });
  const send = async (word) => {
    await api("POST", "/api/run/mark", word ? { word, seconds } : { seconds });
    place("ask").close();
    say(`marked ${word}`);
  };
  const form = h("form", { class: "own", on: { submit: (event) => {
    event.preventDefault();
    perform(event.submitter ?? event.target.querySelector("button"), () => send(free.value.trim()));
  } } }, free, h("button", { type: "submit" }, "Keep"));
  ask(`Mark ${seconds === undefined ? "this moment" : clock(seconds)}`, [
    h("div", { class: "words choices" }, markWords.map((word) => button(word, () => send(word)))), form,
  ], [{ words: "Cancel" }, { words: "No word", kind: "primary", act: () => send("") }]);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
  if (running("run") && isOwner() && !place("ask").open && !document.body.hasAttribute("data-locked")) askMark();
});
