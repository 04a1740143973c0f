// Commands of a page: copied one by one, with what the reader filled in; what destroys is asked for twice.
(function () {
  "use strict";
  const words = document.body.dataset;
  const SECRET = /token|pass|pwd|secret|key|cred|jwt|auth|bearer|cookie|session|otp|(?:^|[^a-z])pin(?:$|[^a-z])|パスワード|パスフレーズ|トークン|キー|鍵|秘密|シークレット|暗証|認証|合言葉/i;
  const OBJECT = /\b(DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|DROP\s+\w+(?:\s+IF\s+EXISTS)?|kubectl(?:\s+-\S+)*\s+(?:delete|drain))\s+([^-\s;"'][^\s;"']*(?:\s+[\w<][^\s;"']*(?=\s*(?:$|-|\n)))?)/gim;
  const TARGET = /(?:^|\s)(-n|--namespace|--context|--cluster|--project|--region|-h|--host|-d|--dbname|--database)(?:=|\s+)([^\s|;&]+)/g;
  // Pages of one document share their values.
  const plan = JSON.parse((document.querySelector("[data-plan]") || { dataset: {} }).dataset.plan || "{}");
  const path = plan.document ? new URL(words.root || "./", location.href).pathname + " " + plan.document : location.pathname;
  /** Anybody can write an address: of it only what a shell reads as one word, and as no option. */
  const isWord = (value) => /^[\p{L}\p{N}_@/][\p{L}\p{N}_@/.:=+,-]{0,199}$/u.test(value);
  const plain = (name) => name.toLowerCase().replace(/[-\s]/g, "_");

  function make(name, kind, text) {
    const element = document.createElement(name);
    element.className = kind;
    element.textContent = text || "";
    return element;
  }

  // ---- What is to be filled in: one field for a name, wherever it stands.

  /** @type {Map<string, {value: string, secret: boolean, raw: string, places: HTMLElement[], input: HTMLInputElement}>} */
  const fields = new Map();
  for (const place of document.querySelectorAll(".code .placeholder")) {
    const raw = place.dataset.raw = place.textContent, name = raw.replace(/^[<{$\s《＜]+|[>}\s》＞]+$/g, "");
    if (!fields.has(name)) {
      fields.set(name, { value: "", secret: SECRET.test(name), raw: raw, places: [], input: make("input", "fill") });
    }
    place.dataset.name = name;
    fields.get(name).places.push(place);
  }

  // Code in a sentence names the same things.
  for (const code of document.querySelectorAll(".content :not(pre) > code")) {
    for (const node of [...code.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)) {
      const pieces = node.data.split(/(<[^<>]+>)/).filter(Boolean).map(function (raw) {
        const field = fields.get(raw.slice(1, -1));
        if (!field || field.raw !== raw) { return raw; }
        const place = make("span", "placeholder", raw);
        place.dataset.name = raw.slice(1, -1);
        place.dataset.raw = raw;
        field.places.push(place);
        return place;
      });
      if (pieces.some((piece) => typeof piece !== "string")) { node.replaceWith(...pieces); }
    }
  }

  function stored(name, value) {
    // A full or forbidden storage is no reason to stop.
    try {
      const key = "rbc-fill " + path + " " + name;
      if (value === undefined) { return sessionStorage.getItem(key) || ""; }
      if (value) { sessionStorage.setItem(key, value); } else { sessionStorage.removeItem(key); }
    } catch { /* kept on the page only */ }
    return "";
  }

  function fill(name, value) {
    const field = fields.get(name);
    field.value = value.replace(/[\r\n]/g, "");
    for (const place of field.places) {
      place.textContent = !field.value ? place.dataset.raw : field.secret ? "••••" : field.value;
      place.classList.toggle("filled", field.value !== "");
    }
    if (!field.secret) { stored(name, field.value); }
  }

  /** What was filled in belongs to an incident that is over. */
  function forget() {
    for (const [name, field] of fields) {
      field.input.value = "";
      fill(name, "");
      hint(field);
    }
    try { Object.keys(sessionStorage).filter((key) => key.startsWith("rbc-fill ")).forEach((key) => sessionStorage.removeItem(key)); } catch { /* kept on the page only */ }
  }

  /** What a shell would not take as one word is said, and why a copy waits. */
  function hint(field, why) {
    const input = field.input, text = why || (field.value && !isWord(field.value) ? words.fillOdd : "");
    const said = input.nextElementSibling || make("span", "fill-why");
    said.setAttribute("role", "status");
    input.after(said);
    said.textContent = text;
    input.setAttribute("aria-invalid", String(Boolean(why)));
  }

  function form() {
    const box = make("details", "fills");
    box.append(make("summary", "", words.fill));
    const given = new Map([...new URLSearchParams(location.search)].map(([name, value]) => [plain(name), value]));
    for (const [name, field] of fields) {
      const label = make("label", "fill-label");
      label.append(make("span", "", name), field.input);
      field.input.type = field.secret ? "password" : "text";
      field.input.autocomplete = "off";
      field.input.spellcheck = false;
      field.input.autocapitalize = "off";
      field.input.addEventListener("input", () => { fill(name, field.input.value); hint(field); });
      box.append(label);
      const offered = given.get(plain(name)) || "";
      const value = field.secret ? "" : isWord(offered) ? offered : stored(name);
      if (value) {
        box.open = true;
        field.input.value = value;
        fill(name, value);
        hint(field);
      }
    }
    if (fields.size) { document.querySelector(".content").before(box); }
  }

  /** A value as it is copied, and as it is told of: of what is secret the name. */
  const valueOf = (field, raw, isTold) => (field.value && !(isTold && field.secret) ? field.value : raw);

  /** What is copied of an element: without comments, with the values; and the first name that is not filled. */
  function read(element, isTold) {
    let text = "", missing = "";
    (function walk(node, isComment) {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) { text += child.data; continue; }
        if (child.localName === "button") { continue; }
        const name = child.dataset && child.dataset.name;
        if (name && fields.has(name)) {
          text += valueOf(fields.get(name), child.dataset.raw, isTold);
          missing = missing || (fields.get(name).value || isComment(child) ? "" : name);
        } else if (!child.classList.contains("output") && !(child.classList.contains("comment") && element.classList.contains("unit"))) { walk(child, isComment); }
      }
    })(element, (place) => [place.previousElementSibling, place.nextElementSibling].some((beside) => beside && beside.className === "comment"));
    return { text: text, missing: missing };
  }

  /** The text of a transcript, with the values: in one pass, so that no value is read for a placeholder. */
  function given(copy, isTold) {
    const byRaw = new Map();
    for (const [name, field] of fields) {
      for (const place of field.places) { byRaw.set(place.dataset.raw, { name: name, field: field }); }
    }
    const raws = [...byRaw.keys()].sort((a, b) => b.length - a.length).map((raw) => raw.replace(/[^\p{L}\p{N}]/gu, "\\$&"));
    if (!raws.length) { return { text: copy, missing: "" }; }
    let missing = "";
    const text = copy.replace(new RegExp(raws.join("|"), "g"), function (raw) {
      const found = byRaw.get(raw);
      missing = missing || (found && !found.field.value ? found.name : "");
      return found ? valueOf(found.field, raw, isTold) : raw;
    });
    return { text: text, missing: missing };
  }

  // ---- Asking before what destroys.

  function ask(text) {
    return new Promise(function (resolve) {
      const dialog = document.createElement("dialog"), list = make("ul", "");
      dialog.className = "ask";
      const title = make("h2", "", words.ask);
      title.id = "RBC-ask";
      dialog.setAttribute("aria-labelledby", title.id);
      const shown = make("pre", "ask-text", text);
      const targets = [OBJECT, TARGET].flatMap((sought) => [...text.matchAll(sought)])
        // `[ -n "$x" ]` is a test.
        .filter((found) => text[found.index - 1] !== "[").map(([, what, which]) => what + " " + which);
      for (const target of new Set(targets)) { list.append(make("li", "", target)); }
      dialog.append(title, shown);
      if (list.children.length) { dialog.append(make("p", "", words.target), list); }
      const no = make("button", "copy", words.cancel), yes = make("button", "copy ask-yes", words.copyAnyway);
      no.type = yes.type = "button";
      no.addEventListener("click", () => dialog.close());
      yes.addEventListener("click", () => dialog.close("yes"));
      dialog.addEventListener("close", function () {
        dialog.remove();
        resolve(dialog.returnValue === "yes");
      });
      dialog.append(no, yes);
      document.body.append(dialog);
      dialog.showModal();
      no.focus();
    });
  }

  /**
   * What may be copied of a block or of a command in it, and what may be told of it; `null` where a value is missing or
   * the reader refuses.
   * @param {HTMLElement} element
   */
  async function text(element) {
    const block = element.closest(".code");
    const find = (isTold) => (element.dataset.copy ? given(element.dataset.copy, isTold)
      : read(element === block ? block.querySelector("code") : element, isTold));
    // Without blank lines around it and the last line end: a shell would run the last line at once.
    const clean = (text) => (text.endsWith("\n") || element !== block ? text.trimEnd() : text).replace(/^(?:[ \t]*\n)+/, "");
    const found = find(false), told = clean(find(true).text);
    if (found.missing && block.dataset.effect) {
      const field = fields.get(found.missing);
      field.input.closest("details").open = true;
      hint(field, words.fillFirst);
      field.input.focus();
      // Enter goes on with the copy that waits for the value.
      field.input.onkeydown = function (event) {
        if (event.key === "Enter" && !event.isComposing && field.value) {
          field.input.onkeydown = null;
          // The key is not to press what asks, too.
          event.preventDefault();
          const button = element.querySelector(".copy") || element;
          button.focus();
          button.click();
        }
      };
      return null;
    }
    const destroys = element.dataset.effect === "destructive" || element.querySelector(".l[data-effect=destructive]");
    return destroys && !(await ask(told)) ? null : { text: clean(found.text), told: told };
  }

  // ---- Sections that a step refers to open in place.

  // In a page that is one file the script is there already.
  const own = document.currentScript.src, source = own && new URL("section.js", own).href;
  let loaded = null;
  function section() {
    loaded = loaded || (window.rbcSection ? Promise.resolve(window.rbcSection) : new Promise(function (resolve, reject) {
      const script = make("script", "");
      script.src = source;
      script.addEventListener("load", () => resolve(window.rbcSection));
      script.addEventListener("error", reject);
      document.head.append(script);
    }));
    return loaded;
  }
  for (const link of document.querySelectorAll('.content a[href^="#"]')) {
    const place = link.closest("p, li, td, dd");
    const refers = link.className === "mention" || /参照|に従|see |refer|follow/i.test(place ? place.textContent.replace(link.textContent, "") : "");
    if (!words.open || !place || !refers || link.className === "footnote" || link.className === "back") { continue; }
    const button = make("button", "peek-open", words.open);
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-label", words.open + ": " + link.textContent);
    button.addEventListener("click", () => section().then((section) => section.toggle(link, button)).catch(() => link.click()));
    link.after(button);
  }

  /** Places of a copied part, which show the values too. */
  function adopt(part) {
    for (const place of part.querySelectorAll(".placeholder[data-name]")) {
      const field = fields.get(place.dataset.name);
      if (field) { field.places.push(place); }
    }
  }

  // Who touches what is to be filled in comes to its field.
  document.addEventListener("click", function (event) {
    const place = event.target.closest ? event.target.closest(".placeholder[data-name]") : null;
    const field = place && fields.get(place.dataset.name);
    if (field && !String(getSelection())) {
      field.input.closest("details").open = true;
      field.input.focus();
    }
  });

  form();
  window.rbcCommand = { text: text, adopt: adopt, forget: forget };
})();
