// A section that a step refers to, opened where the step stands. Loaded when it is first asked for.
(function () {
  "use strict";
  const words = document.body.dataset;

  /** Level of a heading; 7 for a label, which every heading ends. */
  const level = (element) => (/^H[1-6]$/.test(element.tagName) ? Number(element.tagName[1]) : element.querySelector(":scope > .label") ? 7 : 8);

  /** What belongs to the section with this id, its heading first. */
  function parts(id) {
    const target = document.getElementById(id);
    let first = target && target.closest("h1, h2, h3, h4, h5, h6");
    first = first || (target && target.classList.contains("label") && target.closest("p"));
    if (!first) { return []; }
    const found = [first];
    for (let next = first.nextElementSibling; next && level(next) > level(first); next = next.nextElementSibling) {
      // Sections that are open in this one are no part of it.
      if (!next.matches(".peek, .progress")) { found.push(next); }
    }
    return found;
  }

  /** A copy that is no second place of anything. */
  function copyOf(part) {
    const copy = part.cloneNode(true);
    const inside = (kind) => [...(copy.matches(kind) ? [copy] : []), ...copy.querySelectorAll(kind)];
    for (const extra of inside(".copy, .progress, .peek, .peek-open, .anchor, .flag, .label")) { extra.remove(); }
    for (const named of inside("[id]")) { named.removeAttribute("id"); }
    for (const placed of inside("[data-source]")) { placed.removeAttribute("data-source"); }
    // A box and its copy are ticked together; only the first one is kept.
    const boxes = part.querySelectorAll("input[type=checkbox]");
    copy.querySelectorAll("input[type=checkbox]").forEach(function (box, at) {
      const first = boxes[at];
      box.addEventListener("change", function (event) {
        event.stopPropagation();
        first.checked = box.checked;
        first.dispatchEvent(new Event("change", { bubbles: true }));
      });
      first.addEventListener("change", () => { box.checked = first.checked; });
    });
    return copy;
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {HTMLButtonElement} button
   */
  function open(link, button) {
    const found = parts(decodeURIComponent(link.hash.slice(1)));
    if (!found.length || link.closest(".peek")) {
      link.click();
      return;
    }
    const panel = document.createElement("section");
    panel.className = "peek";
    panel.setAttribute("aria-label", found[0].textContent.trim());
    panel.tabIndex = -1;
    panel.append(...found.map(copyOf));
    const shut = document.createElement("button");
    shut.type = "button";
    shut.className = "copy";
    shut.textContent = words.close;
    panel.append(shut);
    button.setAttribute("aria-expanded", "true");
    function close() {
      panel.remove();
      button.setAttribute("aria-expanded", "false");
      button.focus();
    }
    shut.addEventListener("click", close);
    panel.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { close(); }
    });
    button.rbcClose = close;
    // A paragraph holds no section, and a table has no room for one.
    const place = link.closest(".table") || link.closest("p, li > span, label, summary") || link;
    (place.localName === "summary" ? place.parentElement : place).after(panel);
    window.rbcPage.buttons(panel);
    window.rbcCommand.adopt(panel);
    panel.focus();
  }

  window.rbcSection = {
    /** Opens a section, or closes it where it is open. */
    toggle: (link, button) => (button.getAttribute("aria-expanded") === "true" ? button.rbcClose() : open(link, button)),
  };
})();
