// The service worker: keeps the site for when the network is gone. In front of it stands what there is to keep, as
// `rbcKept`: the version of the site, files that are needed (`must`) and files that are good to have (`more`).
//
// The network comes first. Where it does not answer in time, or the server is broken, the kept file is shown, and the page
// is told of it. Nothing is ever reloaded by itself.
(function () {
  "use strict";
  const WAIT = 1500;
  /** Other sites may stand beside this one on the same host. */
  const OURS = "rbc " + self.registration.scope + " ";
  const CACHE = OURS + rbcKept.version;
  /** Pages that were shown from the cache, with when their files were fetched. */
  const away = new Map();

  /** A file's address without what does not change it. */
  function key(address) {
    const url = new URL(address, self.registration.scope);
    return url.origin + url.pathname + (url.pathname.endsWith("/") ? "index.html" : "");
  }

  async function find(address) {
    const cache = await caches.open(CACHE);
    const name = key(address);
    // Some servers show pages without their ending.
    return (await cache.match(name)) || cache.match(name + ".html");
  }

  async function keep(address, response) {
    const inside = key(address).slice(self.registration.scope.length);
    if (!response.ok || response.redirected || response.type !== "basic" || inside.startsWith("api/")) {
      return;
    }
    try {
      await (await caches.open(CACHE)).put(key(address), response);
    } catch {
      // There is no room left: what is kept stays.
    }
  }

  async function fetchAll(paths) {
    await Promise.all(paths.map(async function (path) {
      const response = await fetch(new Request(new URL(path, self.registration.scope), { cache: "no-cache" }));
      if (!response.ok) {
        throw new Error(path);
      }
      await keep(path, response);
    }));
  }

  async function install() {
    await fetchAll(rbcKept.must);
    // A few at a time: the reader's own requests go first.
    for (let at = 0; at < rbcKept.more.length; at += 4) {
      await fetchAll(rbcKept.more.slice(at, at + 4)).catch(function () { /* kept when it is opened */ });
    }
  }

  async function activate() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  }

  async function answer(event) {
    const request = event.request;
    const page = request.mode === "navigate";
    if (!page && away.has(event.clientId)) {
      // What belongs to a kept page is of its version.
      const kept = await find(request.url);
      if (kept) {
        return kept;
      }
    }
    const asked = fetch(request);
    event.waitUntil(asked.then((response) => keep(request.url, response.clone())).catch(function () { /* no network */ }));
    const late = new Promise((resolve) => setTimeout(resolve, WAIT));
    const first = await Promise.race([asked, late]).catch(() => undefined);
    if (first && first.status < 500) {
      return first;
    }
    const kept = await find(request.url);
    if (kept) {
      if (page) {
        away.set(event.resultingClientId, kept.headers.get("date") || "");
      }
      return kept;
    }
    try {
      return first || await asked;
    } catch {
      return page ? Response.redirect(new URL("assets/offline.html", self.registration.scope)) : Response.error();
    }
  }

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("fetch", function (event) {
    if (event.request.method === "GET" && event.request.url.startsWith(self.registration.scope)) {
      event.respondWith(answer(event));
    }
  });
  self.addEventListener("message", function (event) {
    const { ask, address } = event.data;
    if (ask === "away" && event.source && away.has(event.source.id)) {
      event.source.postMessage({ away: true, fetched: away.get(event.source.id) });
    } else if (ask === "keep") {
      // The first page of all was loaded before there was anybody to keep it.
      event.waitUntil(find(address).then((kept) => kept || fetchAll([address])).catch(function () { /* later */ }));
    } else if (ask === "take") {
      self.skipWaiting();
    }
  });
})();
