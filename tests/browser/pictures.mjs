// Pictures of pages, for people to look at.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { address } from "./server.mjs";
import { DESK, PHONE } from "./site.mjs";

/** @param {string[]} pages Paths within the site; `path#id` begins at a section. */
export async function pictures(browser, folder, out, pages) {
  mkdirSync(out, { recursive: true });
  const base = `${pathToFileURL(resolve(folder)).href}/`;
  for (const [name, viewport] of [["phone", PHONE], ["desk", DESK]]) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: 1 });
      const page = await context.newPage();
      for (const path of pages) {
        const [file, id] = path.split("#");
        await page.goto(base + address(file) + (id ? `#${encodeURIComponent(id)}` : ""));
        const picture = `${path.replace(/[/#]/g, "-")}-${name}-${colorScheme}.png`;
        await page.screenshot({ path: join(out, picture), fullPage: !id });
      }
      await context.close();
    }
  }
}
