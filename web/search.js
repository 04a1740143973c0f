// The search of every page: the twin of src/search. Both calculate with whole numbers only and agree on every place.
(function (root) {
  "use strict";
  const PAIRS = [100, 60, 30], SYNONYM = 30, LONGER = 50, UNFINISHED = 80, CONTINUATIONS = 30;
  const OWN = 10, AROUND = 6, KEPT = [100, 80, 60, 45, 35, 25], CANDIDATES = 600, LONGEST = 64;
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
  const fold = (c) => (c >= "\u30a1" && c <= "\u30f6" ? String.fromCharCode(c.charCodeAt(0) - 0x60) : c);

  function normal(text) {
    const result = [];
    for (const c of text.normalize("NFKC")) {
      if (!("ー‐–—―−".includes(c) && result.length && isKana(result[result.length - 1]))) {
        result.push(c);
      }
    }
    return result;
  }

  const lower = (run) => run.slice(0, LONGEST).map((c) => c.toLowerCase()).join("");

  /** Hands over each token: its term, its weight, and whether it may go on. */
  function tokens(text, take) {
    let at = 0;
    while (at < text.length) {
      const start = at;
      if (isDense(text[at])) {
        while (at < text.length && isDense(text[at])) { at++; }
        if (at - start === 1) { take(fold(text[start]), 100, true); }
        for (let i = start; i + 1 < at; i++) {
          take(fold(text[i]) + fold(text[i + 1]), PAIRS[(isHiragana(text[i]) ? 1 : 0) + (isHiragana(text[i + 1]) ? 1 : 0)], false);
        }
      } else if (isWord(text[at])) {
        while (at < text.length && isWord(text[at])) { at++; }
        while ("'.:/-".includes(text[at] || " ") && at + 1 < text.length && isWord(text[at + 1])) {
          at++;
          while (at < text.length && isWord(text[at])) { at++; }
        }
        word(text.slice(start, at), at === text.length, take);
      } else {
        at++;
      }
    }
  }

  function word(run, last, take) {
    take(lower(run), 100, last);
    let start = 0, parts = 0;
    for (let at = 0; at <= run.length; at++) {
      const before = run[at - 1], here = run[at], after = run[at + 1];
      const changes = at > 0 && at < run.length && isUpper(here) && isPart(before) &&
        (isLower(before) || (isUpper(before) && after !== undefined && isLower(after)));
      if (at < run.length && isPart(here) && !changes) { continue; }
      if (at > start && at - start < run.length) {
        take(lower(run.slice(start, at)), 100, last && at === run.length);
        parts++;
      }
      start = isPart(here) ? at : at + 1;
      if (parts > LONGEST) { return; }
    }
  }

  function terms(query) {
    const all = new Map();
    tokens(normal(query), function (term, weight, open) {
      const known = all.get(term);
      if (known) {
        known.weight = Math.max(known.weight, weight);
        known.open = known.open || open;
      } else {
        all.set(term, { weight: weight, open: open });
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

  /** An engine over `load`, which gives a promise of what stands in a file of the index. */
  async function open(load) {
    const manifest = await load("index");
    const documents = [], starts = [0];
    for (const count of numbers(manifest.counts)) {
      for (let i = 0; i < count; i++) { documents.push(starts.length - 1); }
      starts.push(documents.length);
    }
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
      const asked = terms(query), all = new Map(asked);
      for (const group of manifest.synonyms) {
        const members = group.map(terms);
        if (!members.some((m) => m.size && Array.from(m.keys()).every((term) => asked.has(term)))) { continue; }
        for (const member of members) {
          for (const [term, value] of member) {
            if (!all.has(term)) { all.set(term, { weight: Math.floor(value.weight * SYNONYM / 100), open: false }); }
          }
        }
      }
      return all;
    }

    async function found(term, value) {
      const lines = await shard(term), best = new Map();
      function add(line, share) {
        const list = numbers(line), factor = value.weight * list[0] * share;
        let next = 0;
        for (let i = 1; i + 1 < list.length; i += 2) {
          const section = next + list[i], score = factor * list[i + 1];
          if (!(best.get(section) >= score)) { best.set(section, score); }
          next = section + 1;
        }
      }
      const exact = lines.get(term);
      if (exact !== undefined) { add(exact, 100); }
      if (value.open) {
        const share = exact !== undefined ? LONGER : UNFINISHED, letters = Array.from(term);
        if (isWord(letters[0]) && letters.length > 2) {
          const further = Array.from(lines.keys()).filter((key) => key !== term && key.startsWith(term));
          for (const key of further.slice(0, CONTINUATIONS)) { add(lines.get(key), share); }
        } else {
          const first = (await shard("^" + term)).get("^" + term);
          if (first !== undefined) { add(first, share); }
        }
      }
      return best;
    }

    async function search(query, limit) {
      const own = new Float64Array(documents.length), around = new Float64Array(starts.length - 1);
      const lists = await Promise.all(Array.from(wanted(query), ([term, value]) => found(term, value)));
      for (const list of lists) {
        const best = new Map();
        for (const [section, score] of list) {
          own[section] += score;
          const document = documents[section];
          if (!(best.get(document) >= score)) { best.set(document, score); }
        }
        for (const [document, score] of best) { around[document] += score; }
      }
      let highest = 1;
      for (let i = 0; i < own.length; i++) {
        if (own[i] > 0) { own[i] = own[i] * OWN + around[documents[i]] * AROUND; }
        if (own[i] > highest) { highest = own[i]; }
      }
      const step = (score) => Math.floor(score * 255 / highest), counts = new Uint32Array(256);
      own.forEach(function (score) { if (score > 0) { counts[step(score)]++; } });
      let lowest = 255, sum = counts[255];
      while (lowest > 0 && sum < CANDIDATES) { sum += counts[--lowest]; }
      const hits = [];
      own.forEach(function (score, section) {
        if (score > 0 && step(score) >= lowest) { hits.push({ section: section, score: score }); }
      });
      const order = (a, b) => b.score - a.score || a.section - b.section;
      hits.sort(order);
      const met = new Map();
      for (const hit of hits) {
        const count = met.get(documents[hit.section]) || 0;
        hit.score = Math.floor(hit.score * KEPT[Math.min(count, 5)] / 100);
        met.set(documents[hit.section], count + 1);
      }
      hits.sort(order);
      return Promise.all(hits.slice(0, limit).map(async function (hit) {
        const at = documents[hit.section], titles = (await load("t" + Math.floor(at / manifest.titles)))[at % manifest.titles];
        const section = titles[5][hit.section - starts[at]];
        return { id: titles[0], url: titles[1], anchor: section[0], title: section[1], kind: section[3], score: hit.score };
      }));
    }
    return { search: search };
  }

  root.rbcSearch = { open: open };
})(typeof window === "undefined" ? globalThis : window);
