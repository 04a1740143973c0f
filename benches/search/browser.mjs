// What a search takes in Chromium, over a site that `rbc build` made: time of each query, and what a first query loads.
//
//   NODE_PATH=…/node_modules node benches/search/browser.mjs SITE QUERIES [--pagefind]
//
// QUERIES holds one in a line, as text or as JSON with `query`. With --pagefind the same is asked of the bundle that
// `pagefind --site SITE` wrote into the site.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";

import { launch } from "../../tests/browser/chromium.mjs";
import { serve } from "../../tests/browser/server.mjs";

const words = process.argv.slice(2);
const [folder, file] = words.filter((word) => !word.startsWith("--"));
if (!file) {
  console.error("node browser.mjs SITE QUERIES [--pagefind]");
  process.exit(2);
}
const site = resolve(folder);
const queries = readFileSync(file, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => (line.startsWith("{") ? JSON.parse(line).query : line));

// What runs in the page, once: `window.ask` gives how many hits are at hand to be shown.
const engines = {
  rbc: () => {
    window.ask = async (query) => (await window.rbc.search(query, { limit: 10 })).length;
  },
  pagefind: async () => {
    const pagefind = await import("/pagefind/pagefind.js");
    await pagefind.init();
    // A hit can be shown once its title is there.
    window.ask = async (query) => {
      const { results } = await pagefind.search(query);
      return (await Promise.all(results.slice(0, 10).map((result) => result.data()))).length;
    };
  },
};

function middle(numbers, part) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function line(name, numbers, unit) {
  const [half, most, all] = [0.5, 0.95, 1].map((part) => middle(numbers, part).toFixed(1));
  console.log(`${name.padEnd(34)} median ${half} ${unit}, 95 % ${most} ${unit}, most ${all} ${unit}`);
}

async function measure(browser, name, open) {
  const server = await serve(site, { policy: name === "rbc" });
  const page = await browser.newPage();
  await page.goto(`${server.base}index.html`);
  await page.evaluate(open);
  const times = [];
  const again = [];
  let without = 0;
  // First with what it loads, then with all of it at hand.
  for (const query of [...queries, ...queries]) {
    const [time, count] = await page.evaluate(async (text) => {
      const start = performance.now();
      const found = await window.ask(text);
      return [performance.now() - start, found];
    }, query);
    (times.length < queries.length ? times : again).push(time);
    without += count ? 0 : 0.5;
  }
  await page.close();
  const sizes = [];
  const requests = [];
  // Every query in a tab of its own with nothing kept: what the first one costs.
  for (const query of queries.slice(0, 100)) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    await tab.goto(`${server.base}index.html`);
    let bytes = 0;
    let count = 0;
    const kept = [];
    const keep = async (response) => {
      bytes += gzipSync(await response.body(), { level: 9 }).length;
      count += 1;
    };
    tab.on("response", (response) => kept.push(keep(response)));
    await tab.evaluate(open);
    await tab.evaluate((text) => window.ask(text), query);
    await Promise.all(kept);
    sizes.push(bytes / 1000);
    requests.push(count);
    await context.close();
  }
  await server.close();
  line(`${name}: a query and its files`, times, "ms");
  line(`${name}: a query, files at hand`, again, "ms");
  line(`${name}: loaded by a first query`, sizes, "KB");
  line(`${name}: requests of a first query`, requests, "");
  console.log(`${`${name}: queries with no hit`.padEnd(34)} ${without} of ${queries.length}`);
}

const browser = await launch();
try {
  await measure(browser, "rbc", engines.rbc);
  if (words.includes("--pagefind")) {
    await measure(browser, "pagefind", engines.pagefind);
  }
} finally {
  await browser.close();
}
