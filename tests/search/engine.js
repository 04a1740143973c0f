// The page's engine without a page: what `web/search.js` and `src/search` must have in common.
//
//   node engine.js vectors FILE              normal forms and terms as the vectors say
//   node engine.js kana                      what was typed with the input method off, as the letters of one that is on
//   node engine.js agree SITE QUERIES ANSWERS  the same answers as `rbc search --site SITE --limit 20 --batch QUERIES`
//   node engine.js weigh SITE QUERIES LIMIT  compressed bytes of what a page loads for its first query, at 95 % of them
//   node engine.js size FILE… LIMIT          bytes of the files, each compressed, against a limit
//
// Prints what is wrong and ends with 1 when something is.
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { gzipSync } = require("node:zlib");
require("../../web/search.js");

const { open, normal, terms } = globalThis.rbcSearch;
const lines = (file) => readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const faults = [];

function vectors(file) {
  const list = JSON.parse(readFileSync(file, "utf8"));
  for (const vector of list) {
    const found = {
      text: vector.text,
      normal: normal(vector.text).join(""),
      terms: Array.from(terms(vector.text), ([term, value]) => [term, value.weight, value.open]).sort((a, b) => (a[0] < b[0] ? -1 : 1)),
    };
    const wanted = { text: vector.text, normal: vector.normal, terms: vector.terms.sort((a, b) => (a[0] < b[0] ? -1 : 1)) };
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      faults.push(`${JSON.stringify(found)} is not ${JSON.stringify(wanted)}`);
    }
  }
  console.log(`${list.length} vectors`);
}

function sounds() {
  const wanted = {
    setuzoku: "せつぞく", setsuzoku: "せつぞく", saikidou: "さいきどう", fukkyuu: "ふっきゅう", shougai: "しょうがい", syougai: "しょうがい",
    jouhou: "じょうほう", zyouhou: "じょうほう", chekku: "ちぇっく", onnna: "おんな", tennkai: "てんかい", tenkai: "てんかい", "kin'yuu": "きんゆう",
    Renrakusaki: "れんらくさき", denwa: "でんわ", kubectl: "", deploy: "", "500": "", "": "", nn: "ん", "wi": "",
  };
  for (const [latin, letters] of Object.entries(wanted)) {
    const found = globalThis.rbcSearch.kana(latin);
    if (found !== letters) {
      faults.push(`${latin}: ${found}, not ${letters}`);
    }
  }
}

/** Gives what stands in a file of a site's index; `asked` hears of each file. */
function loader(site, asked = () => {}) {
  const files = new Map();
  return async function (name) {
    if (!files.has(name)) {
      const text = readFileSync(join(site, "search", `${name}.js`), "utf8");
      const value = JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(",")));
      files.set(name, { value, bytes: gzipSync(text, { level: 9 }).length });
    }
    asked(name, files.get(name).bytes);
    return files.get(name).value;
  };
}

async function weigh(site, queries, limit) {
  let loaded = new Map();
  const load = loader(site, (name, bytes) => loaded.set(name, bytes));
  const sums = [];
  for (const asked of lines(queries)) {
    loaded = new Map();
    await (await open(load)).search(asked.query, 10);
    sums.push(Array.from(loaded.values()).reduce((all, more) => all + more, 0));
  }
  sums.sort((a, b) => a - b);
  const at = (share) => sums[Math.floor(sums.length * share)];
  console.log(`${sums.length} first queries: median ${at(0.5)}, 95 % ${at(0.95)} of ${limit} bytes`);
  if (at(0.95) > Number(limit)) {
    faults.push(`a first query loads ${at(0.95)} bytes`);
  }
}

async function agree(site, queries, answers) {
  const load = loader(site);
  const fields = ({ id, anchor, title, kind, score, url, path }) => JSON.stringify([id, anchor, title, kind, score, url, path]);
  const engine = await open(load);
  const expected = new Map(lines(answers).map((answer) => [answer.qid, answer.hits.map(fields).join("\n")]));
  const times = [];
  for (const asked of lines(queries)) {
    const start = performance.now();
    const hits = await engine.search(asked.query, 20);
    times.push(performance.now() - start);
    if (hits.map(fields).join("\n") !== expected.get(asked.qid)) {
      faults.push(`${asked.query}: ${hits.slice(0, 2).map(fields)} is not ${expected.get(asked.qid)?.split("\n").slice(0, 2)}`);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(times.length * share)]?.toFixed(2);
  console.log(`${times.length} queries, ${faults.length} differ; median ${at(0.5)} ms, 95 % ${at(0.95)} ms`);
}

function size(...rest) {
  const limit = Number(rest.pop());
  const bytes = rest.map((file) => gzipSync(readFileSync(file), { level: 9 }).length);
  const sum = bytes.reduce((all, more) => all + more, 0);
  console.log(`${rest.join(" ")}: ${sum} of ${limit} bytes`);
  if (sum > limit) {
    faults.push(`${rest.join(" ")}: ${sum} bytes compressed, more than ${limit}`);
  }
}

(async function () {
  const [task, ...rest] = process.argv.slice(2);
  await { kana: sounds, vectors, agree, weigh, size }[task](...rest);
  faults.slice(0, 20).forEach((fault) => console.log(`fault: ${fault}`));
  process.exitCode = faults.length === 0 ? 0 : 1;
})();
