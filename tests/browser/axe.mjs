// Every page against WCAG 2.2 AA, as far as a program can judge: by axe, on a telephone and on a desk, by day and by night.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { inLanes } from "./chromium.mjs";
import { address, pagesOf } from "./server.mjs";
import { DESK, PHONE } from "./site.mjs";

function source() {
  try {
    return createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  } catch {
    return null;
  }
}

const AXE = source();
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe says of a page as it stands, of a context that bypasses the policy; nothing where it is not installed. */
export async function violations(page) {
  if (!AXE) {
    console.log("skipped: axe-core is missing");
    return [];
  }
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async (tags) => {
    const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return violations.map((rule) => `${rule.id}: ${rule.nodes.length} × ${rule.nodes[0].target} ${rule.nodes[0].html.slice(0, 120)}`);
  }, TAGS);
}

/** @returns {Promise<{where: string, what: string}[]>} faults */
export async function judge(browser, folder) {
  folder = resolve(folder);
  const pages = await pagesOf(folder);
  const base = `${pathToFileURL(folder).href}/`;
  const faults = [];
  for (const [viewport, colorScheme] of [[PHONE, "light"], [PHONE, "dark"], [DESK, "light"], [DESK, "dark"]]) {
    // What a page allows to run is looked at elsewhere; axe itself is put into it from outside.
    const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
    const tabs = await Promise.all([context.newPage(), context.newPage()]);
    await inLanes(pages, tabs.length, async (path, lane) => {
      await tabs[lane].goto(base + address(path));
      const found = await violations(tabs[lane]);
      faults.push(...found.map((what) => ({ where: `${viewport.width} ${colorScheme} ${path}`, what })));
    });
    await context.close();
  }
  console.log(`${pages.length} pages by axe`);
  return faults;
}
