// Tells the reader that a page is a kept one, how old it is, and that there is a new version. Loaded when all else is there,
// where a service worker can be. The words of the site stand in front of it as `rbcOffline`.
(function () {
  "use strict";
  const words = window.rbcOffline;
  const worker = navigator.serviceWorker;
  const root = new URL(document.body.dataset.root || "", location.href);
  const language = document.documentElement.lang;

  /**
   * A line at the foot of the window.
   * @param {string} text
   * @param {string} action
   * @param {() => void} act
   */
  function tell(text, action, act) {
    document.querySelector(".offline")?.remove();
    const bar = document.createElement("div");
    bar.className = "offline";
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action;
    button.addEventListener("click", function () {
      // Nothing is reloaded while somebody works through an incident.
      if ("rbcIncident" in document.documentElement.dataset) {
        said.textContent = words.incident;
      } else {
        act();
      }
    });
    bar.append(said, button);
    document.body.append(bar);
    // A live region speaks of what comes into it.
    said.textContent = text;
  }

  /** How long ago a file was fetched: 3 日前. */
  function age(date) {
    const minutes = Math.round((Date.now() - Date.parse(date)) / 60000);
    const [count, unit] = minutes < 60 ? [minutes, "minute"] : minutes < 2880 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
    return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-Math.max(0, count), unit);
  }

  worker.addEventListener("message", function (event) {
    if (!event.data.away) {
      return;
    }
    const built = /** @type {HTMLElement | null} */ (document.querySelector("[data-built]"));
    const version = built ? words.version.replace("{$date}", (built.dataset.built || "").slice(0, 16).replace("T", " ")) : "";
    const fetched = Number.isNaN(Date.parse(event.data.fetched)) ? "" : words.fetched.replace("{$age}", age(event.data.fetched));
    tell([words.away, version, fetched].filter(Boolean).join(language === "ja" ? "・" : ", "), words.again, () => location.reload());
  });
  worker.controller?.postMessage({ ask: "away" });

  /** @param {ServiceWorker} next */
  function offer(next) {
    tell(words.fresh, words.load, function () {
      worker.addEventListener("controllerchange", () => location.reload(), { once: true });
      next.postMessage({ ask: "take" });
    });
  }
  worker.register(new URL("sw.js", root), { updateViaCache: "none" }).then(function (registration) {
    if (registration.waiting && worker.controller) {
      offer(registration.waiting);
    }
    registration.addEventListener("updatefound", function () {
      const next = registration.installing;
      next?.addEventListener("statechange", function () {
        if (next.state === "installed" && worker.controller) {
          offer(next);
        }
      });
    });
  }).catch(function () { /* the site works without */ });
  worker.ready.then((registration) => registration.active?.postMessage({ ask: "keep", address: location.href.split("#")[0] }));
})();
