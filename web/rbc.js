// The script of every page: a classic one, because a page opened from disk may load no modules. Everything that it adds
// can be done without; what must be there without a script is in the page.
(function () {
  "use strict";

  /** @param {string} name A word of the site, which the page brings along. */
  function word(name) {
    return document.body.dataset[name] || "";
  }

  /**
   * @param {string} text
   * @returns {Promise<void>}
   */
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text);
    }
    // Over plain http there is no clipboard, but there is the old way.
    return new Promise(function (resolve, reject) {
      const area = document.createElement("textarea");
      area.value = text;
      area.setAttribute("readonly", "");
      area.className = "offscreen";
      // Beside an open dialog nothing can be selected.
      (document.querySelector("dialog[open]") || document.body).append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (done) {
        resolve();
      } else {
        reject(new Error("copy"));
      }
    });
  }

  /**
   * The text of a block, as a shell takes it: without blank lines around it and without the last line end.
   * @param {HTMLElement} block
   * @returns {Promise<{text: string, told: string} | null>}
   */
  async function textOf(block) {
    // Of a transcript only its commands.
    const text = block.dataset.copy || block.querySelector("code").textContent || "";
    const clean = (text.endsWith("\n") ? text.trimEnd() : text).replace(/^(?:[ \t]*\n)+/, "");
    return { text: clean, told: clean };
  }

  // What was copied, for the timeline of an incident.
  window.rbcCopied = [];

  /**
   * A button for a block, or for a command in it.
   * @param {HTMLElement} element
   */
  function copyButton(element) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    // Beside the commands of a block stands what copies all of them.
    button.textContent = word(element.querySelector(".unit") ? "copyAll" : "copy");
    button.dataset.label = button.textContent;
    button.addEventListener("click", function () {
      const found = window.rbcCommand ? window.rbcCommand.text(element) : textOf(element);
      found.then(function (found) {
        return found === null ? undefined : copy(found.text).then(function () {
          say(button, word("copied"));
          window.rbcCopied.push(found.told);
        });
      }).catch(function () { say(button, word("copyFailed")); });
    });
    return button;
  }

  /**
   * @param {HTMLElement} button
   * @param {string} text
   */
  function say(button, text) {
    button.textContent = text;
    button.setAttribute("aria-live", "polite");
    setTimeout(function () { button.textContent = button.dataset.label || ""; }, 2000);
  }

  // Lists that are folded on a telephone stand open where there is room; newer browsers do this by the style alone.
  const wide = window.matchMedia("(min-width: 60rem)");
  function unfold() {
    for (const details of document.querySelectorAll(".outline > details, .tree > details")) {
      details.toggleAttribute("open", wide.matches);
    }
  }
  if (!CSS.supports("selector(::details-content)")) {
    unfold();
    wide.addEventListener("change", unfold);
  }

  // A page that has moved leads on by itself, but only a script can take the place on it along.
  const moved = /** @type {HTMLAnchorElement | null} */ (document.getElementById("RBC-moved"));
  if (moved && location.hash && !moved.hash) {
    location.replace(moved.href + location.hash);
  }

  /** @param {ParentNode} part Gives the blocks and commands of a part their buttons. */
  function copyButtons(part) {
    for (const caption of part.querySelectorAll(".code > .caption")) {
      caption.append(copyButton(/** @type {HTMLElement} */ (caption.parentElement)));
    }
    for (const unit of part.querySelectorAll(".code .unit")) {
      unit.prepend(copyButton(/** @type {HTMLElement} */ (unit)));
    }
  }
  copyButtons(document);
  window.rbcPage = { buttons: copyButtons, copy: copy };

  // Light and dark follow the system, unless the reader says otherwise.
  function theme(value) {
    if (value === "light" || value === "dark") {
      document.documentElement.dataset.theme = value;
    } else {
      delete document.documentElement.dataset.theme;
    }
  }
  let chosen = "";
  try { chosen = localStorage.getItem("rbc-theme") || ""; } catch { /* not kept then */ }
  theme(chosen);
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".theme"));
  if (place) {
    const select = document.createElement("select");
    const label = document.createElement("label");
    for (const value of ["", "light", "dark"]) {
      const option = new Option(place.dataset[value || "system"], value);
      select.append(option);
    }
    select.value = chosen;
    select.addEventListener("change", function () {
      theme(select.value);
      try { localStorage.setItem("rbc-theme", select.value); } catch { /* not kept then */ }
    });
    label.append(place.dataset.name + " ", select);
    place.append(label);
  }
  // What keeps pages for when the network is gone comes after all else, where a browser can do it.
  if ("offline" in document.body.dataset && "serviceWorker" in navigator && location.protocol.startsWith("http")) {
    addEventListener("load", function () {
      const script = document.createElement("script");
      script.src = (document.body.dataset.root || "") + "assets/offline.js";
      document.head.append(script);
    });
  }

  // Boxes keep their ticks, and an incident runs on, on every page: their script comes when all else is there.
  const root = document.body.dataset.root || "";
  let tasks = null;
  function loadTasks() {
    tasks = tasks || (window.rbcTasks ? Promise.resolve() : new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = root + "assets/task.js";
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    }));
    return tasks;
  }
  const plan = /** @type {HTMLElement | null} */ (document.querySelector("[data-plan]"));
  if (plan && plan.dataset.start) {
    const start = document.createElement("button");
    start.type = "button";
    start.className = "act";
    start.textContent = plan.dataset.start;
    start.addEventListener("click", () => loadTasks().then(() => window.rbcTasks.begin()));
    plan.append(start);
  }
  function isUsed() {
    if (document.querySelector("input[data-task], #RBC-incident-page")) { return true; }
    const known = "rbc " + new URL(root || "./", location.href).pathname + " i ";
    try {
      // Where nothing can be stored an incident may be in the database.
      if (localStorage.getItem(known + "?") === null) {
        localStorage.setItem(known + "?", "");
        localStorage.removeItem(known + "?");
      }
      return Object.keys(localStorage).some((key) => key.startsWith(known));
    } catch { return true; }
  }
  if (!document.body.hasAttribute("data-alone") && isUsed()) {
    addEventListener("load", loadTasks);
  }
  document.documentElement.dataset.rbcReady = "";
})();
