// The search of every page: the twin of src/search. Both calculate with whole numbers only and agree on every place.
(function (root) {
  "use strict";
  const PAIRS = [100, 60, 30], SYNONYM = 30, LONGER = 50, UNFINISHED = 80, CONTINUATIONS = 30;
  const OWN = 10, AROUND = 6, KEPT = [100, 80, 60, 45, 35, 25], CANDIDATES = 600, LONGEST = 64, MOST = 0.6;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const DENSE = /[々〇ー\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const WORD = /[\p{Alphabetic}\p{N}_]/u;

  const isHiragana = (c) => c >= "\u3041" && c <= "\u3096" && c.length === 1;
  const isKana = (c) => isHiragana(c) || (c >= "\u30a1" && c <= "\u30fa" && c.length === 1);
  const isDense = (c) => DENSE.test(c);
  const isWord = (c) => WORD.test(c) && !isDense(c) && (c > "\u007f" || /[A-Za-z0-9_]/.test(c));
  const isPart = (c) => c !== undefined && c !== "_" && isWord(c);
  const isUpper = (c) => /\p{Uppercase}/u.test(c);
  const isLower = (c) => /\p{Lowercase}/u.test(c);
  const isMark = (c) => "ー‐–—―−".includes(c);
  const fold = (c) => (c >= "\u30a1" && c <= "\u30f6" ? String.fromCharCode(c.charCodeAt(0) - 0x60) : c);

  function normal(text) {
    const result = [];
    for (const c of text.normalize("NFKC")) {
      if (!(isMark(c) && result.length && isKana(result[result.length - 1]))) {
        result.push(c);
      }
    }
    return result;
  }

  const lower = (run) => run.slice(0, LONGEST).map((c) => c.toLowerCase()).join("");

  /** Hands over each token: its term, its weight, whether it may go on, where it stands, whether it is a run of its own. */
  function tokens(text, take) {
    let at = 0;
    while (at < text.length) {
      const start = at;
      if (isDense(text[at])) {
        while (at < text.length && isDense(text[at])) { at++; }
        if (at - start === 1) { take(fold(text[start]), 100, true, start, at, true); }
        for (let i = start; i + 1 < at; i++) {
          const soft = (isHiragana(text[i]) ? 1 : 0) + (isHiragana(text[i + 1]) ? 1 : 0);
          take(fold(text[i]) + fold(text[i + 1]), PAIRS[soft], false, i, i + 2, at - start === 2);
        }
      } else if (isWord(text[at])) {
        while (at < text.length && isWord(text[at])) { at++; }
        while ("'.:/-".includes(text[at] || " ") && at + 1 < text.length && isWord(text[at + 1])) {
          at++;
          while (at < text.length && isWord(text[at])) { at++; }
        }
        word(text.slice(start, at), at === text.length, start, take);
      } else {
        at++;
      }
    }
  }

  function word(run, last, from, take) {
    take(lower(run), 100, last, from, from + run.length, true);
    let start = 0, parts = 0;
    for (let at = 0; at <= run.length; at++) {
      const before = run[at - 1], here = run[at], after = run[at + 1];
      const changes = at > 0 && at < run.length && isUpper(here) && isPart(before) &&
        (isLower(before) || (isUpper(before) && after !== undefined && isLower(after)));
      if (at < run.length && isPart(here) && !changes) { continue; }
      if (at > start && at - start < run.length) {
        take(lower(run.slice(start, at)), 100, last && at === run.length, from + start, from + at, true);
        parts++;
      }
      start = isPart(here) ? at : at + 1;
      if (parts > LONGEST) { return; }
    }
  }

  // What stands in front of a line of a log says when and where, and finds nothing but noise.
  const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
  const TIME = new RegExp("^[ \\t\\[(]*(?:" + MONTH + " {1,2}\\d{1,2} \\d\\d:\\d\\d:\\d\\d [^ \\t]+|\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?(?:Z| ?[+-]\\d\\d:?\\d\\d)?|\\d\\d?/" + MONTH +
    "/\\d{4}:\\d\\d:\\d\\d:\\d\\d(?: [+-]\\d{4})?|\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?)[\\])]?[ \\t]+");
  function spared(query) {
    const rest = query.replace(TIME, "");
    const told = rest === query ? rest : rest.replace(/^(?:[^ \t]+ )?([A-Za-z0-9_./-]+)\[\d+\]:?[ \t]*/, "$1 ").replace(/^kernel: (?:\[[ \t]*\d+\.\d+\] )?/, "");
    return told.trim() ? told : query;
  }

  function terms(query) {
    const all = new Map();
    tokens(normal(spared(query)), function (term, weight, open, from, to, whole) {
      const known = all.get(term);
      if (known) {
        known.weight = Math.max(known.weight, weight);
        known.open = known.open || open;
        known.whole = known.whole || whole;
      } else {
        all.set(term, { weight: weight, open: open, whole: whole });
      }
    });
    return all;
  }

  function shardOf(term, shards) {
    const letters = Array.from(term);
    const key = isWord(letters[0]) ? letters.slice(0, 3).join("") : term;
    let hash = 0x811c9dc5;
    for (let i = 0; i < key.length; i++) { hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193); }
    return ((hash ^ (hash >>> 15)) >>> 0) % shards;
  }

  const VALUES = new Uint8Array(128);
  for (let i = 0; i < 64; i++) { VALUES[DIGITS.charCodeAt(i)] = i; }

  /** Numbers of a line: rarity, then step and impact of each section. */
  function numbers(line) {
    const result = [];
    let number = 0, shift = 0;
    for (let i = 0; i < line.length; i++) {
      const digit = VALUES[line.charCodeAt(i)];
      number |= (digit & 31) << shift;
      if (digit < 32) { result.push(number); number = 0; shift = 0; } else { shift += 5; }
    }
    return result;
  }

  /** A line as its rarity and, behind it, each section with its impact. */
  function postings(line) {
    const list = Int32Array.from(numbers(line));
    for (let i = 1, next = 0; i + 1 < list.length; i += 2) {
      list[i] += next;
      next = list[i] + 1;
    }
    return list;
  }

  /** Letters to add, drop, change or swap between two words; more than `most` is 9. */
  function distance(left, right, most) {
    if (Math.abs(left.length - right.length) > most) { return 9; }
    let before = [], row = Array.from({ length: right.length + 1 }, (_, i) => i);
    for (let i = 1; i <= left.length; i++) {
      const next = [i];
      for (let j = 1; j <= right.length; j++) {
        const same = left[i - 1] === right[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) { next[j] = Math.min(next[j], before[j - 2] + 1); }
      }
      before = row;
      row = next;
    }
    return row[right.length] <= most ? row[right.length] : 9;
  }

  /** The letters of a text as `normal` has them, each with its place in the text as it was written. */
  function letters(text) {
    const result = { text: [], from: [], to: [] };
    for (const cluster of text.matchAll(/\P{M}[\p{M}\uff9e\uff9f]*|\p{M}+/gu)) {
      const to = cluster.index + cluster[0].length;
      for (const c of cluster[0].normalize("NFKC")) {
        const length = result.text.length;
        if (isMark(c) && length && isKana(result.text[length - 1])) {
          result.to[length - 1] = to;
        } else {
          result.text.push(c);
          result.from.push(cluster.index);
          result.to.push(to);
        }
      }
    }
    return result;
  }

  /** Where what is wanted stands in a text as it was written: beginning and end of each place. */
  function marks(text, wanted) {
    const all = letters(text), marked = new Uint8Array(all.text.length);
    const open = Array.from(wanted).filter(([, value]) => value.open).map(([term]) => term);
    const names = Array.from(wanted.keys()).filter((term) => term.length > 3 && isWord(term[0]));
    const kana = (from, to) => all.text.slice(from, to).every(isKana);
    tokens(all.text, function (term, weight, goesOn, from, to) {
      const value = wanted.get(term);
      if (value) {
        // A pair of kana out of a longer word stands in many others too: alone it is no find.
        marked.fill(value.whole || !kana(from, to) ? 2 : 1, from, to);
        return;
      }
      // errorrate stands in HighErrorRate, where case changes.
      for (const name of names) {
        const at = term.indexOf(name);
        if (at > 0 && isUpper(all.text[from + at])) { marked.fill(2, from + at, from + at + name.length); }
      }
      for (const beginning of open) {
        if (term.startsWith(beginning)) { marked.fill(2, from, from + beginning.length); }
        else if (term.length === 2 && term[1] === beginning) { marked.fill(2, from + 1, to); }
      }
    });
    const result = [];
    for (let at = 0; at < marked.length; at++) {
      const from = at;
      let strong = false;
      while (at < marked.length && marked[at]) { strong = strong || marked[at] > 1; at++; }
      if (at > from && (strong || at - from > 2)) { result.push([all.from[from], all.to[at - 1]]); }
    }
    return result;
  }

  /** An engine over `load`, which gives a promise of what stands in a file of the index. */
  async function open(load) {
    const manifest = await load("index");
    const sizes = numbers(manifest.counts), starts = new Int32Array(sizes.length + 1);
    sizes.forEach((count, at) => { starts[at + 1] = starts[at] + count; });
    const all = starts[sizes.length], documents = new Int32Array(all);
    sizes.forEach((count, at) => documents.fill(at, starts[at], starts[at + 1]));
    // What a search adds up stays for the next one, all zero: to clear what it touched costs less than to make it anew.
    const own = new Float64Array(all), best = new Float64Array(all), touched = new Int32Array(all);
    const around = new Float64Array(sizes.length), most = new Float64Array(sizes.length), met = new Int32Array(sizes.length);
    let dirty = false;
    const shards = new Map();
    function shard(term) {
      const at = shardOf(term, manifest.shards);
      if (!shards.has(at)) {
        shards.set(at, load("s" + at).then(function (text) {
          const lines = new Map();
          for (const line of text.split("\n")) {
            const blank = line.indexOf(" ");
            if (blank > 0) { lines.set(line.slice(0, blank), line.slice(blank + 1)); }
          }
          return lines;
        }));
      }
      return shards.get(at);
    }

    function wanted(query) {
      const asked = terms(query), all = new Map(asked), whole = (text) => normal(text).join("").toLowerCase(), written = whole(query);
      for (const group of manifest.synonyms) {
        const members = group.map(terms);
        // Several words stand together: DiskAlmostFull does not ask for disk full.
        const isAsked = (m, at) => m.size && Array.from(m.keys()).every((term) => asked.has(term)) && (!group[at].includes(" ") || written.includes(whole(group[at])));
        if (!members.some(isAsked)) { continue; }
        for (const member of members) {
          for (const [term, value] of member) {
            if (!all.has(term)) { all.set(term, { weight: Math.floor(value.weight * SYNONYM / 100), open: false, whole: value.whole }); }
          }
        }
      }
      return all;
    }

    /** What a line says, read once. */
    function read(lines, term) {
      const line = lines.get(term);
      if (typeof line !== "string") { return line; }
      const list = postings(line);
      lines.set(term, list);
      return list;
    }

    /** Sections with something of a term, and their scores. */
    async function found(term, value) {
      const lines = await shard(term), exact = read(lines, term), parts = exact ? [[exact, value.weight * 100]] : [];
      if (value.open) {
        const share = value.weight * (exact ? LONGER : UNFINISHED), letters = Array.from(term);
        if (isWord(letters[0]) && letters.length > 2) {
          const further = Array.from(lines.keys()).filter((key) => key !== term && key.startsWith(term));
          for (const key of further.slice(0, CONTINUATIONS)) { parts.push([read(lines, key), share]); }
        } else {
          const first = read(await shard("^" + term), "^" + term);
          if (first) { parts.push([first, share]); }
        }
      }
      // Each section once, with the best of what the parts give it.
      const sections = new Int32Array(parts.reduce((sum, [list]) => sum + (list.length >> 1), 0));
      let size = 0;
      for (const [list, factor] of parts) {
        const step = factor * list[0];
        for (let i = 1; i + 1 < list.length; i += 2) {
          const section = list[i], score = step * list[i + 1];
          if (best[section] < score) {
            if (!best[section]) { sections[size++] = section; }
            best[section] = score;
          }
        }
      }
      const scores = new Float64Array(size);
      for (let i = 0; i < size; i++) {
        scores[i] = best[sections[i]];
        best[sections[i]] = 0;
      }
      return { sections: sections.subarray(0, size), scores: scores, size: size };
    }

    /** A query with words in kana that the index knows in kana only; a name in capitals in front of them is kept (`DBni`). */
    async function heard(query) {
      const words = query.normalize("NFKC").split(/[ \t\n\r]+/).filter(Boolean);
      const spoken = await Promise.all(words.map(async function (word, at) {
        const [, name, latin] = word.match(/^([A-Z0-9]{2,}(?=[^A-Z0-9])|)([A-Za-z'-]+)$/) || [];
        if (!latin || latin.length < (name ? 2 : 3)) { return ""; }
        const whole = word.toLowerCase(), lines = await shard(whole), letters = kana(latin);
        if (!letters || lines.has(whole) || (at === words.length - 1 && Array.from(lines.keys()).some((key) => key.startsWith(whole)))) { return ""; }
        for (const term of terms(letters).keys()) {
          if (Array.from(term).length > 1 && !(await shard(term)).has(term)) { return ""; }
        }
        return name ? name + " " + letters : letters;
      }));
      return spoken.some(Boolean) ? words.map((word, at) => spoken[at] || word).join(" ") : query;
    }

    /** The best `limit` sections of those that `keep` wants; it is asked of each that holds something of the query. */
    async function search(query, limit, keep) {
      const lists = await Promise.all(Array.from(wanted(await heard(query)), ([term, value]) => found(term, value)));
      // What a search that broke off has left.
      if (dirty) { for (const sums of [own, around, most]) { sums.fill(0); } }
      dirty = true;
      let count = 0, places = 0;
      for (const { sections, scores, size } of lists) {
        places = 0;
        for (let i = 0; i < size; i++) {
          const section = sections[i], score = scores[i], document = documents[section];
          if (!own[section]) { touched[count++] = section; }
          own[section] += score;
          if (!most[document]) { met[places++] = document; }
          if (most[document] < score) { most[document] = score; }
        }
        for (let i = 0; i < places; i++) {
          around[met[i]] += most[met[i]];
          most[met[i]] = 0;
        }
      }
      let highest = 1;
      for (let i = 0; i < count; i++) {
        const section = touched[i], kept = !keep || keep(section, documents[section]);
        own[section] = kept ? own[section] * OWN + around[documents[section]] * AROUND : 0;
        if (own[section] > highest) { highest = own[section]; }
      }
      const step = (score) => Math.floor(score * 255 / highest), counts = new Uint32Array(256);
      for (let i = 0; i < count; i++) {
        if (own[touched[i]]) { counts[step(own[touched[i]])]++; }
      }
      let lowest = 255, sum = counts[255];
      while (lowest > 0 && sum < CANDIDATES) { sum += counts[--lowest]; }
      const hits = [];
      for (let i = 0; i < count; i++) {
        const section = touched[i], score = own[section];
        if (score && step(score) >= lowest) { hits.push({ section: section, score: score }); }
        own[section] = around[documents[section]] = 0;
      }
      dirty = false;
      const order = (a, b) => b.score - a.score || a.section - b.section;
      hits.sort(order);
      const before = new Map();
      for (const hit of hits) {
        const earlier = before.get(documents[hit.section]) || 0;
        hit.score = Math.floor(hit.score * KEPT[Math.min(earlier, 5)] / 100);
        before.set(documents[hit.section], earlier + 1);
      }
      hits.sort(order);
      return Promise.all(hits.slice(0, limit).map(async (hit) => Object.assign(await titled(hit.section), { score: hit.score })));
    }

    /** What a section is called, and where it stands. */
    async function titled(section) {
      const at = documents[section], own = section - starts[at];
      const [id, url, title, , service, sections] = (await load("t" + Math.floor(at / manifest.titles)))[at % manifest.titles];
      const [anchor, heading, level, kind, effect] = sections[own], path = own ? [heading] : [];
      let scenario = kind === "scenario" ? heading : "";
      for (let i = own - 1, below = level; i > 0; i--) {
        if (sections[i][2] >= below) { continue; }
        path.unshift(sections[i][1]);
        below = sections[i][2];
        if (!scenario && sections[i][3] === "scenario") { scenario = path[0]; }
      }
      path.unshift(title);
      const name = own ? heading : title;
      return { id: id, anchor: anchor, title: name, kind: kind, url: url, path: path, effect: effect, service: service, scenario: scenario, section: section };
    }

    /** All text of a section. */
    async function text(section) {
      const at = documents[section];
      return (await load("x" + Math.floor(at / manifest.texts)))[at % manifest.texts][section - starts[at]];
    }

    /** What a query was taken for: its words as written, and whether any section holds the most of each. */
    async function understood(query) {
      const words = (await heard(spared(query))).normalize("NFKC").match(/[^\s\p{P}\p{S}]([^\s、。！？「」『』（）]*[^\s\p{P}])?/gu) || [];
      return Promise.all(Array.from(new Set(words)).slice(0, 12).map(async function (word) {
        const lists = await Promise.all(Array.from(terms(word), ([term, value]) => found(term, value))), counts = new Map();
        let most = isWord(word[0]) && lists[0] && lists[0].size ? lists.length : 0;
        for (const section of lists.flatMap((list) => Array.from(list.sections))) {
          counts.set(section, (counts.get(section) || 0) + 1);
          most = Math.max(most, counts.get(section));
        }
        return { word: word, known: most >= lists.length * MOST };
      }));
    }

    /** Words of the index that are nearly those of a query, and sections whose headings share its characters. */
    async function near(query) {
      const words = new Map(), sections = new Map();
      await Promise.all(Array.from(terms(query), async function ([term, value]) {
        const letters = Array.from(term);
        if (/^\p{L}/u.test(term) && isWord(letters[0]) && letters.length > 2 && !(await found(term, value)).size) {
          const swapped = [term, letters[1] + letters[0] + term.slice(2), letters[0] + letters[2] + letters[1] + term.slice(3)];
          for (const lines of new Set(await Promise.all(swapped.map(shard)))) {
            for (const key of lines.keys()) {
              const steps = isWord(key[0]) ? distance(term, key, letters.length > 7 ? 2 : 1) : 9;
              if (steps < 3 && !(words.get(key) <= steps)) { words.set(key, steps); }
            }
          }
        }
        for (const letter of letters.filter(isDense)) {
          const { sections: those, scores } = await found("^" + letter, { weight: 1, open: false });
          those.forEach((section, at) => sections.set(section, (sections.get(section) || 0) + scores[at]));
        }
      }));
      // Readings of headings are there to be found by kana.
      const spoken = query.normalize("NFKC").split(/\s+/).map((word) => kana(word) || word).join(" ");
      for (const [term, value] of spoken === query ? [] : terms(spoken)) {
        if ((await found(term, value)).size) { words.set(spoken, 0); }
      }
      const best = (map, order) => Array.from(map).sort((a, b) => order * (a[1] - b[1]) || (a[0] < b[0] ? -1 : 1)).slice(0, 5).map(([key]) => key);
      return { words: best(words, 1), titles: await Promise.all(best(sections, -1).map(titled)) };
    }

    return { search: search, text: text, wanted: wanted, heard: heard, understood: understood, near: near };
  }

  // ---- What was typed with the input method off.

  const KANA = { "": "あいうえお", k: "かきくけこ", s: "さしすせそ", t: "たちつてと", n: "なにぬねの", h: "はひふへほ", m: "まみむめも", y: "や　ゆ　よ", r: "らりるれろ", w: "わ　　　を", g: "がぎぐげご", z: "ざじずぜぞ", d: "だぢづでど", b: "ばびぶべぼ", p: "ぱぴぷぺぽ" };
  const SOUNDS = [["shi", "si"], ["chi", "ti"], ["tsu", "tu"], ["ji", "zi"], ["fu", "hu"], ["sh", "sy"], ["ch", "ty"], ["j", "zy"], ["zyy", "zy"], ["l", "r"]];

  /** `setuzoku` and `setsuzoku` as せつぞく; empty where letters are left that no sound has. */
  function kana(latin) {
    let rest = SOUNDS.reduce((text, [from, to]) => text.replaceAll(from, to), latin.toLowerCase()), found = "";
    while (rest) {
      const [whole, double, first, glide, vowel, nasal, long] = rest.match(/^(?:(?:([kstmyrwgzdbph])(?=\1))|([kstnhmyrwgzdbp]?)(y?)([aiueo])|(nn|n'|n(?![aiueoy]))|(-))/) || [];
      if (!whole) { return ""; }
      if (long) { found += "ー"; } else if (nasal) { found += "ん"; } else if (double) { found += "っ"; } else {
        const row = KANA[first] || "　　　　　", at = "aiueo".indexOf(vowel), letter = row[glide ? 1 : at];
        const small = glide ? { a: "ゃ", u: "ゅ", e: "ぇ", o: "ょ" }[vowel] : "";
        if (!letter || letter === "　" || small === undefined || (glide && !first)) { return ""; }
        found += letter + small;
      }
      rest = rest.slice(whole.length);
    }
    return found;
  }

  root.rbcSearch = { kana: kana, open: open, terms: terms, marks: marks, normal: normal, numbers: numbers };
})(typeof window === "undefined" ? globalThis : window);
