// Keeps the shell (page, program, styles, fonts) for cold starts without a network.
// The build writes SHELL_VERSION and SHELL_ASSETS above this line.
//
// Only the shell: data lives in IndexedDB, and two caches of it would disagree. A new
// version installs whole or not at all, and waits until the page asks for it.

const CACHE = `shell-${SHELL_VERSION}`;
const PAGE = "/index.html";

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

async function install() {
  // addAll keeps nothing if one file fails. The page goes round the HTTP cache, since its
  // address does not change with its content.
  const page = new Request(PAGE, { cache: "reload", credentials: "same-origin" });
  const cache = await caches.open(CACHE);
  try {
    await cache.addAll([page, ...SHELL_ASSETS]);
    await refuseMixedVersions(cache);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
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

self.addEventListener("message", (event) => {
  if (event.data === "use-now") self.skipWaiting();
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

async function fromShell(address, request) {
  const kept = await (await caches.open(CACHE)).match(address);
  return kept ?? fetch(request);
}
