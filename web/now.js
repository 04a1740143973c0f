// Who answers now, by the hours in the table and the holidays that the page brings along. Without a script the hours stand
// there, and the reader looks at the clock.
(function () {
  "use strict";
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".now"));
  const rows = Array.from(document.querySelectorAll("[data-hours]"));
  if (!place || !rows.length) { return; }
  const say = place.dataset, holidays = new Set(say.holidays.split(" ")), years = say.holidays.match(/\b\d{4}(?=-)/g) || [];
  const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"], DAY = 86400000;

  /** A moment on the clock of a zone. */
  function at(zone, time) {
    const parts = {};
    const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", weekday: "short" });
    for (const part of format.formatToParts(time)) { parts[part.type] = part.value; }
    const date = parts.year + "-" + parts.month + "-" + parts.day;
    return { date: date, year: parts.year, day: DAYS.indexOf(parts.weekday.toLowerCase()), minute: parts.hour * 60 + Number(parts.minute), holiday: zone === "Asia/Tokyo" && holidays.has(date), text: parts.hour + ":" + parts.minute };
  }

  /** `mon-fri,holiday` as days of the week. */
  function week(days) {
    const found = new Set();
    for (const part of days.split(",")) {
      const [first, last] = part.split("-").map((day) => DAYS.indexOf(day));
      for (let day = first, left = 7; first >= 0 && left; day = (day + 1) % 7, left -= 1) {
        found.add(day);
        if (last === undefined || day === last) { break; }
      }
    }
    return found;
  }

  function spans(text) {
    return text.split(";").map(function (span) {
      const [days, hours, zone] = span.split(" "), [from, to] = hours.split("-");
      const minutes = (clock) => clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
      return { days: week(days), onHolidays: /holiday/.test(days), from: minutes(from), to: minutes(to), opens: from, closes: to, zone: zone };
    });
  }

  /** Whether a day is one of the span's; a holiday in the week is none, unless all days or holidays are named. */
  function covers(span, day) {
    if (span.days.size === 7 || (day.holiday && span.onHolidays)) { return true; }
    return span.days.has(day.day) && (!day.holiday || day.day === 0 || day.day === 6);
  }

  /** Hours of another zone than the page's clock are told with it. */
  const away = (span) => (span.zone === say.zone ? "" : " " + span.zone);

  /** Until when somebody answers; null: not now; undefined: it cannot be told. */
  function until(span, time) {
    const now = at(span.zone, time), overnight = span.to <= span.from;
    // Behind the years of the calendar a day may be a holiday that the page does not know of.
    if (span.days.size < 7 && span.zone === "Asia/Tokyo" && !years.includes(now.year)) { return undefined; }
    const begun = covers(span, now) && now.minute >= span.from, left = overnight && now.minute < span.to && covers(span, at(span.zone, time - DAY));
    if (span.days.size === 7 && span.from === 0 && span.to === 1440) { return ""; }
    return left || (begun && (overnight || now.minute < span.to)) ? span.closes + away(span) : null;
  }

  /** When the next hours begin. */
  function next(all, time) {
    let first = null;
    for (const span of all) {
      for (let later = 0; later < 15; later += 1) {
        const day = at(span.zone, time + later * DAY);
        if (!covers(span, day) || (later === 0 && day.minute >= span.from)) { continue; }
        const wait = later * 1440 + span.from - at(span.zone, time).minute;
        if (!first || wait < first.wait) {
          first = { wait: wait, text: (later ? name(day) + " " : "") + span.opens + away(span) };
        }
        break;
      }
    }
    return first && first.text;
  }

  function name(day) {
    const week = say.weekdays.split(" ")[day.day] + (day.holiday ? say.joint + say.holiday : "");
    return say.date.replace("%m", Number(day.date.slice(5, 7))).replace("%d", Number(day.date.slice(8))).replace("%w", week);
  }

  const clock = document.createElement("p"), status = document.createElement("p");
  const only = document.createElement("input"), label = document.createElement("label");
  clock.className = "clock";
  status.setAttribute("role", "status");
  only.type = "checkbox";
  label.className = "only";
  label.append(only, say.only);
  place.append(clock, status, label);
  place.hidden = false;

  function show() {
    const time = Date.now(), now = at(say.zone, time);
    clock.textContent = say.now + " " + name(now) + " " + now.text + " (" + say.zone + ")";
    let open = 0;
    for (const row of rows) {
      let state, ends = "";
      try {
        const all = spans(row.dataset.hours), found = all.map((span) => until(span, time));
        ends = found.find((end) => typeof end === "string");
        state = ends !== undefined ? "within" : found.includes(undefined) ? "" : "outside";
        const begins = state === "outside" && next(all, time);
        row.textContent = state ? say[state] + (ends ? " " + say.until.replace("%", ends) : begins ? " " + say.next.replace("%", begins) : "") : "";
      } catch { state = row.textContent = ""; }
      row.className = "badge now-" + state;
      row.hidden = !state;
      open += state === "within" ? 1 : 0;
      row.closest("tr").hidden = only.checked && state === "outside";
    }
    // A reader of the screen hears it where it has changed, not each minute.
    const said = say.count.replace("%", String(open));
    if (status.textContent !== said) { status.textContent = said; }
    return setTimeout(tick, 60000 - (time % 60000) + 50);
  }
  only.addEventListener("change", function () {
    for (const row of rows) { row.closest("tr").hidden = only.checked && row.classList.contains("now-outside"); }
  });
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { tick(); } });
  let timer = 0;
  function tick() { clearTimeout(timer); timer = show(); }
  tick();
})();
