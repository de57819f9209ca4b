// Starts the app. It runs before the page is painted, so it stays small and never waits.
"use strict";

const root = document.documentElement;

// The choices of this device. Storage may be closed to us; then the device decides.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const language = localStorage.getItem("language");
  if (language === "cy") root.lang = "cy";
} catch { /* the defaults stand */ }

// English is in the program; who reads Welsh fetches this, which a build names by its content.
root.dataset.welsh = "/static/cy.ftl";

// Where a browser enforces Trusted Types, the worker is the one script that may be loaded by address.
const policy = window.trustedTypes?.createPolicy("alongside", {
  createScriptURL(url) {
    if (url !== "/sw.js") throw new TypeError(`not a script of ours: ${url}`);
    return url;
  },
});
const trusted = (url) => policy?.createScriptURL(url) ?? url;

// Everything below keeps the shell: the app hears of a new one through "shell-update"
// and asks for it with "shell-accept". Nothing is replaced under a person's hands.
async function keepShell() {
  const worker = navigator.serviceWorker;
  if (!worker) return;
  const registration = await worker.register(trusted("/sw.js"), { updateViaCache: "none" });
  const tell = () => {
    if (!registration.waiting || !worker.controller) return;
    root.dataset.update = "ready";
    window.dispatchEvent(new Event("shell-update"));
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", tell);
  });
  window.addEventListener("shell-accept", () => {
    worker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("use-now");
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
  tell();
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
