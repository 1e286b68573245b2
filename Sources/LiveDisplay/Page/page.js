(() => {
  const element = (id) => document.getElementById(id);
  const span = () => (window.innerWidth >= 960 ? 10000 : 6000);
  const staleAfter = 1000;
  const signs = { firing: "✓", weak: "w", silent: "✕", baseline: "b", unusable: "?" };
  const spoken = { firing: "firing", weak: "weak", silent: "silent", baseline: "baseline", unusable: "not judged" };
  /** Read by measurements of how well this page keeps up; nothing here depends on it. */
  const measures = { frames: 0, ages: [], reconnects: 0, received: 0 };
  window.glutecueMeasures = measures;

  let picture = null;
  let legs = [];
  let socket = null;
  let pause = 500;
  let heardAt = -Infinity;
  let everHeard = false;
  let newest = null;
  let drawn = null;
  /** Milliseconds of this computer's clock minus those of the session: the least seen lately. */
  let offset = Infinity;
  let offsets = [];

  const clock = (seconds) => {
    const whole = Math.max(0, Math.floor(seconds));
    const two = (value) => String(value).padStart(2, "0");
    const hours = Math.floor(whole / 3600);
    const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
    return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0/, "");
  };
  // no line ends between a number and its sign
  const kept = (words) => words.replaceAll(" %", "\u00a0%");
  const percent = (part) => kept(`${Math.round(100 * part)} %`);
  const put = (place, words) => {
    if (place.textContent !== words) place.textContent = words;
  };
  const style = getComputedStyle(document.documentElement);

  // the legs -------------------------------------------------------------------------------------------------------

  const colour = (name) => () => style.getPropertyValue(name);

  const makeLeg = () => {
    const root = element("leg").content.cloneNode(true).querySelector("section");
    const canvases = root.querySelectorAll("canvas");
    const reaches = root.querySelectorAll(".reach");
    element("legs").append(root);
    return {
      root,
      glute: new Scope(canvases[0], reaches[0], colour("--glute"), colour("--ink")),
      hamstring: new Scope(canvases[1], reaches[1], colour("--hamstring"), colour("--ink")),
    };
  };

  const showBars = (place, bars) => {
    const shown = bars.slice(-(window.innerWidth >= 960 ? 40 : 24));
    while (place.children.length > shown.length) place.lastChild.remove();
    while (place.children.length < shown.length) {
      place.append(Object.assign(document.createElement("div"), { className: "bar" }));
    }
    shown.forEach((bar, index) => {
      const one = place.children[index];
      const height = bar.g === undefined ? (bar.v === "silent" ? 3 : 30) : Math.max(3, Math.min(100, (100 * bar.g) / 1.5));
      one.style.setProperty("--height", `${height}%`);
      one.dataset.verdict = bar.v;
      one.dataset.sign = signs[bar.v];
    });
    const counts = {};
    for (const bar of shown) counts[bar.v] = (counts[bar.v] ?? 0) + 1;
    const parts = Object.entries(counts).map(([verdict, count]) => `${count} ${spoken[verdict]}`);
    const words = parts.length ? `last ${shown.length} strides: ${parts.join(", ")}` : "no strides yet";
    if (place.getAttribute("aria-label") !== words) place.setAttribute("aria-label", words);
  };

  const showLeg = (leg, news, pair) => {
    const one = (name) => leg.root.querySelector(name);
    const bar = news.bars[news.bars.length - 1];
    const verdict = news.rhythm ? news.verdict : undefined;
    put(one("h2"), pair && news.name ? news.name : "");
    one(".now").dataset.verdict = verdict ?? "";
    put(one(".verdict"), verdict ? spoken[verdict] : (picture.phase === "waiting" ? "ready" : news.verdict ? "no strides" : "waiting"));
    const level = verdict === "baseline" ? "learning today's start" : verdict === "unusable" ? "the signal allows no verdict" : [bar?.g !== undefined ? `glute ${percent(bar.g)} of ${news.against}` : "", news.ofMaximum !== undefined ? `${percent(news.ofMaximum)} of your maximum` : ""].filter((words) => words).join(", ");
    put(one(".level"), verdict ? level : picture.phase === "waiting" ? "press Start" : "for strides to be found");
    put(one(".share"), verdict && verdict !== "unusable" && news.share !== undefined ? percent(news.share) : "–");
    put(one(".cadence"), news.cadence === undefined ? "–" : String(Math.round(news.cadence)));
    put(one(".stride"), bar ? String(bar.n) : "–");
    put(one(".against"), `Glute in the last strides, % of ${news.against}`);
    one(".aiming").hidden = news.aimJudgedStrides === 0;
    put(one(".aim"), news.aimJudgedStrides > 0 ? percent(news.aimMetStrides / news.aimJudgedStrides) : "–");
    one(".aiming").dataset.met = news.aimMet === undefined ? "" : String(news.aimMet);
    one(".trouble").hidden = !news.trouble;
    put(one(".trouble"), news.trouble ?? "");
    leg.glute.reference = news.gluteReference;
    leg.hamstring.reference = news.hamstringReference;
    showBars(one(".bars"), news.bars);
  };

  // what is known of the session -----------------------------------------------------------------------------------

  const showHealth = (health) => {
    const device = [];
    if (health.words) device.push(health.words);
    else if (health.input !== "flowing") device.push("the input does not deliver");
    if (!health.heard) device.push("the headphones are gone: no beeps");
    if (health.rate) device.push("the sound card delivers a different rate than it was set to");
    if (health.recordingEnd) device.push(health.recordingEnd);
    const troubles = [...device, ...picture.legs.filter((leg) => leg.trouble)];
    put(element("health"), troubles.length ? "signal fails" : picture.phase === "running" ? "signal good" : "");
    element("health").dataset.state = troubles.length ? "bad" : "good";
    const fault = element("fault");
    fault.hidden = device.length === 0;
    put(fault, device.join("; "));
    const lost = [];
    if (health.lostMs > 0) lost.push(`${(health.lostMs / 1000).toFixed(1)} s of input`);
    if (health.unrecorded > 0) lost.push(`${health.unrecorded} frames of the recording`);
    put(element("lost"), lost.join(", ") || "nothing");
  };

  const showMessages = (messages) => {
    const place = element("messages");
    const words = messages.map((message) => `${clock(message.at)} ${message.words}`).join("\n");
    if (place.dataset.words === words) return;
    place.dataset.words = words;
    place.replaceChildren(...messages.toReversed().map((message) => {
      const line = document.createElement("li");
      line.append(Object.assign(document.createElement("b"), { textContent: clock(message.at) }), kept(message.words));
      return line;
    }));
  };

  const show = (news) => {
    picture = news;
    while (legs.length < news.legs.length) legs.push(makeLeg());
    element("legs").classList.toggle("pair", news.legs.length > 1);
    news.legs.forEach((leg, index) => showLeg(legs[index], leg, news.legs.length > 1));
    put(element("input"), news.input);
    const cues = Object.entries(news.cues).map(([kind, count]) => `${count} ${kind}`);
    put(element("cues"), cues.join(", ") || "none");
    put(element("marks"), news.marks > 0 ? `${news.marks}, the last at ${clock(news.mark)}` : "none");
    showHealth(news.health);
    showMessages(news.messages);
    element("start").hidden = news.phase !== "waiting";
    element("mark").hidden = news.phase === "waiting";
    speak(news);
    showConnection();
  };

  // for those who listen: what changes, at most every five seconds -------------------------------------------------

  let saidAt = -Infinity;
  let said = "";
  const speak = (news) => {
    const words = news.legs.map((leg) => {
      const name = news.legs.length > 1 && leg.name ? `${leg.name}: ` : "";
      return name + (leg.trouble ?? (leg.rhythm && leg.verdict ? `glute ${spoken[leg.verdict]}` : "no strides"));
    }).join(". ");
    const now = performance.now();
    if (words === said || now - saidAt < 5000) return;
    said = words;
    saidAt = now;
    put(element("spoken"), words);
  };

  // connection -----------------------------------------------------------------------------------------------------

  const showConnection = () => {
    const notice = element("notice");
    const isStale = performance.now() - heardAt > staleAfter;
    const hasEnded = picture?.phase === "ended";
    document.body.toggleAttribute("data-stale", isStale && !hasEnded);
    for (const id of ["start", "mark", "stop"]) element(id).disabled = isStale || hasEnded;
    notice.dataset.kind = hasEnded ? "ended" : "stale";
    notice.hidden = !isStale && !hasEnded;
    if (hasEnded) put(notice, "The session has ended. What you see is its last moment.");
    else if (isStale && everHeard) {
      const age = Math.round((performance.now() - heardAt) / 1000);
      put(notice, `No connection. What you see is stale, ${age} s old. Connecting again …`);
    } else if (isStale) put(notice, "Connecting …");
  };

  const take = (news) => {
    heardAt = performance.now();
    everHeard = true;
    measures.received += 1;
    if (news.s) show(news.s);
    for (const row of news.e ?? []) takePoint(row);
  };

  const takePoint = ([time, sampled, ...levels]) => {
    legs.forEach((leg, index) => {
      if (levels[2 * index] !== null && levels[2 * index] !== undefined) leg.glute.add(time, levels[2 * index]);
      if (levels[2 * index + 1] !== null && levels[2 * index + 1] !== undefined) leg.hamstring.add(time, levels[2 * index + 1]);
    });
    if (newest && time < newest.time) offsets = [];
    newest = { time, sampled };
    const now = performance.now();
    offsets.push({ now, offset: now - time });
    while (offsets[0].now < now - 5000) offsets.shift();
    offset = offsets.reduce((least, one) => Math.min(least, one.offset), Infinity);
  };

  const connect = () => {
    const address = new URL("live", location.href);
    address.protocol = "ws:";
    address.search = location.search;
    socket = new WebSocket(address);
    socket.onopen = () => { pause = 500; };
    socket.onmessage = (message) => take(JSON.parse(message.data));
    socket.onclose = () => {
      socket = null;
      measures.reconnects += 1;
      setTimeout(connect, picture?.phase === "ended" ? 5000 : pause);
      pause = Math.min(2 * pause, 5000);
    };
  };

  const ask = (word) => { if (socket?.readyState === WebSocket.OPEN) socket.send(word); };

  // drawing --------------------------------------------------------------------------------------------------------

  const unit = (level) => (picture?.microvolts
    ? `0 – ${Math.round(level * picture.microvolts)} µV`
    : `0 – ${Math.round(20 * Math.log10(level / 1e6))} dBFS`);
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let drawnAt = 0;

  const draw = (now) => {
    requestAnimationFrame(draw);
    if (!newest || (isCalm.matches && now - drawnAt < 250)) return;
    drawnAt = now;
    const isLive = performance.now() - heardAt < staleAfter && picture?.phase !== "ended";
    const edge = isLive ? Math.max(newest.time, performance.now() - offset) : newest.time;
    for (const leg of legs) {
      leg.glute.draw(edge, span(), unit);
      leg.hamstring.draw(edge, span(), unit);
    }
    put(element("clock"), clock(edge / 1000));
    put(element("total"), picture?.total ? ` of ${clock(picture.total)}` : "");
    measures.frames += 1;
    if (drawn !== newest.time) measures.ages.push(Date.now() - newest.sampled);
    if (measures.ages.length > 10000) measures.ages.shift();
    drawn = newest.time;
  };

  // buttons and keys -----------------------------------------------------------------------------------------------

  element("start").addEventListener("click", () => ask("start"));
  element("mark").addEventListener("click", () => ask("mark"));
  element("stop").addEventListener("click", () => element("ask").showModal());
  element("keep").addEventListener("click", () => element("ask").close());
  element("end").addEventListener("click", () => {
    ask("stop");
    element("ask").close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "m" && !event.ctrlKey && !event.metaKey && !event.altKey && !element("ask").open) ask("mark");
  });

  setInterval(showConnection, 250);
  connect();
  requestAnimationFrame(draw);
})();
