// Keeps the shell of the app, so that it opens without a network. Records are
// none of its business: they live in IndexedDB, and two caches would disagree.
//
// The build puts SHELL_VERSION and SHELL_ASSETS in front of this file.

const CACHE = `shell-${SHELL_VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(["/", ...SHELL_ASSETS])));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("shell-") && name !== CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const isOurs = event.request.method === "GET" && url.origin === self.location.origin;
  if (!isOurs) return;
  if (event.request.mode === "navigate") {
    event.respondWith(page(event.request, url));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(asset(event.request));
  }
});

// A page and its assets must be of one version, so the kept page comes first
// and a newer one arrives together with its own worker.
async function page(request, url) {
  if (url.pathname.startsWith("/api/")) return fetch(request);
  const kept = await caches.open(CACHE).then((cache) => cache.match("/"));
  return kept ?? fetch(request);
}

async function asset(request) {
  return (await caches.match(request)) ?? fetch(request);
}
