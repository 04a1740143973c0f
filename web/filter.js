// Rows of a long list by a word and by effect. Without a script all rows are there, and the browser's own search finds them.
(function () {
  "use strict";
  const list = document.querySelector("[data-filter]");
  if (!list) { return; }
  const rows = Array.from(list.querySelectorAll("[data-filter-row]"), (row) => ({ row: row, text: fold(row.textContent) }));
  const off = new Set();

  /** As the search sees it: no difference of width or case. */
  function fold(text) { return text.normalize("NFKC").toLowerCase(); }

  const input = document.createElement("input");
  input.type = "search";
  input.className = "filter";
  input.placeholder = list.dataset.filter;
  input.setAttribute("aria-label", list.dataset.filter);
  const status = document.createElement("p");
  status.setAttribute("role", "status");

  function show() {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { row, text } of rows) {
      row.hidden = off.has(row.dataset.effect) || !words.every((word) => text.includes(word));
      count += row.hidden ? 0 : 1;
    }
    for (const group of list.querySelectorAll("[data-filter-group]")) {
      group.hidden = !group.querySelector("[data-filter-row]:not([hidden])");
    }
    status.textContent = count ? "" : list.dataset.none;
  }

  for (const badge of list.querySelectorAll("[data-filter-effect]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = badge.className + " filter-effect";
    button.textContent = badge.textContent;
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", function () {
      const effect = badge.dataset.filterEffect, pressed = off.delete(effect) || !off.add(effect);
      button.setAttribute("aria-pressed", String(pressed));
      show();
    });
    badge.replaceWith(button);
  }
  input.addEventListener("input", show);
  list.querySelector("h1").after(input, status);
})();
