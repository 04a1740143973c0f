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
      document.body.append(area);
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

  /** @param {HTMLElement} block */
  function addCopyButton(block) {
    const code = block.querySelector("code");
    const caption = block.querySelector(".caption");
    if (!code || !caption) {
      return;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = word("copy");
    button.addEventListener("click", function () {
      // Without blank lines around it and the last line end: a shell would run the last line at once.
      // Of a transcript only its commands.
      const text = block.dataset.copy || code.textContent || "";
      copy((text.endsWith("\n") ? text.trimEnd() : text).replace(/^(?:[ \t]*\n)+/, "")).then(
        function () { say(button, word("copied")); },
        function () { say(button, word("copyFailed")); }
      );
    });
    caption.append(button);
  }

  /**
   * @param {HTMLElement} button
   * @param {string} text
   */
  function say(button, text) {
    button.textContent = text;
    button.setAttribute("aria-live", "polite");
    setTimeout(function () { button.textContent = word("copy"); }, 2000);
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

  for (const block of document.querySelectorAll(".code")) {
    addCopyButton(/** @type {HTMLElement} */ (block));
  }
  document.documentElement.dataset.rbcReady = "";
})();
