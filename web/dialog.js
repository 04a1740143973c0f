// Search on every page: what loads the index, and the dialog. The words of the site stand in front of it as `rbcWords`.
// Everything that others wrote goes into the page as text, never as HTML.
(function () {
  "use strict";
  const words = window.rbcWords || {}, root = document.body.dataset.root || "";
  const PATIENCE = 10000, RENEW = 60000, PAGE = 10, MOST = 100, RECENT = 8, SMALL = 64, AROUND = 24, SNIPPET = 96;
  const FACETS = ["kind", "service", "severity"];

  const say = (name, values) => (words["search_" + name] || name).replace(/\{\$(\w+)\}/g, (_, key) => (values || {})[key]);

  /** A new element: its attributes, then what stands in it. */
  function make(name, attributes, ...content) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") { element.addEventListener(key, value); } else { element.setAttribute(key, value); }
    }
    element.append(...content);
    return element;
  }

  const button = (text, click, kind) => make("button", { type: "button", class: kind || "search-button", click: click }, text);

  // ---- Loading. A page opened from disk may load nothing but classic scripts, so the index is made of those.

  const arrived = new Map(), asked = new Map(), texts = new Map();
  // The build that the index is of. A file of another one has other numbers: it counts as missing.
  let edition = "";
  window.rbcIndex = function (name, data, build) {
    if (name === "index") { edition = build; }
    if (build === edition) { arrived.set(name, data); }
  };

  function script(path) {
    return new Promise(function (resolve, reject) {
      const element = make("script", { src: root + path });
      const end = function (act) { clearTimeout(timer); element.remove(); act(new Error(path.split("?")[0])); };
      const timer = setTimeout(() => end(reject), PATIENCE);
      element.addEventListener("load", () => end(resolve));
      element.addEventListener("error", () => end(reject));
      document.head.append(element);
    });
  }

  function load(name) {
    if (arrived.has(name)) { return Promise.resolve(arrived.get(name)); }
    if (!asked.has(name)) {
      const path = "search/" + name + ".js";
      // No cache may mix files of two builds.
      asked.set(name, script(path + "?" + (name === "index" ? Date.now() : edition)).then(function () {
        if (!arrived.has(name)) {
          checked = 1;
          throw new Error(path);
        }
        return arrived.get(name);
      }).finally(() => asked.delete(name)));
    }
    return asked.get(name);
  }

  // Hits that are shown at first: each asks for titles, so more of them only where all is at hand.
  let opened, facts, shown = PAGE, checked = 0;

  /** The engine. What failed is tried again with the next call. */
  function engine() {
    opened = opened || (window.rbcSearch ? Promise.resolve() : script("assets/search.js")).then(async function () {
      await load("index");
      checked = checked || Date.now();
      return window.rbcSearch.open(load);
    });
    return opened.catch(forget);
  }

  /** A site may be published anew while a page stays open: what is at hand of the old index does not fit the new one. */
  async function renew() {
    if (!arrived.has("index") || Date.now() - checked < RENEW) { return; }
    checked = Date.now();
    const old = edition;
    await script("search/index.js?" + checked).catch(() => undefined);
    if (edition === old) { return; }
    const now = arrived.get("index");
    arrived.clear();
    arrived.set("index", now);
    texts.clear();
    opened = facts = undefined;
  }

  function forget(error) {
    opened = undefined;
    throw error;
  }

  const find = (query, limit, keep) => engine().then((open) => open.search(query, limit, keep)).catch(forget);

  /** Opens the index. A small one is fetched whole: what is at hand stays, whatever becomes of the server. */
  async function prepare() {
    await renew();
    await engine();
    const { shards, titles, texts, counts } = await load("index"), documents = window.rbcSearch.numbers(counts).length;
    if (shards > 1 || documents > SMALL) { return; }
    shown = 2 * PAGE;
    const names = ["s0", "facts"];
    for (let at = 0; at * titles < documents; at++) { names.push("t" + at); }
    for (let at = 0; at * texts < documents; at++) { names.push("x" + at); }
    await Promise.all(names.map(load));
  }

  window.rbc = {
    /** The same hits as `rbc search --format json`. */
    search: async function (query, options) {
      const hits = await find(String(query), Math.max((options && options.limit) || 10, 1));
      return hits.map(({ id, anchor, title, kind, score, url, path }) => ({ id, anchor, title, kind, score, url, path }));
    },
  };

  // ---- What was searched before. It stays on this device, and nothing depends on it.

  const place = new URL(root || ".", location.href).pathname;

  function kept(name, value) {
    try {
      if (value === undefined) { return localStorage.getItem(name + " " + place); }
      if (value === null) { localStorage.removeItem(name + " " + place); } else { localStorage.setItem(name + " " + place, value); }
    } catch { /* A browser may refuse; then there is no list. */ }
    return null;
  }

  function recent() {
    try {
      const list = JSON.parse(kept("rbc-searches") || "[]");
      return Array.isArray(list) ? list.filter((entry) => typeof entry === "string").slice(0, RECENT) : [];
    } catch { return []; }
  }

  const keep = (list) => kept("rbc-searches", list.length ? JSON.stringify(list.slice(0, RECENT)) : null);

  // ---- What a hit looks like.

  /** A text with its marks, from one place to another. */
  function marked(text, marks, from, to) {
    const result = document.createDocumentFragment(), plain = (a, b) => text.slice(a, b).replace(/\s+/g, " ");
    let at = from;
    for (const [start, end] of marks) {
      if (end <= at || start >= to) { continue; }
      result.append(plain(at, Math.max(at, start)), make("mark", {}, plain(Math.max(at, start), Math.min(end, to))));
      at = Math.min(end, to);
    }
    result.append(plain(at, to));
    return result;
  }

  /** The part of a text where most of what is wanted stands together. */
  function snippet(text, wanted) {
    const marks = window.rbcSearch.marks(text, wanted);
    let best = 0, most = 0;
    marks.slice(0, 200).forEach(function ([from], first) {
      const seen = new Set();
      for (let i = first; i < marks.length && marks[i][1] <= from + SNIPPET - AROUND; i++) { seen.add(text.slice(...marks[i]).toLowerCase()); }
      const sum = Array.from(seen).reduce((length, part) => length + part.length, 0);
      if (sum > most) { most = sum; best = from; }
    });
    const line = text.lastIndexOf("\n", best - 1) + 1;
    let from = best - line <= AROUND ? line : best - AROUND;
    const begins = from === line;
    while (!begins && from < best && /[\s、。，．,.:;）」』)\]]/.test(text[from])) { from++; }
    let to = Math.min(text.length, from + SNIPPET);
    // No character is cut in two.
    if (/[\udc00-\udfff]/.test(text[from] || "")) { from--; }
    if (/[\udc00-\udfff]/.test(text[to] || "")) { to++; }
    const result = marked(text, marks, from, to);
    if (!begins) { result.prepend("…"); }
    if (to < text.length) { result.append("…"); }
    return result;
  }

  const address = (hit) => root + hit.url + (hit.anchor ? "#" + encodeURIComponent(hit.anchor) : "");

  function badges(hit) {
    const result = make("span", { class: "hit-badges" });
    if (hit.kind !== "section") { result.append(make("span", { class: "badge" }, say("kind_" + hit.kind))); }
    if (hit.effect) { result.append(" ", make("span", { class: "badge badge-" + hit.effect }, words["effect_" + hit.effect] || hit.effect)); }
    return result;
  }

  // ---- Facts of sections, by which hits can be narrowed down.

  async function readFacts() {
    const data = await load("facts"), numbers = window.rbcSearch.numbers, severity = new Map(), list = numbers(data.severity);
    for (let i = 0, section = 0; i + 1 < list.length; i += 2) {
      section += list[i];
      severity.set(section, (severity.get(section) || []).concat(list[i + 1]));
    }
    const kind = numbers(data.kind), service = numbers(data.service);
    facts = {
      kind: (section) => [data.kinds[kind[section]]],
      service: (section, document) => (service[document] ? [data.services[service[document] - 1]] : []),
      severity: (section) => (severity.get(section) || []).map((level) => data.severities[level]),
    };
  }

  // ---- The field with its list: one in the dialog, one on the page of its own.

  let panels = 0;

  /** @param {{close?: () => void, searched?: (query: string) => void}} owner */
  function panel(owner) {
    const id = "RBC-search-" + ++panels;
    const input = make("input", {
      id: id, type: "text", class: "search-input", role: "combobox", "aria-expanded": "false", "aria-controls": id + "-hits", "aria-autocomplete": "list",
      "aria-label": say("label"), placeholder: say("placeholder"), inputmode: "search", enterkeyhint: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    });
    const list = make("div", { id: id + "-hits", class: "search-hits", role: "listbox", "aria-label": say("hits") });
    const status = make("p", { class: "search-status", role: "status" }), more = make("div", { class: "search-more" });
    const facets = make("div", { class: "search-facets" }), above = make("div", { class: "search-above" });
    const body = make("div", { class: "search-body" }, above, list, more);
    const bar = make("div", { class: "search-bar" }, input);
    if (owner.close) { bar.append(button(say("close"), owner.close)); }
    const element = make("div", { class: "search", role: "search" }, bar, facets, status, body);

    let turn = 0, options = [], active = -1, limit = shown, waiting = false, composing = false, told, looked;
    const filter = {}, selects = {};

    const query = () => (composing ? input.value.replace(/([ぁ-んー])[a-zａ-ｚ]{1,3}$/i, "$1") : input.value).trim();

    function tell(text) {
      clearTimeout(told);
      told = setTimeout(() => { status.textContent = text; }, 250);
    }

    function choose(at) {
      if (options[active]) { options[active].setAttribute("aria-selected", "false"); }
      active = at;
      if (!options[at]) { input.removeAttribute("aria-activedescendant"); return; }
      options[at].setAttribute("aria-selected", "true");
      options[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[at].id);
    }

    function clear() {
      list.replaceChildren();
      more.replaceChildren();
      above.replaceChildren();
      options = [];
      choose(-1);
      input.setAttribute("aria-expanded", "false");
    }

    function opening() {
      if (query()) { keep([query()].concat(recent().filter((entry) => entry !== query()))); }
      if (owner.close) { owner.close(); }
    }

    function option(hit, at, wanted, twin) {
      // 症状 says little alone: what it is a part of stands before it.
      const parts = hit.scenario && hit.scenario !== hit.title ? [hit.scenario, hit.title] : [hit.title], name = parts.join(" › ");
      const title = marked(name, window.rbcSearch.marks(name, wanted), 0, name.length), text = make("span", { class: "hit-text" });
      const path = hit.path.filter((part) => !parts.includes(part)).join(" › ");
      const result = make("a", { id: id + "-hit-" + at, role: "option", "aria-selected": "false", tabindex: "-1", class: "hit", href: address(hit), click: opening },
        make("span", { class: "hit-title" }, title), " ", badges(hit), make("span", { class: "hit-path" }, twin ? (path ? path + " · " : "") + hit.id : path || say("whole")), text);
      if (texts.has(hit.section)) { text.append(snippet(texts.get(hit.section), wanted)); }
      return result;
    }

    /** Texts are many bytes: only those of hits that are seen are loaded, and not while somebody types. */
    function look(hits, wanted, mine) {
      clearTimeout(looked);
      const observer = new IntersectionObserver(function (entries) {
        for (const entry of entries.filter((entry) => entry.isIntersecting)) {
          observer.unobserve(entry.target);
          const hit = hits[options.indexOf(entry.target)];
          if (mine !== turn) { observer.disconnect(); return; }
          engine().then((open) => open.text(hit.section)).then(function (text) {
            texts.set(hit.section, text);
            if (mine === turn) { entry.target.lastChild.replaceChildren(snippet(text, wanted)); }
          }).catch(() => {});
        }
      });
      looked = setTimeout(() => options.forEach((item, at) => texts.has(hits[at].section) || observer.observe(item)), 100);
    }

    function show(hits, wanted, mine) {
      clear();
      // Documents of one title are told apart by their ids.
      const twins = (one) => hits.some((other) => other.id !== one.id && other.path[0] === one.path[0]);
      options = hits.map((hit, at) => option(hit, at, wanted, twins(hit)));
      list.append(...options);
      input.setAttribute("aria-expanded", String(hits.length > 0));
      tell(hits.length === limit ? say("first", { count: hits.length }) : say("count", { count: hits.length }));
      if (hits.length === limit && limit < MOST) {
        more.append(button(say("further"), function () { limit += shown; ask(true); }));
      }
      look(hits, wanted, mine);
      if (waiting && options[0]) { options[0].click(); }
      waiting = false;
    }

    const chips = (entries) => make("span", { class: "search-chips" }, ...entries);
    const again = (word, instead) => button(word, function () { input.value = instead; ask(); input.focus(); });

    /** What the query was taken for, where something of it stands nowhere. */
    async function explain(open, text, hits, mine) {
      // Where something was found this can wait for the end of typing.
      if (hits.length) { await new Promise((done) => setTimeout(done, 200)); }
      if (mine !== turn) { return; }
      const understood = await open.understood(text), unknown = understood.filter((entry) => !entry.known);
      if (mine !== turn || (hits.length && (!unknown.length || understood.length > 6))) { return; }
      const near = await open.near(unknown.length ? unknown.map((entry) => entry.word).join(" ") : text);
      if (mine !== turn) { return; }
      const instead = (word) => (unknown.length === 1 ? text.normalize("NFKC").replace(unknown[0].word, () => word) : word);
      const words = near.words.map((word) => again(word, instead(word)));
      if (hits.length) {
        above.append(make("p", {}, say("unknown", { words: unknown.map((entry) => "「" + entry.word + "」").join("") })));
        if (words.length) { above.append(make("p", {}, say("near") + " ", chips(words))); }
        return;
      }
      more.append(make("p", { class: "search-none" }, say("none", { query: text })));
      if (understood.length) {
        more.append(make("p", {}, say("understood") + " ", chips(understood.map((entry) => make("span", { class: "badge" }, entry.word)))));
      }
      if (words.length) { more.append(make("p", {}, say("near") + " ", chips(words))); }
      if (near.titles.length) {
        const link = (hit) => make("li", {}, make("a", { href: address(hit), click: opening }, hit.path.join(" › ")));
        more.append(make("p", {}, say("near_titles")), make("ul", { class: "search-links" }, ...near.titles.map(link)));
      }
      more.append(make("p", {}, say("none_help")));
    }

    function fail(error) {
      clear();
      const retry = button(say("retry"), function () { checked = 0; renew().then(() => ask(true)); }, "search-button search-retry");
      const ways = ["failed_page", "failed_disk", "failed_terminal"].map((name) => make("li", {}, say(name)));
      more.append(make("div", { class: "search-failed", role: "alert" }, make("p", {}, make("strong", {}, say("failed", { file: error.message }))), make("p", {}, say("failed_why")), retry,
        make("p", {}, say("failed_meanwhile")), make("ul", {}, ...ways)));
      tell("");
      waiting = false;
    }

    function remembered() {
      clear();
      facets.replaceChildren();
      tell("");
      const entries = recent();
      more.append(make("p", { class: "search-heading" }, say("hint")));
      if (!entries.length) { return; }
      const line = (entry) => make("li", {}, again(entry, entry), make("button", {
        type: "button", class: "search-button search-forget", "aria-label": say("forget", { query: entry }),
        click: function () { keep(recent().filter((other) => other !== entry)); remembered(); input.focus(); },
      }, "×"));
      more.append(make("p", { class: "search-heading" }, say("recent")), make("ul", { class: "search-recent" }, ...entries.map(line)),
        button(say("forget_all"), function () { keep([]); remembered(); input.focus(); }));
    }

    /** Whether a section is wanted; what all have that were asked about is gathered in `met`. */
    function narrow(met) {
      const known = facts;
      return known && ((section, document) => FACETS.map(function (name) {
        const values = known[name](section, document);
        values.forEach((value) => met[name].add(value));
        return filter[name] === undefined || values.includes(filter[name]);
      }).every(Boolean));
    }

    function offer(met) {
      for (const name of FACETS) {
        const values = Array.from(met[name]).sort(), chosen = filter[name];
        if (chosen !== undefined && !values.includes(chosen)) { values.push(chosen); }
        if (!selects[name]) {
          selects[name] = make("select", { "aria-label": say(name), change: function () {
            const value = selects[name].value;
            if (value === "") { delete filter[name]; } else { filter[name] = value; }
            limit = shown;
            ask(true);
          } });
        }
        const called = (value) => (name === "kind" ? say("kind_" + value) : value);
        selects[name].replaceChildren(make("option", { value: "" }, say("all_" + name)), ...values.map((value) => make("option", { value: value }, called(value))));
        selects[name].value = chosen === undefined ? "" : chosen;
        if (values.length > 1 || chosen !== undefined) {
          if (!selects[name].isConnected) { facets.append(selects[name]); }
        } else {
          selects[name].remove();
        }
      }
    }

    async function ask(same) {
      const mine = ++turn, text = query();
      if (!same) { limit = shown; }
      if (owner.searched) { owner.searched(text); }
      if (!text) { remembered(); return; }
      const slow = setTimeout(() => { if (mine === turn) { tell(say("loading")); } }, 300);
      const met = { kind: new Set(), service: new Set(), severity: new Set() }, known = facts;
      try {
        const open = await engine(), hits = await find(text, limit, narrow(met));
        const heard = await open.heard(text);
        if (mine !== turn) { return; }
        show(hits, open.wanted(heard), mine);
        if (known) { offer(met); }
        if (!hits.length && Object.keys(filter).length) {
          more.append(make("p", { class: "search-none" }, say("filtered")), button(say("unfilter"), function () { FACETS.forEach((name) => delete filter[name]); ask(true); input.focus(); }));
        } else {
          await explain(open, text, hits, mine);
        }
        if (!known) {
          // They come after the first hits, which they must not keep waiting. Without them there is nothing to choose.
          await readFacts().catch(() => {});
          if (facts && mine === turn) { await find(text, 0, narrow(met)); }
          if (facts && mine === turn) { offer(met); }
        }
      } catch (error) {
        if (mine === turn) { fail(error); }
      } finally {
        clearTimeout(slow);
      }
    }

    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };
    input.addEventListener("keydown", function (event) {
      // What an input method is told is not for the list.
      if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) { return; }
      const last = options.length - 1;
      let to;
      if (event.key in steps && last >= 0) {
        to = active < 0 ? (steps[event.key] > 0 ? 0 : last) : active + steps[event.key];
        if (event.key === "ArrowDown" && active === last) { to = 0; }
        if (event.key === "ArrowUp" && active === 0) { to = last; }
      } else if (active >= 0 && (event.key === "Home" || event.key === "End")) {
        to = event.key === "Home" ? 0 : last;
      } else if (event.key === "ArrowDown" && more.querySelector("button, a")) {
        more.querySelector("button, a").focus();
        event.preventDefault();
      } else if (event.key === "Enter") {
        event.preventDefault();
        const hit = options[Math.max(active, 0)];
        if (hit) { hit.click(); } else { waiting = query() !== ""; }
      } else if (event.key === "Escape" && !owner.close) {
        input.value = "";
        ask();
      }
      if (to !== undefined) {
        event.preventDefault();
        choose(Math.min(Math.max(to, 0), last));
      }
    });
    input.addEventListener("input", function (event) { waiting = false; composing = event.isComposing === true; ask(); });
    input.addEventListener("compositionend", function () { composing = false; ask(); });
    input.addEventListener("focus", () => prepare().catch(() => {}));
    window.addEventListener("online", () => { if (more.querySelector(".search-failed")) { ask(true); } });

    return {
      element: element, input: input,
      open: function (text) {
        if (text !== undefined) { input.value = text; }
        input.focus();
        input.select();
        if (text !== undefined || !options.length) { ask(); }
      },
    };
  }

  // ---- The dialog.

  let dialog, inDialog;

  function slash() {
    const box = make("input", { type: "checkbox", change: () => kept("rbc-slash", box.checked ? null : "off") });
    box.checked = kept("rbc-slash") !== "off";
    return make("label", { class: "search-slash" }, box, " " + say("slash"));
  }

  function openDialog(text) {
    if (!dialog) {
      inDialog = panel({ close: () => dialog.close() });
      dialog = make("dialog", { class: "search-dialog", "aria-label": say("open") }, inDialog.element,
        make("p", { class: "search-foot" }, make("span", { class: "search-keys" }, say("keys")), slash()));
      dialog.addEventListener("click", (event) => { if (event.target === dialog) { dialog.close(); } });
      document.body.append(dialog);
    }
    if (!dialog.open) { dialog.showModal(); }
    inDialog.open(text);
  }

  const own = document.getElementById("RBC-search"), asks = new URLSearchParams(location.search).get("q");
  let start = openDialog;
  if (own) {
    const documents = document.getElementById("RBC-search-documents");
    let written;
    const here = panel({ searched: function (text) {
      if (documents) { documents.hidden = text !== ""; }
      clearTimeout(written);
      written = setTimeout(function () {
        // A browser may refuse this on a page from disk.
        try { history.replaceState(null, "", location.pathname + (text ? "?q=" + encodeURIComponent(text) : "")); } catch { /* Then there is no link. */ }
      }, 300);
    } });
    own.replaceChildren(here.element);
    start = here.open;
  }
  const link = document.querySelector("a.search-open");
  if (link && (own || window.HTMLDialogElement)) {
    const opener = button(link.textContent, () => start(), "search-open");
    opener.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
    if (!own) { opener.setAttribute("aria-haspopup", "dialog"); }
    link.replaceWith(opener);
    document.addEventListener("keydown", function (event) {
      const target = /** @type {HTMLElement} */ (event.target), plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.isComposing || event.repeat) { return; }
      const typing = target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
      const isSlash = event.key === "/" && plain && !typing && kept("rbc-slash") !== "off";
      if (isSlash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey)) {
        event.preventDefault();
        start();
      }
    });
    if (asks !== null) { start(asks); } else if (own) { start(""); }
  }
})();
