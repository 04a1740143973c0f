// Leads through an incident: deadlines of the document's own table, who is called next, and a timeline of what was ticked,
// copied and noted. Nothing leaves the browser, nothing ends by itself. Loaded when an incident is begun or runs.
(function () {
  "use strict";
  const tasks = window.rbcTasks, words = tasks.words, make = tasks.make, button = tasks.button;
  const plan = JSON.parse((document.querySelector("[data-plan]") || { dataset: {} }).dataset.plan || "null");
  const place = document.getElementById("RBC-incident-page");
  /** @param {string} text @param {Record<string, string>} values */
  const fill = (text, values) => text.replace(/\{\$(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

  // ---- What happened: an entry for each event, in the order of time.

  /** Events keep their order, whatever becomes of the clock. */
  let last = 0;
  /** @param {string} kind @param {any} record @param {any} [incident] */
  function log(kind, record, incident) {
    incident = incident || tasks.current();
    if (!incident) { return; }
    const known = tasks.entries("e " + incident.id + " "), newest = known.length ? Number(known[known.length - 1][0].split(" ")[2].slice(0, 15)) || 0 : 0;
    last = Math.max(Date.now(), last + 1, newest + 1);
    const key = "e " + incident.id + " " + String(last).padStart(15, "0") + Math.random().toString(36).slice(2, 6);
    tasks.put(key, JSON.stringify({ at: Date.now(), kind: kind, page: pageOf(), ...record }));
  }

  /** @returns {any[]} */
  const events = (incident) => tasks.records("e " + incident.id + " ", (event) => Number.isFinite(event.at));

  /** Address of this page from the site's root. */
  function pageOf() {
    const address = location.href.split(/[?#]/)[0].replace(tasks.root.href, "");
    try { return decodeURI(address); } catch { return address; }
  }

  /** What is said of an event. */
  function said(event) {
    return fill(words["event_" + event.kind] || "{$text}", { text: (event.text || "") + (event.list ? " (" + event.list + ")" : ""), level: event.level || "" }).replace(/^([^:]+: ) +/, "$1");
  }

  // ---- Deadlines and calls.

  function level(incident) {
    return incident.plan ? incident.plan.levels.find((level) => level.name === incident.level) : null;
  }

  /** When the last event of these kinds about a thing was, and of which kind. */
  function about(incident, kinds, text) {
    const found = events(incident).filter((event) => kinds.includes(event.kind) && event.text === text);
    return found.length ? found[found.length - 1] : null;
  }

  /** Deadlines of the level, the next first to come first. */
  function deadlines(incident) {
    const own = level(incident);
    return (own ? own.deadlines : []).map(function (deadline) {
      const state = about(incident, ["met", "unmet"], deadline.name);
      const due = deadline.seconds === undefined ? null : incident.started + deadline.seconds * 1000;
      return { ...deadline, due: due, met: state && state.kind === "met" ? state.at : null };
    });
  }

  const callName = (call) => call.to.map((person) => person.name).join("、") || call.when;

  /** Whether a condition is of other levels than this one (P1 が 15 分…, at P2). */
  function isOfOther(incident, call) {
    const names = (incident.plan ? incident.plan.levels : []).map((level) => level.name);
    const isNamed = (name) => new RegExp("(?:^|[^A-Za-z0-9])" + name.replace(/[^\p{L}\p{N}]/gu, "\\$&") + "(?![A-Za-z0-9])", "iu").test(call.when);
    const named = names.filter(isNamed);
    return Boolean(incident.level) && named.length > 0 && !named.includes(incident.level);
  }

  /** Who is to be called when. */
  function calls(incident) {
    return (incident.plan ? incident.plan.calls : []).filter((call) => !isOfOther(incident, call)).map(function (call) {
      const what = call.to.length && call.when ? callName(call) + " (" + call.when + ")" : callName(call);
      const state = about(incident, ["called", "uncalled"], what);
      // What is due at once when something is so is due when the reader sees that it is.
      const due = call.seconds ? incident.started + call.seconds * 1000 : null;
      return { ...call, what: what, due: due, done: state && state.kind === "called" ? state.at : null };
    });
  }

  /** `1:02:03` */
  function span(milliseconds) {
    const seconds = Math.floor(Math.max(0, milliseconds) / 1000), two = (number) => String(number).padStart(2, "0");
    return Math.floor(seconds / 3600) + ":" + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
  }

  const left = (due, now) => fill(due >= now ? words.left : words.over, { time: span(Math.abs(due - now)) });
  /** What is due at once is not late from the first second on. */
  const when = (deadline, now) => (deadline.seconds === 0 ? deadline.text : left(deadline.due, now));

  // ---- The bar at the foot of every page.

  const bar = make("aside", "incident");
  bar.setAttribute("aria-label", words.incident);
  const head = make("p", "incident-head"), next = make("p", "incident-next"), status = make("span", "offscreen"), warning = make("p", "incident-warning");
  const open = button(words.record, () => panel());
  status.setAttribute("role", "status");
  bar.append(head, next, warning, open, status);

  /** A place that shows a time that runs. */
  function running(kind, read) {
    const element = make("span", kind);
    element.dataset.running = "";
    const show = function () {
      const { text, over } = read(Date.now());
      if (element.textContent !== text) { element.textContent = text; }
      element.classList.toggle("over", Boolean(over));
    };
    // @ts-expect-error a function of its own
    element.run = show;
    show();
    return element;
  }

  let shown = "";
  function showBar() {
    const incident = tasks.current(), start = document.querySelector("[data-plan] .act");
    if (start && !place) { start.textContent = incident ? words.another : words.start; }
    if (!incident) {
      if (tasks.isFree() && tasks.running().length > 1) {
        several();
        return;
      }
      bar.remove();
      shown = "";
      document.body.classList.remove("with-incident");
      return;
    }
    const due = deadlines(incident).filter((deadline) => deadline.due !== null && !deadline.met).sort((a, b) => a.due - b.due);
    const call = calls(incident).filter((call) => !call.done && call.due !== null).sort((a, b) => a.due - b.due)[0];
    const state = JSON.stringify([incident, due, call, tasks.isKept()]);
    if (state !== shown) {
      shown = state;
      open.hidden = false;
      head.replaceChildren(make("strong", "", incident.level || words.incident), make("span", "incident-title", incident.title),
        running("elapsed", (now) => ({ text: fill(words.elapsed, { time: span(now - incident.started) }) })));
      next.replaceChildren();
      if (due[0]) { next.append(running("due", (now) => ({ text: due[0].name + " " + when(due[0], now), over: due[0].due < now }))); }
      if (call) {
        next.append(running("call", (now) => ({ text: fill(words.next, { who: callName(call), when: call.text || call.when }), over: call.due !== null && call.due < now })));
      }
      next.hidden = !next.children.length;
      warning.textContent = tasks.isKept() ? "" : words.unkept;
      warning.hidden = tasks.isKept();
    }
    if (!bar.isConnected) {
      document.body.append(bar);
      document.body.classList.add("with-incident");
    }
  }

  /** Which of them this tab is for only the reader can say. */
  function several() {
    if (shown === "several") { return; }
    shown = "several";
    const link = make("a", "", words.choose);
    link.setAttribute("href", new URL("assets/incident.html", tasks.root).href);
    head.replaceChildren(make("span", "incident-title", fill(words.several, { count: String(tasks.running().length) })), link);
    next.hidden = warning.hidden = true;
    open.hidden = true;
    document.body.append(bar);
    document.body.classList.add("with-incident");
  }

  // What is near is said once to those who do not see it.
  const told = new Set();
  function tell() {
    const incident = tasks.current(), now = Date.now();
    for (const deadline of incident ? deadlines(incident) : []) {
      if (deadline.due === null || deadline.met) { continue; }
      for (const minutes of [0, 1, 5]) {
        const key = incident.id + deadline.name + minutes, until = deadline.due - now;
        if (until <= minutes * 60000 && !told.has(key)) {
          for (const more of [0, 1, 5]) { if (more >= minutes) { told.add(incident.id + deadline.name + more); } }
          status.textContent = deadline.name + " " + when(deadline, now);
          break;
        }
      }
    }
  }

  function run() {
    for (const element of document.querySelectorAll("[data-running]")) {
      // @ts-expect-error see above
      element.run();
    }
    tell();
  }
  setInterval(() => { if (!document.hidden) { run(); } }, 1000);

  // ---- All of an incident: deadlines, calls, notes, timeline.

  function section(title, ...parts) {
    const element = make("section");
    element.append(make("h3", "", title), ...parts);
    return element;
  }

  function list(items) {
    const element = make("ul", "incident-list");
    element.append(...items);
    return element;
  }

  function toggle(incident, isDone, did, undid, text, word) {
    const element = button(isDone ? words.takeBack : word, function () {
      log(isDone ? undid : did, { text: text }, incident);
      tasks.changed();
    });
    element.setAttribute("aria-label", element.textContent + ": " + text);
    // Found again when the list is drawn anew under the reader's hand.
    element.dataset.which = did + text;
    return element;
  }

  function deadlineRow(incident, deadline) {
    const item = make("li"), name = make("span", "", deadline.name + ": " + deadline.text);
    const element = deadline.met ? make("span", "done", fill(words.doneAt, { time: tasks.clock(deadline.met).slice(11), span: span(deadline.met - incident.started) }))
      : deadline.due === null ? make("span", "", words.untimed)
      : incident.ended ? make("span", "muted", words.unmet)
      : running("due", (now) => ({ text: tasks.clock(deadline.due).slice(11, 16) + " " + when(deadline, now), over: deadline.due < now }));
    if (incident.ended) {
      item.append(name, element);
      return item;
    }
    item.append(name, element, toggle(incident, deadline.met, "met", "unmet", deadline.name, words.met));
    return item;
  }

  function callRow(incident, call) {
    const item = make("li"), name = make("span", "", [call.text, call.when].filter(Boolean).join(" · "));
    const who = make("span");
    for (const person of call.to) {
      who.append(make("strong", "", person.name), " ");
      for (const way of person.ways || []) {
        const address = /^[+\d][\d()\s-]{4,}$/.test(way) ? "tel:" + way.replace(/[^\d+]/g, "") : /^[^\s@]+@[^\s@]+\.\w+$/.test(way) ? "mailto:" + way : "";
        const link = make(address ? "a" : "span", "way", way);
        if (address) { link.setAttribute("href", address); }
        who.append(link, " ");
      }
    }
    const state = call.done ? make("span", "done", fill(words.doneAt, { time: tasks.clock(call.done).slice(11), span: span(call.done - incident.started) }))
      : call.due === null || incident.ended ? make("span") : running("due", (now) => ({ text: tasks.clock(call.due).slice(11, 16) + " " + left(call.due, now), over: call.due < now }));
    if (incident.ended) {
      item.append(name, who, state);
      return item;
    }
    item.append(name, who, state, toggle(incident, call.done, "called", "uncalled", call.what, words.called));
    return item;
  }

  function levels(incident) {
    const known = (incident.plan ? incident.plan.levels : []).map((level) => level.name);
    if (!known.length || incident.ended) { return make("span"); }
    const label = make("label", "incident-level", words.level + " "), select = document.createElement("select");
    for (const name of known.includes(incident.level) ? known : ["", ...known]) { select.append(new Option(name || words.unknown, name)); }
    select.value = incident.level;
    select.addEventListener("change", function () {
      log("level", { text: incident.level || words.unknown, level: select.value }, incident);
      keep(incident, { level: select.value });
    });
    label.append(select);
    return label;
  }

  /** Changes what is known of it now: another tab may have ended it. */
  function keep(incident, changes) {
    const now = tasks.incidents().find((known) => known.id === incident.id) || incident;
    tasks.put("i " + incident.id, JSON.stringify({ ...now, ...changes }));
    tasks.changed();
  }

  function notes(incident) {
    const form = document.createElement("form"), label = make("label", "", words.note), input = document.createElement("textarea");
    input.rows = 2;
    input.maxLength = 4000;
    // What is not yet added outlives a closed dialog and a reload.
    const draft = "rbc-draft " + incident.id;
    try { input.value = sessionStorage.getItem(draft) || ""; } catch { /* this page only */ }
    input.addEventListener("input", function () {
      try { sessionStorage.setItem(draft, input.value); } catch { /* this page only */ }
    });
    label.append(input);
    const add = /** @type {HTMLButtonElement} */ (make("button", "act", words.add));
    add.type = "submit";
    form.className = "incident-note";
    form.append(label, add);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const text = input.value.trim();
      if (!text) { return; }
      log("note", { text: text }, incident);
      input.value = "";
      input.dispatchEvent(new Event("input"));
      tasks.changed();
      input.focus();
    });
    input.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) { form.requestSubmit(); }
    });
    return form;
  }

  function timeline(incident) {
    const table = document.createElement("table"), rows = document.createElement("tbody"), top = document.createElement("thead");
    const line = document.createElement("tr");
    for (const name of [words.time + " (" + zone() + ")", words.event]) {
      const cell = make("th", "", name);
      cell.setAttribute("scope", "col");
      line.append(cell);
    }
    top.append(line);
    for (const event of events(incident).reverse()) {
      const row = document.createElement("tr");
      row.append(make("td", "", tasks.clock(event.at)), make("td", "event", said(event)));
      rows.append(row);
    }
    table.className = "timeline";
    table.append(top, rows);
    return table;
  }

  const zone = () => (words.zone === "Asia/Tokyo" ? "JST" : words.zone);

  /** A text as a cell of a table, whatever stands in it. */
  function cell(text) {
    const plain = (text) => text.replace(/[\\`*_{}[\]<>#|~&]/g, "\\$&");
    return text.split(/\r?\n/).map(plain).join("<br>");
  }

  /** A command as code in a cell. */
  function code(text) {
    const line = function (line) {
      const longest = Math.max(0, ...(line.match(/`+/g) || []).map((run) => run.length)), fence = "`".repeat(longest + 1);
      const space = /^`|`$|^ .* $/.test(line) ? " " : "";
      return line.trim() ? fence + space + line.replace(/\|/g, "\\|") + space + fence : "";
    };
    return text.split(/\r?\n/).map(line).join("<br>");
  }

  function markdown(incident) {
    const lines = events(incident).map(function (event) {
      const what = event.kind === "copy" ? fill(words.event_copy, { text: "\u0000" }).split("\u0000").map(cell).join(code(event.text)) : cell(said(event));
      return "| " + tasks.clock(event.at) + " | " + what + " |";
    });
    const own = incident.plan, facts = [[words.document, own && own.title], [words.detected, tasks.clock(incident.started)],
      ...deadlines(incident).map((deadline) => [deadline.name, deadline.text + (deadline.met ? " / " + words.met + " " + tasks.clock(deadline.met) : "")])];
    return "# " + cell([incident.level, incident.title].filter(Boolean).join(" ").replace(/\n/g, " ")) + "\n\n"
      + facts.filter(([, fact]) => fact).map(([name, fact]) => "- " + cell(name) + ": " + cell(fact) + "\n").join("") + "\n"
      + "| " + words.time + " (" + zone() + ") | " + words.event + " |\n| --- | --- |\n" + lines.join("\n") + "\n";
  }

  function record(incident) {
    const { plan: own, ...rest } = incident;
    const time = (at) => (at ? new Date(at).toISOString() : undefined);
    return JSON.stringify({
      title: rest.title, severity: rest.level, document: own ? own.document : undefined, started: time(rest.started), ended: time(rest.ended),
      deadlines: deadlines(incident).map((deadline) => ({ name: deadline.name, text: deadline.text, due: time(deadline.due), met: time(deadline.met) })),
      events: events(incident).map((event) => ({ ...event, at: time(event.at) })),
    }, null, 2) + "\n";
  }

  function remove(incident) {
    for (const start of ["e ", "t "]) {
      for (const [key] of tasks.entries(start + incident.id + " ")) { tasks.put(key, null); }
    }
    tasks.put("i " + incident.id, null);
    tasks.changed();
  }

  function actions(incident) {
    const row = make("p", "actions"), name = (ending) => tasks.clock(incident.started).slice(0, 10) + "-" + (incident.title || "incident").replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 60) + ending;
    row.append(
      tasks.copying(words.copyMarkdown, () => markdown(incident)),
      button(words.saveMarkdown, () => tasks.save(name(".md"), "text/markdown", markdown(incident))),
      button(words.saveJson, () => tasks.save(name(".json"), "application/json", record(incident))),
    );
    // A dialog lies over the page that would be printed.
    if (place) { row.append(button(words.print, () => print())); }
    if (incident.ended) {
      row.append(button(words.reopen, function () {
        keep(incident, { ended: undefined });
        log("reopen", {}, incident);
        tasks.choose(incident.id);
      }), sure(words.remove, words.removeSure, () => remove(incident)));
    } else {
      row.append(sure(words.end, words.endSure, function () {
        log("end", {}, incident);
        keep(incident, { ended: Date.now() });
      }));
    }
    return row;
  }

  /** What cannot be taken back is pressed twice. */
  function sure(text, ask, act) {
    const element = button(text, function () {
      if (element.textContent === ask) { act(); } else {
        element.textContent = ask;
        setTimeout(() => { element.textContent = text; }, 5000);
      }
    });
    element.setAttribute("aria-live", "polite");
    return element;
  }

  /** Where another document says what the deadlines are. */
  function exchange(incident) {
    if (!plan || incident.ended || (incident.plan && incident.plan.document === plan.document) || !(plan.levels.length || plan.calls.length)) { return make("span"); }
    return button(fill(words.exchange, { title: plan.title }), function () {
      log("plan", { text: plan.title }, incident);
      const known = plan.levels.some((level) => level.name === incident.level);
      keep(incident, { plan: plan, level: known || !plan.levels.length ? incident.level : "" });
    });
  }

  /** Draws an incident into a place, and again when something has changed, without taking the reader's note away. */
  function draw(into, find) {
    let note = null, of = "";
    const show = function () {
      const incident = find();
      if (!incident) { into.replaceChildren(); note = null; of = ""; return; }
      if (!note || of !== incident.id) { note = notes(incident); of = incident.id; }
      const focus = document.activeElement, which = into.contains(focus) ? focus.dataset.which : undefined, isNote = note.contains(focus);
      const due = deadlines(incident), who = calls(incident), parts = [];
      const line = make("p", "incident-line");
      line.append(make("span", "", fill(words.startedAt, { time: tasks.clock(incident.started) })), " ");
      if (incident.ended) { line.append(fill(words.endedAt, { time: tasks.clock(incident.ended) })); } else {
        line.append(running("elapsed", (now) => ({ text: fill(words.elapsed, { time: span(now - incident.started) }) })));
      }
      // A dialog has its heading.
      if (!into.closest("dialog")) { parts.push(make("h2", "", [incident.level, incident.title].filter(Boolean).join(" "))); }
      parts.push(line, levels(incident), exchange(incident));
      if (due.length) { parts.push(section(words.deadlines, list(due.map((deadline) => deadlineRow(incident, deadline))))); }
      if (who.length) { parts.push(section(words.calls, list(who.map((call) => callRow(incident, call))))); }
      const all = section(words.timeline, timeline(incident), actions(incident));
      into.replaceChildren(...parts, ...(incident.ended ? [] : [note]), all);
      if (isNote) { focus.focus(); }
      if (which) { [...into.querySelectorAll("[data-which]")].find((element) => element.dataset.which === which)?.focus(); }
    };
    show();
    tasks.listen(() => { if (into.isConnected) { show(); } });
  }

  function dialog(title, kind) {
    const element = document.createElement("dialog"), heading = make("h2", "", title);
    element.className = kind;
    heading.id = "RBC-incident-title";
    element.setAttribute("aria-labelledby", heading.id);
    element.append(heading);
    element.addEventListener("close", () => element.remove());
    document.body.append(element);
    return element;
  }

  function panel() {
    const incident = tasks.current();
    if (!incident) { return; }
    const element = dialog([incident.level, incident.title].filter(Boolean).join(" "), "ask incident-panel"), inside = make("div");
    const shut = button(words.close, () => element.close()), all = make("a", "", words.all);
    all.setAttribute("href", new URL("assets/incident.html", tasks.root).href);
    const row = make("p", "actions");
    row.append(shut);
    if (!document.body.hasAttribute("data-alone")) { row.append(all); }
    element.append(row, inside);
    draw(inside, () => tasks.incidents().find((known) => known.id === incident.id));
    element.showModal();
    shut.focus();
  }

  // ---- Beginning.

  function begin() {
    // A second press finds the dialog open.
    if (document.querySelector("dialog.incident-start")) { return; }
    const element = dialog(words.start, "ask incident-start"), form = document.createElement("form");
    const label = make("label", "", words.title), title = document.createElement("input");
    title.type = "text";
    title.required = true;
    title.maxLength = 200;
    title.value = (document.querySelector("article h1") || document.querySelector("h1") || { textContent: "" }).textContent.trim();
    if (place) { title.value = ""; }
    label.append(title);
    const known = plan ? plan.levels : [], set = document.createElement("fieldset");
    set.append(make("legend", "", words.level + (plan && plan.levels_of ? " (" + plan.levels_of + ")" : "")));
    known.forEach(function (level) {
      const choice = make("label"), radio = document.createElement("input"), text = make("span");
      radio.type = "radio";
      radio.name = "level";
      radio.value = level.name;
      radio.required = true;
      text.append(make("strong", "", level.name), level.label ? " " + level.label + " " : " ",
        make("span", "muted", level.deadlines.map((deadline) => deadline.name + " " + deadline.text).join(" · ")));
      choice.append(radio, text);
      set.append(choice);
    });
    // At night nobody knows yet, and the clock runs already.
    const unknown = make("label"), radio = document.createElement("input");
    radio.type = "radio";
    radio.name = "level";
    radio.value = "";
    unknown.append(radio, make("span", "", words.unknown));
    set.append(unknown);
    const before = make("label", "", words.before), minutes = document.createElement("input");
    minutes.type = "number";
    minutes.min = "0";
    minutes.max = "10080";
    minutes.value = "0";
    minutes.inputMode = "numeric";
    before.append(minutes);
    const go = /** @type {HTMLButtonElement} */ (make("button", "act ask-yes", words.begin)), row = make("p", "actions");
    go.type = "submit";
    row.append(go, button(words.cancel, () => element.close()));
    form.append(label, known.length ? set : make("p", "muted", words.levelless), before, row);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const level = new FormData(form).get("level") || "", now = Date.now();
      const started = now - Math.max(0, Number(minutes.value) || 0) * 60000;
      const incident = { id: now.toString(36) + Math.random().toString(36).slice(2, 6), title: title.value.trim(), level: String(level), plan: plan, page: pageOf(), started: started };
      tasks.put("i " + incident.id, JSON.stringify(incident));
      if (started < now) { log("detected", { at: started, text: incident.title }, incident); }
      log("start", { text: incident.title, level: incident.level, page: pageOf() }, incident);
      tasks.choose(incident.id);
      element.close();
    });
    element.append(form);
    element.showModal();
    (known.length ? set.querySelector("input") : title).focus();
  }

  // ---- The page of all incidents.

  function page() {
    const choices = make("ul", "incident-choices"), inside = make("div"), note = make("p", "muted");
    let viewed = "";
    const find = () => tasks.incidents().find((incident) => incident.id === viewed) || tasks.current();
    const show = function () {
      const own = tasks.current(), all = tasks.incidents();
      choices.replaceChildren(...all.map(function (incident) {
        const item = make("li"), name = [incident.level, incident.title].filter(Boolean).join(" ");
        const element = button(name + " · " + tasks.clock(incident.started).slice(0, 16), function () {
          viewed = incident.id;
          if (!incident.ended) { tasks.choose(incident.id); } else { tasks.changed(); }
        });
        element.setAttribute("aria-pressed", String((find() || {}).id === incident.id));
        item.append(element, make("span", "muted", incident.ended ? words.ended : own && own.id === incident.id ? words.here : words.runs));
        return item;
      }));
      note.textContent = all.length ? "" : words.none;
    };
    const aside = button(words.aside, () => { viewed = ""; tasks.choose(""); });
    const row = make("p", "actions");
    row.append(button(words.start, begin), aside);
    place.replaceChildren(row, note, choices, inside);
    tasks.listen(function () { aside.hidden = !tasks.current(); show(); });
    draw(inside, find);
    tasks.changed();
  }

  // Commands that were copied before this script was there.
  const copied = window.rbcCopied || [];
  const take = (text) => { log("copy", { text: text }); tasks.changed(); };
  window.rbcCopied = { push: take };
  window.rbcIncident = { log: log, begin: begin };
  copied.forEach(take);
  tasks.listen(showBar);
  // The next incident is another pod, in every tab.
  let before = tasks.current();
  tasks.listen(function () {
    const now = tasks.current();
    if (before && (!now || now.id !== before.id) && window.rbcCommand) { window.rbcCommand.forget(); }
    before = now;
  });
  if (place) { page(); }
  tasks.changed();
})();
