// Only in pages of `rbc serve`: loads the page again when it is another one, and shows why the site could not be made.
(function () {
  "use strict";
  const KEPT = "rbc-live " + location.pathname;
  const seen = document.currentScript.dataset.seen;
  const page = document.documentElement;

  /** Details by what their summary says, and which one of that name it is. */
  function details() {
    const times = new Map();
    return [...document.querySelectorAll("details")].map(function (element) {
      const summary = element.querySelector("summary");
      const text = summary ? summary.textContent : "";
      times.set(text, (times.get(text) || 0) + 1);
      return { name: text + "\n" + times.get(text), element: element };
    });
  }

  /** What stands at the top of the window: it stays there though something above it grows. */
  function anchor() {
    const places = [...document.querySelectorAll(".content [id]")].filter((place) => place.getClientRects().length);
    const place = places.filter((place) => place.getBoundingClientRect().top <= 80).pop();
    return place && { id: place.id, top: place.getBoundingClientRect().top };
  }

  function keep() {
    const kept = {
      y: window.scrollY,
      anchor: window.scrollY > 0 ? anchor() : undefined,
      open: details().filter((entry) => entry.element.open).map((entry) => entry.name),
      shut: details().filter((entry) => !entry.element.open).map((entry) => entry.name),
    };
    try { sessionStorage.setItem(KEPT, JSON.stringify(kept)); } catch { /* nothing is kept then */ }
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
      sessionStorage.removeItem(KEPT);
    } catch { /* the page begins at its top */ }
    if (!kept) { return; }
    for (const entry of details()) {
      if (kept.open.includes(entry.name)) { entry.element.open = true; }
      if (kept.shut.includes(entry.name)) { entry.element.open = false; }
    }
    const settle = function () {
      const place = kept.anchor && document.getElementById(kept.anchor.id);
      const top = place ? window.scrollY + place.getBoundingClientRect().top - kept.anchor.top : kept.y;
      window.scrollTo({ top: top, behavior: "instant" });
    };
    settle();
    // Other scripts still add to the page: the place stays until they are done, or until the reader moves.
    const observer = new ResizeObserver(settle);
    const done = function () {
      observer.disconnect();
      // Not sooner: the browser would put back the place of the former page.
      history.scrollRestoration = "auto";
    };
    observer.observe(document.body);
    setTimeout(done, 1000);
    for (const kind of ["wheel", "touchstart", "keydown", "pointerdown"]) { addEventListener(kind, done, { once: true, passive: true }); }
  }

  let overlay = null;
  function show(text) {
    if (!overlay) {
      overlay = document.createElement("div");
      overlay.className = "rbc-live-fault";
      overlay.setAttribute("role", "alert");
      overlay.append(document.createElement("pre"));
      document.body.append(overlay);
    }
    overlay.firstChild.textContent = text;
  }

  function clear() {
    if (overlay) { overlay.remove(); }
    overlay = null;
  }

  restore();
  const query = "?page=" + encodeURIComponent(location.pathname) + "&seen=" + encodeURIComponent(seen);
  let events = null;

  function listen() {
    if (events) { return; }
    events = new EventSource("/_rbc/events" + query);
    events.addEventListener("reload", function () {
      hush();
      keep();
      history.scrollRestoration = "manual";
      location.reload();
    });
    events.addEventListener("fault", (event) => show(event.data));
    events.addEventListener("clear", clear);
    events.addEventListener("open", () => { page.dataset.rbcLive = "on"; });
    events.addEventListener("error", () => { page.dataset.rbcLive = "off"; });
  }

  function hush() {
    if (events) { events.close(); }
    events = null;
  }

  // A page that nobody looks at takes none of the few connections that a browser opens.
  const look = () => { if (document.hidden) { hush(); } else { listen(); } };
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", hush);
  addEventListener("pageshow", look);
  look();
})();
