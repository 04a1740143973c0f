// Whether the page's search and the terminal's agree: node twin.js SITE QUERIES ANSWERS, where ANSWERS is what
// `rbc search --site SITE --limit 20 --batch QUERIES` wrote. Ends with 1 where one place or score differs.
const fs = require("fs");
const path = require("path");
require(path.join(__dirname, "../../web/search.js"));

const [site, queries, answers] = process.argv.slice(2);
const lines = (file) => fs.readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const files = new Map();
async function load(name) {
  if (!files.has(name)) {
    const text = fs.readFileSync(path.join(site, "search", name + ".js"), "utf8");
    files.set(name, JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")"))));
  }
  return files.get(name);
}
const key = (hits) => hits.map((hit) => [hit.id, hit.anchor, hit.score].join(" ")).join("\n");

(async function () {
  const engine = await globalThis.rbcSearch.open(load);
  const expected = new Map(lines(answers).map((answer) => [answer.qid, key(answer.hits)]));
  let wrong = 0;
  for (const asked of lines(queries)) {
    if (key(await engine.search(asked.query, 20)) !== expected.get(asked.qid)) {
      wrong++;
      console.log(asked.query);
    }
  }
  console.log(expected.size + " queries, " + wrong + " differ");
  process.exitCode = wrong ? 1 : 0;
})();
