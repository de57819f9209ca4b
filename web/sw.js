// Keeps the shell (page, program, styles, fonts) for cold starts without a network.
// The build writes above this line SHELL_VERSION, SHELL (the page and what a first visit needs)
// and CHUNKS (what loads when it is needed: pages, the stretcher of passwords); a file is [address, bytes, SHA-256].
//
// Only the shell: data lives in IndexedDB, and two caches of it would disagree. A new version
// installs into a cache of its own, counts as there only when every file has been checked, and
// waits until the page asks for it or no page is open. Until then the old one goes on.

const CACHE = `shell-${SHELL_VERSION}`;
const PAGE = "/index.html";
// Entries that are no files: all of the shell, and all chunks, are in the cache.
const COMPLETE = "/shell-complete";
const CHUNKS_KEPT = "/chunks-kept";
// What the last installation failed on; it outlives the worker that failed.
const NEWS = "shell-news";
const FAILED = "/update-failed";

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

async function install() {
  const cache = await caches.open(CACHE);
  try {
    const chunks = await wereChunksKept() ? CHUNKS : [];
    await keepAll(cache, [...SHELL, ...chunks]);
    await cache.put(COMPLETE, new Response());
    if (chunks.length > 0) await cache.put(CHUNKS_KEPT, new Response());
    await remember(null);
  } catch (error) {
    // What has been fetched and checked stays: the next try asks for the rest.
    await remember({ version: SHELL_VERSION, why: error.why ?? "unreachable", address: error.address });
    throw error;
  }
}

// Whether the version before this one kept them: an update takes nothing away that works
// without a network.
async function wereChunksKept() {
  for (const name of await shells()) {
    if (await (await caches.open(name)).match(CHUNKS_KEPT)) return true;
  }
  return false;
}

async function shells() {
  return (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== NEWS);
}

// Every file is tried before the first failure is told, so that a bad network gets further each time.
async function keepAll(cache, files) {
  const tried = await Promise.allSettled(files.map((file) => keep(cache, file)));
  const failed = tried.find((file) => file.status === "rejected");
  if (failed) throw failed.reason;
}

async function keep(cache, file) {
  const [address] = file;
  if (await isWhole(await cache.match(address), file)) return;
  const older = await fromAnyShell(address);
  if (await isWhole(older?.clone(), file)) return cache.put(address, older);
  // An address under /assets/ says what is in it; the page's does not. What the HTTP cache has
  // may be damaged, so the second try goes round it.
  const ways = address.startsWith("/assets/") ? ["default", "reload"] : ["reload"];
  let why = "unreachable";
  for (const way of ways) {
    const answer = await fetch(address, { cache: way, credentials: "same-origin" }).catch(() => null);
    if (!answer) continue;
    if (answer.ok && await isWhole(answer.clone(), file)) return cache.put(address, answer);
    why = answer.ok ? "damaged" : answer.status === 404 ? "missing" : "refused";
  }
  throw Object.assign(new Error(`${why}: ${address}`), { why, address });
}

async function isWhole(answer, [, bytes, hash]) {
  if (!answer) return false;
  const body = await answer.arrayBuffer().catch(() => null);
  if (body?.byteLength !== bytes) return false;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return btoa(String.fromCharCode(...digest)) === hash;
}

async function fromAnyShell(address) {
  for (const name of (await shells()).reverse()) {
    const kept = await (await caches.open(name)).match(address);
    if (kept) return kept;
  }
}

async function remember(failure) {
  const news = await caches.open(NEWS);
  if (failure) await news.put(FAILED, Response.json(failure));
  else await news.delete(FAILED);
}

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    // Another window may still run the version before and open a page of it.
    const before = [];
    for (const name of await shells()) {
      if (name !== CACHE && await (await caches.open(name)).match(COMPLETE)) before.push(name);
    }
    for (const name of await shells()) {
      if (name !== CACHE && name !== before.at(-1)) await caches.delete(name);
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
  if (event.data === "keep-chunks") event.waitUntil(keepChunks().finally(() => tell(event.source)));
  if (event.data === "tell") event.waitUntil(tell(event.source));
});

// How this worker stands, for the page to show.
async function tell(page) {
  const cache = await caches.open(CACHE);
  const failed = await (await caches.open(NEWS)).match(FAILED);
  page?.postMessage({
    version: SHELL_VERSION,
    complete: Boolean(await cache.match(COMPLETE)),
    chunks: Boolean(await cache.match(CHUNKS_KEPT)),
    failed: failed ? await failed.json() : null,
  });
}

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
  await keepAll(cache, CHUNKS);
  await cache.put(CHUNKS_KEPT, new Response());
}

async function fromShell(address, request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address);
  if (kept) return kept;
  // Only a file of another version: its address says what is in it, the page's does not.
  const older = address === PAGE ? null : await fromAnyShell(address);
  if (older) return older;
  const answer = await fetch(request);
  // A shell without one of its own files would start a blank page: the next start is the server's.
  if (answer.status === 404 && SHELL.some(([own]) => own === address)) await cache.delete(PAGE);
  return answer;
}
