// Keeps the shell (page, program, styles, fonts) for cold starts without a network.
// The build writes SHELL_VERSION, SHELL_ASSETS (what a first visit needs) and CHUNKS (the
// pages that load when they are opened) above this line.
//
// Only the shell: data lives in IndexedDB, and two caches of it would disagree. A new
// version installs whole or not at all, and waits until the page asks for it.

const CACHE = `shell-${SHELL_VERSION}`;
const PAGE = "/index.html";
// An entry that is no file: it says that all chunks are in the cache.
const CHUNKS_KEPT = "/chunks-kept";

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

async function install() {
  // addAll keeps nothing if one file fails. The page goes round the HTTP cache, since its
  // address does not change with its content.
  const page = new Request(PAGE, { cache: "reload", credentials: "same-origin" });
  const cache = await caches.open(CACHE);
  try {
    const chunks = await wereChunksKept() ? CHUNKS : [];
    await cache.addAll([page, ...SHELL_ASSETS, ...chunks]);
    if (chunks.length > 0) await cache.put(CHUNKS_KEPT, new Response());
    await refuseMixedVersions(cache);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

// Whether the version before this one kept them: an update takes nothing away that works
// without a network.
async function wereChunksKept() {
  for (const name of await caches.keys()) {
    if (name.startsWith("shell-") && await (await caches.open(name)).match(CHUNKS_KEPT)) return true;
  }
  return false;
}

// During a rollout the page may come from a newer server than this worker did.
async function refuseMixedVersions(cache) {
  const page = await (await cache.match(PAGE)).text();
  const known = new Set(SHELL_ASSETS);
  for (const [address] of page.matchAll(/\/assets\/[\w.-]+/g)) {
    if (!known.has(address)) throw new Error(`the page is of another version: ${address}`);
  }
}

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("shell-") && name !== CACHE) await caches.delete(name);
    }
    // The first visit is offline-ready without a reload.
    await self.clients.claim();
  })());
});

// The key of whoever works here, in memory and nowhere else, so that a page loaded again needs
// no password. It goes half a minute after the last page was heard of; the
// browser ends an idle worker about then in any case.
const HOLD_MS = 30_000;
let held = null;

function forgetKey() {
  held?.key?.fill(0);
  held = null;
}

function holdForAMoment(what) {
  held = { ...what, until: performance.now() + HOLD_MS };
  setTimeout(() => { if (held && performance.now() >= held.until) forgetKey(); }, HOLD_MS + 100);
}

async function lockPages(except) {
  for (const page of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) {
    if (page.id !== except) page.postMessage("vault-lock");
  }
}

const vault = {
  hold(event, { person, key, pin }) {
    // One vault is open at a time: pages of the person before lock.
    if (held && held.person !== person) event.waitUntil(lockPages(event.source?.id));
    forgetKey();
    holdForAMoment({ person, key, pin });
  },
  // The key goes; what a PIN opens stays for the page that loads next.
  keepPin(event, { person }) {
    const pin = held?.person === person ? held.pin : undefined;
    vault.drop(event, { person });
    if (pin) holdForAMoment({ person, pin });
  },
  recall(event) {
    const isGood = held && performance.now() < held.until;
    event.ports[0].postMessage(isGood ? { person: held.person, key: held.key, pin: held.pin } : null);
  },
  drop(event, { person }) {
    // A page left behind by the person before takes nothing from the one who works now.
    if (held && held.person !== person) return;
    forgetKey();
    event.waitUntil(lockPages(event.source?.id));
  },
};

self.addEventListener("message", (event) => {
  if (Object.hasOwn(vault, event.data?.vault ?? "")) vault[event.data.vault](event, event.data);
  if (event.data === "use-now") self.skipWaiting();
  // Somebody signed in here: from now on every page opens without a network.
  if (event.data === "keep-chunks") event.waitUntil(keepChunks());
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isServed(url.pathname)) return;
  if (request.mode === "navigate") {
    event.respondWith(fromShell(PAGE, request));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(fromShell(url.pathname, request));
  }
});

// What the server answers itself, even to a navigation: never from the shell.
function isServed(path) {
  return path.startsWith("/api/") || path === "/healthz" || path === "/readyz" || path === "/metrics";
}

async function keepChunks() {
  const cache = await caches.open(CACHE);
  if (await cache.match(CHUNKS_KEPT)) return;
  const missing = [];
  for (const address of CHUNKS) {
    if (!await cache.match(address)) missing.push(address);
  }
  await cache.addAll(missing);
  await cache.put(CHUNKS_KEPT, new Response());
}

async function fromShell(address, request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && CHUNKS.includes(address)) await cache.put(address, answer.clone());
  return answer;
}
