// What a page weighs when it is opened for the first time, packed as a server sends it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { PHONE } from "./site.mjs";
import { address } from "./server.mjs";

const KIB = 1024;
/** Of the page itself. */
const PAGE = { scenario: 10 * KIB, runbook: 20 * KIB };
const STYLE = 8 * KIB;
const SCRIPTS = 16 * KIB;
const FIRST_VIEW = 45 * KIB;
const REQUESTS = 5;

/** @returns {Promise<{where: string, what: string}[]>} faults */
export async function weigh(browser, folder, pages, server) {
  const faults = [];
  const known = new Map();
  const packed = async (path) => {
    if (!known.has(path)) {
      known.set(path, gzipSync(await readFile(join(folder, path)), { level: 6 }).length);
    }
    return known.get(path);
  };
  const heaviest = { scenario: 0, runbook: 0, style: 0, scripts: 0, view: 0, requests: 0 };
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  for (const path of pages) {
    const text = await readFile(join(folder, path), "utf8");
    // The search page is made to load the engine.
    if (path === "search.html") {
      continue;
    }
    const kind = text.includes('<article class="scenario">') ? "scenario" : text.includes('id="RBC-outline"') ? "runbook" : "other";
    await page.goto(server.base + address(path), { waitUntil: "load" });
    // What is asked for when the page has been loaded is not waited for.
    const loaded = await page.evaluate(() => {
      const ready = performance.getEntriesByType("navigation")[0].loadEventStart;
      const resources = performance.getEntriesByType("resource").filter((entry) => entry.startTime < ready);
      return resources.map((entry) => ({ url: entry.name, type: entry.initiatorType }));
    });
    const sizes = { document: await packed(path), stylesheet: 0, script: 0 };
    const own = loaded.filter(({ url, type }) => type === "script" || /\.css$/.test(url));
    for (const { url, type } of own) {
      const file = decodeURIComponent(url.slice(server.base.length).split(/[?#]/)[0]);
      sizes[type === "script" ? "script" : "stylesheet"] += await packed(file);
    }
    // Pictures are the document's own.
    const view = sizes.document + sizes.stylesheet + sizes.script;
    const requests = own.length + 1;
    const over = (what, size, most) => size > most && faults.push({ where: `${path} first view`, what: `${what}: ${size}, at most ${most}` });
    over("page", sizes.document, PAGE[kind] ?? Infinity);
    over("style", sizes.stylesheet, STYLE);
    over("scripts", sizes.script, SCRIPTS);
    over("first view", view, kind === "other" ? Infinity : FIRST_VIEW);
    over("requests", requests, REQUESTS);
    if (kind in heaviest) {
      heaviest[kind] = Math.max(heaviest[kind], sizes.document);
    }
    heaviest.style = Math.max(heaviest.style, sizes.stylesheet);
    heaviest.scripts = Math.max(heaviest.scripts, sizes.script);
    heaviest.view = Math.max(heaviest.view, kind === "other" ? 0 : view);
    heaviest.requests = Math.max(heaviest.requests, requests);
  }
  await context.close();
  console.log(`bytes at most, packed: ${JSON.stringify(heaviest)}`);
  return faults;
}
