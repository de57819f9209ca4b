// Starts the app. It runs before the page is painted, so it stays small and never waits.
"use strict";

const root = document.documentElement;

// The choices of this device. Storage may be closed to us; then the device decides.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const language = localStorage.getItem("language");
  if (language === "cy") root.lang = "cy";
  // A session in quiet mode that comes back must not light up the room before its page is drawn.
  const quiet = localStorage.getItem("quiet");
  if (quiet && location.pathname === `/observations/${quiet}/live`) root.dataset.quiet = "";
} catch { /* the defaults stand */ }

// English is in the program; who reads Welsh fetches this, which a build names by its content.
root.dataset.welsh = "/static/cy.ftl";

// What makes a key of a password, as a worker or imported.
const STRETCHER = "/static/stretcher.js";

// Where a browser enforces Trusted Types, the two workers are the only scripts that may be loaded by address.
const policy = window.trustedTypes?.createPolicy("alongside", {
  createScriptURL(url) {
    if (url !== "/sw.js" && url !== STRETCHER) throw new TypeError(`not a script of ours: ${url}`);
    return url;
  },
});
const trusted = (url) => policy?.createScriptURL(url) ?? url;

// Stretching takes a second: a worker does it, so that the page goes on painting, and where none can
// be started the page itself. The event carries the question, and `done` for the bytes of the key.
window.addEventListener("stretch", async ({ question, done }) => {
  const here = () => import(STRETCHER).then(({ stretch }) => stretch(question));
  done(await stretchBeside(question).catch(here).catch(() => null));
});

function stretchBeside(question) {
  return new Promise((done, fail) => {
    const worker = new Worker(trusted(STRETCHER), { type: "module" });
    // Ending it gives back the memory that stretching takes.
    const end = (how, what) => { clearTimeout(late); worker.terminate(); how(what); };
    const late = setTimeout(() => end(fail), 4_000);
    worker.onerror = () => end(fail);
    worker.onmessage = ({ data }) => {
      if (data === "here") {
        clearTimeout(late);
        worker.postMessage(question);
      } else if (data.key === undefined) end(fail);
      else end(done, data.key);
    };
  });
}

// Everything below keeps the shell. The app reads on the root element how it stands: `data-shell`
// (the version at work), `data-chunks`, `data-update` ("ready", "going", "elsewhere" or "busy") and
// `data-update-failed`; "shell-update" says that one of them changed. "shell-accept" asks for the
// new version, "capture-begins" and "capture-ends" say when none may be asked for.
async function keepShell() {
  // The browser lets the old worker end what it has in hand, for minutes if need be. Nobody still
  // expects to be taken elsewhere by then, so the offer is made again.
  const PATIENCE_MS = 10_000;
  const worker = navigator.serviceWorker;
  if (!worker) return;
  const registration = await worker.register(trusted("/sw.js"), { updateViaCache: "none" });
  const say = (name, value) => {
    if (value) root.dataset[name] = value; else delete root.dataset[name];
    window.dispatchEvent(new Event("shell-update"));
  };
  const ask = () => worker.controller?.postMessage("tell");
  worker.addEventListener("message", ({ data }) => {
    if (!data?.version) return;
    root.dataset.shell = data.version;
    root.dataset.chunks = data.chunks ? "kept" : "";
    say("updateFailed", data.failed ? `${data.failed.why} ${data.failed.address ?? ""}` : "");
  });
  const look = () => {
    if (registration.waiting && worker.controller) say("update", "ready");
    ask();
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  // Nothing is replaced under a person's hands: not in this window, and not in another.
  let wanted = false;
  // The old worker holds the key of whoever works here; the new one takes it over.
  let held = null;
  worker.addEventListener("controllerchange", async () => {
    // Somebody may begin to type while we look.
    if (wanted && await noneCaptures() && wanted) {
      if (held) worker.controller.postMessage({ vault: "hold", ...held });
      location.reload();
    } else if (root.dataset.shell) say("update", "elsewhere");
    ask();
  });
  window.addEventListener("shell-accept", async () => {
    if (!await noneCaptures()) return say("update", "busy");
    held = await recall(worker.controller);
    if (!registration.waiting) return location.reload();
    wanted = true;
    say("update", "going");
    const giveUp = () => {
      clearTimeout(late);
      window.removeEventListener("input", giveUp);
      wanted = false;
      if (root.dataset.update === "going") say("update", "ready");
    };
    const late = setTimeout(giveUp, PATIENCE_MS);
    // Who types before the change-over keeps what they type.
    window.addEventListener("input", giveUp);
    registration.waiting.postMessage("use-now");
  });
  // Once somebody has signed in, all pages are kept for hours without a network.
  const keepChunks = async () => {
    if (root.dataset.keep) (await worker.ready).active.postMessage("keep-chunks");
  };
  window.addEventListener("keep-chunks", keepChunks);
  keepChunks();
  // A tablet may stay open for weeks: ask when it is picked up again.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => {});
  });
  window.addEventListener("shell-look", () => registration.update().catch(() => {}).finally(look));
  look();
}

function recall(controller) {
  return new Promise((done) => {
    const answer = new MessageChannel();
    answer.port1.onmessage = ({ data }) => done(data);
    controller?.postMessage({ vault: "recall" }, [answer.port2]);
    setTimeout(() => done(null), 500);
  });
}

// A session under way holds a lock that every window of this site sees.
let captureEnds = null;
window.addEventListener("capture-begins", () => {
  navigator.locks?.request("capture", { mode: "shared" }, () => new Promise((end) => {
    captureEnds = end;
    if (!root.dataset.capture) end();
  }));
});
window.addEventListener("capture-ends", () => captureEnds?.());

async function noneCaptures() {
  return !navigator.locks
    || navigator.locks.request("capture", { ifAvailable: true }, (lock) => lock !== null);
}

function sayWhyNot(error) {
  console.error(error);
  const place = document.getElementById("starting-state");
  if (!place) return;
  place.textContent = root.lang === "cy"
    ? "Ni allai Alongside gychwyn. Gwiriwch y rhwydwaith ac ail-lwythwch y dudalen. Mae'r hyn a gofnodoch ar y ddyfais hon yn ddiogel."
    : "Alongside could not start. Check the network and reload the page. What you captured on this device is safe.";
}

import("/static/app.js")
  .then((app) => app.default({ module_or_path: "/static/app_bg.wasm" }))
  .then(() => keepShell().catch((error) => console.warn("No offline shell:", error)))
  .catch(sayWhyNot);
