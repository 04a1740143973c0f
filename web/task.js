// Boxes keep their ticks on this device: those of the incident that this tab works on, else those of everyday work. Loaded
// when all else is there, on pages with boxes and wherever an incident runs. The words of the site stand in front of it as
// `rbcTask`.
(function () {
  "use strict";
  const words = window.rbcTask;
  const root = new URL(document.body.dataset.root || "./", location.href);
  /** What is kept of this site, of all that stands under one origin. */
  const prefix = "rbc " + root.pathname + " ";

  // ---- What is kept: an entry for each thing, so that two tabs never write over each other. Where the storage is full,
  // the database of the browser takes it; where that fails too, the page keeps it, and says so.

  /** @type {Map<string, string>} */
  const kept = new Map();
  const listeners = new Set();
  let isKept = true;

  function local(act) {
    try { return act(localStorage); } catch { return undefined; }
  }

  /** @returns {Promise<IDBDatabase>} */
  const database = new Promise(function (resolve, reject) {
    const request = indexedDB.open("rbc", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("kept");
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
  database.catch(() => undefined);

  /**
   * @param {(store: IDBObjectStore) => IDBRequest} act
   * @returns {Promise<any>} what it gives, once it is on the disk
   */
  async function inDatabase(act) {
    const transaction = (await database).transaction("kept", "readwrite");
    const request = act(transaction.objectStore("kept"));
    await new Promise(function (resolve, reject) {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    return request.result;
  }

  /** Keys of what the database holds. */
  const spilled = new Set();
  let writing = Promise.resolve();
  /** Other tabs hear of what is written, wherever it goes. */
  let channel = null;
  try {
    channel = new BroadcastChannel(prefix);
    channel.onmessage = function ({ data }) {
      set(data.key, data.value);
      changed();
    };
  } catch { /* they read it when they are opened */ }

  function store(key, value) {
    const whole = prefix + key;
    const done = local(function (storage) {
      if (value === null) { storage.removeItem(whole); } else { storage.setItem(whole, value); }
      return true;
    });
    if (done && !spilled.has(whole)) { return; }
    if (!done) { local((storage) => storage.removeItem(whole)); }
    const goes = done || value === null;
    if (goes) { spilled.delete(whole); } else {
      spilled.add(whole);
      // Pages look for this sign before they load this script.
      local((storage) => storage.setItem(prefix + "i ?", ""));
    }
    writing = writing.then(() => inDatabase((store) => (goes ? store.delete(whole) : store.put(value, whole)))).catch(function () {
      isKept = isKept && goes;
      changed();
    });
  }

  /** @param {string} key @param {string | null} value `null` takes it away */
  function put(key, value) {
    set(key, value);
    store(key, value);
    channel?.postMessage({ key: key, value: value });
  }

  /** Raised with all that is kept: what is read of it is read once. */
  let edition = 0;
  function set(key, value) {
    edition += 1;
    if (value === null) { kept.delete(key); } else { kept.set(key, value); }
  }

  /** @template T @param {() => T} read */
  function once(read) {
    let of = -1, value;
    return function () {
      if (of !== edition) {
        of = edition;
        value = read();
      }
      return value;
    };
  }

  function changed() {
    for (const listener of listeners) { listener(); }
  }

  /** Keys and values whose key begins so, in order. */
  function entries(start) {
    const found = [...kept].filter(([key]) => key.startsWith(start));
    return found.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  /** Records whose key begins so, those left out that are none: what is kept may have been damaged or be of another version. */
  function records(start, isWhole) {
    return entries(start).flatMap(function ([, value]) {
      try {
        const record = JSON.parse(value);
        return record && isWhole(record) ? [record] : [];
      } catch { return []; }
    });
  }

  function readStorage() {
    local(function (storage) {
      for (let at = 0; at < storage.length; at += 1) {
        const key = storage.key(at);
        if (key && key.startsWith(prefix)) { set(key.slice(prefix.length), storage.getItem(key) || ""); }
      }
    });
  }

  async function readDatabase() {
    const range = IDBKeyRange.bound(prefix, prefix + "\uffff");
    const keys = await inDatabase((store) => store.getAllKeys(range));
    const values = await inDatabase((store) => store.getAll(range));
    keys.forEach(function (key, at) {
      spilled.add(key);
      if (!kept.has(key.slice(prefix.length))) { set(key.slice(prefix.length), values[at]); }
    });
    if (!keys.length) { local((storage) => storage.removeItem(prefix + "i ?")); }
    return keys.length;
  }

  // Another tab has written.
  addEventListener("storage", function (event) {
    if (event.storageArea !== local((storage) => storage) || (event.key && !event.key.startsWith(prefix))) { return; }
    if (event.key === null) {
      kept.clear();
      edition += 1;
      readStorage();
    } else if (event.newValue !== null) { set(event.key.slice(prefix.length), event.newValue); }
    // What moves into the database leaves the storage: what is taken away is told by the channel.
    else if (!channel) { set(event.key.slice(prefix.length), null); }
    changed();
  });

  // ---- Which incident this tab works on.

  const tab = prefix + "incident";
  let chosen = "";
  try { chosen = sessionStorage.getItem(tab) || ""; } catch { /* this page only */ }

  /** @type {() => any[]} all incidents of this device, the latest first */
  const incidents = once(function () {
    const isPlan = (plan) => !plan || (Array.isArray(plan.levels) && Array.isArray(plan.calls));
    const all = records("i ", (record) => typeof record.id === "string" && Number.isFinite(record.started) && isPlan(record.plan));
    return all.sort((a, b) => b.started - a.started);
  });

  const running = () => incidents().filter((incident) => !incident.ended);

  /** The one of this tab: what was chosen, and nothing else once it has ended. */
  const current = once(() => running().find((incident) => incident.id === chosen) || null);

  function choose(id) {
    chosen = id || "-";
    edition += 1;
    try { sessionStorage.setItem(tab, chosen); } catch { /* this page only */ }
    changed();
  }

  /** A tab that has chosen nothing joins the only incident that runs, and stays with it whatever begins later. */
  function join() {
    if (!chosen && running().length === 1) { choose(running()[0].id); }
  }

  // ---- Time, on the clock of the site.

  /** `2026-11-27 03:12:05` */
  function clock(time) {
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone: words.zone, dateStyle: "short", timeStyle: "medium" });
    return format.format(time);
  }

  // ---- Boxes.

  const of = (key) => "t " + (current() ? current().id : "-") + " " + key;
  /** @returns {{on: boolean, at: number} | null} */
  function tick(key) {
    const [state, at] = (kept.get(of(key)) || "").split(" ");
    return state ? { on: state === "1", at: Number(at) || 0 } : null;
  }
  const boxes = (part) => /** @type {HTMLInputElement[]} */ ([...part.querySelectorAll("input[data-task]")]);

  /** What a box stands for: its text, with that of its line where it is a choice. */
  function label(box) {
    const set = box.closest("legend") ? null : box.closest("fieldset"), of = set ? set.querySelector("legend").textContent : box.dataset.of;
    const line = of ? of + ": " : "", said = box.className && box.getAttribute("aria-label");
    if (said) { return line + said; }
    const own = (box.closest("label") || box.parentElement).cloneNode(true);
    // What the site added to the text is no part of it.
    for (const extra of own.querySelectorAll("button, .flag, .anchor, ul, ol")) { extra.remove(); }
    return line + own.textContent.trim().replace(/\s+/g, " ");
  }

  const groups = [];
  /** The heading that a box stands under: two lists may have the same words. */
  function heading(box) {
    const before = [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)")].filter((heading) => heading.compareDocumentPosition(box) & 4);
    return before.length ? before[before.length - 1].textContent.trim() : "";
  }

  function show() {
    for (const box of boxes(document)) {
      const state = tick(box.dataset.task);
      box.checked = state ? state.on : box.defaultChecked;
    }
    for (const group of groups) { group.show(); }
  }

  function make(name, kind, text) {
    const element = document.createElement(name);
    if (kind) { element.className = kind; }
    element.textContent = text || "";
    return element;
  }

  function button(text, act) {
    const element = /** @type {HTMLButtonElement} */ (make("button", "act", text));
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  }

  const log = (kind, record) => window.rbcIncident && window.rbcIncident.log(kind, record);

  /** How far a list is, and the way back to its beginning. */
  function group(list) {
    const all = boxes(list), row = make("p", "progress"), meter = document.createElement("progress"), count = make("span");
    let undo = null;
    meter.max = all.length;
    meter.setAttribute("aria-label", words.progress);
    const back = button("", function () {
      const before = undo;
      undo = before ? null : all.map((box) => [box.dataset.task, kept.get(of(box.dataset.task)) || null]);
      for (const [key, value] of before || all.map((box) => [box.dataset.task, null])) { put(of(key), value); }
      log(before ? "undo" : "reset", { text: document.title });
      changed();
    });
    row.append(meter, count, back);
    const lists = {
      show: function () {
        const done = all.filter((box) => box.checked).length;
        meter.value = done;
        count.textContent = done + "/" + all.length;
        back.textContent = undo ? words.undo : words.reset;
        back.hidden = !undo && all.every((box) => box.checked === box.defaultChecked);
      },
      forget: function () { undo = null; },
      all: all,
    };
    list.after(row);
    groups.push(lists);
    return lists;
  }

  document.addEventListener("change", function (event) {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (!box.dataset || !box.dataset.task) { return; }
    put(of(box.dataset.task), (box.checked ? "1 " : "0 ") + Date.now());
    groups.filter((group) => group.all.includes(box)).forEach((group) => group.forget());
    log(box.checked ? "tick" : "untick", { text: label(box), list: heading(box) });
    changed();
  });

  const checklist = document.querySelector("article.checklist");
  const tasks = checklist ? [checklist.querySelector("ul.tasks")] : [...document.querySelectorAll(".steps, .tasks")];
  for (const list of tasks.filter(Boolean)) {
    if (boxes(list).length && (checklist || !list.parentElement.closest(".steps, .tasks, .peek"))) { group(list); }
  }

  // ---- A list on its own page is taken along: as text, as a record, on paper, as a link.

  /** A file for the reader's own disk. */
  function save(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function say(element, text) {
    const before = element.dataset.label = element.dataset.label || element.textContent;
    element.textContent = text;
    setTimeout(() => { element.textContent = before; }, 2000);
  }

  /** A button that copies what is made when it is pressed. */
  function copying(text, make) {
    const element = button(text, () => window.rbcPage.copy(make()).then(() => say(element, words.copied), () => say(element, words.failed)));
    element.setAttribute("aria-live", "polite");
    return element;
  }

  /** Which list it is: links of another version are told apart. */
  function version(all) {
    let hash = 0x811c9dc5;
    for (const letter of all.map((box) => box.dataset.task).join(" ")) { hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193) >>> 0; }
    return hash.toString(36);
  }

  function fragment(all) {
    const bytes = new Uint8Array(Math.ceil(all.length / 8));
    all.forEach((box, at) => { bytes[at >> 3] |= box.checked ? 128 >> (at & 7) : 0; });
    const bits = btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    return "#c=" + version(all) + "." + bits;
  }

  /** The ticks that a fragment holds; `null` where it is of another list. */
  function shared(all) {
    const [, of, bits] = location.hash.match(/^#c=(\w+)\.([\w-]*)$/) || [];
    if (of === undefined) { return undefined; }
    try {
      const bytes = atob(bits.replace(/-/g, "+").replace(/_/g, "/"));
      if (of !== version(all) || bytes.length !== Math.ceil(all.length / 8)) { return null; }
      return all.map((box, at) => Boolean(bytes.charCodeAt(at >> 3) & (128 >> (at & 7))));
    } catch {
      return null;
    }
  }

  /** A text in which Markdown finds no tags and no characters in disguise. */
  const inert = (text) => text.replace(/<(?=[A-Za-z/!?])|&(?=#?\w+;)/g, "\\$&");

  function markdown(all) {
    const lines = all.map(function (box) {
      const depth = (box.closest("[class*=depth-]") || make("li", "depth-0")).className.match(/depth-(\d+)/)[1];
      const at = tick(box.dataset.task);
      return "  ".repeat(Number(depth)) + "- [" + (box.checked ? "x" : " ") + "] " + inert(label(box)) + (box.checked && at ? " (" + clock(at.at) + ")" : "");
    });
    const incident = current();
    return "# " + inert(title()) + "\n\n" + (incident ? inert(incident.level + " " + incident.title) + "\n\n" : "") + lines.join("\n") + "\n";
  }

  const title = () => document.querySelector("h1").textContent.trim();

  function record(all) {
    const items = all.map(function (box) {
      const at = tick(box.dataset.task);
      return { text: label(box), checked: box.checked, at: at ? new Date(at.at).toISOString() : undefined };
    });
    const incident = current();
    return JSON.stringify({ title: title(), page: document.title, incident: incident ? { title: incident.title, severity: incident.level } : undefined, items: items }, null, 2) + "\n";
  }

  /** Ticks that somebody sent; they are taken over only when the reader says so. */
  function offer(list, all) {
    const state = shared(all);
    document.querySelector(".shared")?.remove();
    if (state === undefined) { return; }
    const box = make("div", "shared");
    box.setAttribute("role", "status");
    box.append(make("p", "", state ? words.shared + ": " + state.filter(Boolean).length + "/" + all.length : words.foreign));
    const away = function () {
      history.replaceState(null, "", location.pathname + location.search);
      box.remove();
    };
    if (state) {
      box.append(button(words.take, function () {
        all.forEach((box, at) => put(of(box.dataset.task), (state[at] ? "1 " : "0 ") + Date.now()));
        groups.forEach((group) => group.forget());
        log("taken", { text: title() });
        away();
        changed();
      }));
    }
    box.append(button(words.leave, away));
    list.before(box);
  }

  if (checklist && groups.length) {
    const list = tasks[0], all = groups[0].all, row = make("p", "actions");
    const name = (ending) => title().replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 80) + ending;
    row.append(
      copying(words.share, () => location.href.split("#")[0] + fragment(all)),
      copying(words.copyMarkdown, () => markdown(all)),
      button(words.saveMarkdown, () => save(name(".md"), "text/markdown", markdown(all))),
      button(words.saveJson, () => save(name(".json"), "application/json", record(all))),
      button(words.print, () => print()),
    );
    list.nextElementSibling.after(row);
    offer(list, all);
    addEventListener("hashchange", () => offer(list, all));
  }

  // ---- An incident brings more along.

  /** @type {Promise<any> | null} */
  let loading = null;
  function load() {
    loading = loading || new Promise(function (resolve, reject) {
      // In a page that is one file all scripts are there.
      if (document.body.hasAttribute("data-alone")) { resolve(undefined); return; }
      const script = document.createElement("script");
      script.src = new URL("assets/incident.js", root).href;
      script.addEventListener("load", () => resolve(undefined));
      script.addEventListener("error", reject);
      document.head.append(script);
    });
    return loading;
  }

  listeners.add(function () {
    document.documentElement.toggleAttribute("data-rbc-incident", Boolean(current()));
    show();
    if (incidents().length || document.getElementById("RBC-incident-page")) { load(); }
  });
  readStorage();
  window.rbcTasks = {
    words: words, root: root, put: put, entries: entries, records: records, incidents: incidents, running: running, current: current, choose: choose, isFree: () => !chosen, inert: inert,
    clock: clock, make: make, button: button, copying: copying, save: save, isKept: () => isKept, changed: changed,
    listen: (listener) => listeners.add(listener),
    begin: () => load().then(() => window.rbcIncident.begin()),
  };
  readDatabase().catch(() => 0).then(function () {
    join();
    changed();
  });
  changed();
})();
