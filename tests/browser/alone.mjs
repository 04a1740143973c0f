// A document that is one file, opened from disk: it asks for nothing, and its commands can be copied.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { faultsOfPage } from "./page.mjs";
import { DESK, PHONE } from "./site.mjs";

/** @returns {Promise<{where: string, what: string}[]>} faults */
export async function alone(browser, file) {
  const faults = [];
  const address = pathToFileURL(resolve(file)).href;
  for (const [viewport, colorScheme] of [[PHONE, "light"], [DESK, "dark"], [{ width: 320, height: 640 }, "light"]]) {
    const where = `${viewport.width} ${colorScheme}`;
    const say = (what) => faults.push({ where, what });
    const context = await browser.newContext({ viewport, colorScheme, offline: true });
    const page = await context.newPage();
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && say(`console: ${message.text()}`));
    page.on("pageerror", (error) => say(`error: ${error.message}`));
    page.on("request", (request) => {
      const asked = request.url().split("#")[0];
      if (asked !== address && !asked.startsWith("data:")) {
        say(`asks for ${asked}`);
      }
    });
    await page.goto(address);
    (await page.evaluate(faultsOfPage)).forEach(say);
    const seen = await page.evaluate(async () => {
      for (const image of document.images) {
        image.loading = "eager";
        await image.decode();
      }
      const links = [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"));
      return {
        pictures: document.images.length,
        buttons: document.querySelectorAll("button.copy").length,
        margin: getComputedStyle(document.querySelector(".code")).borderTopWidth,
        strange: links.filter((href) => !/^(#|https:|http:|mailto:|tel:)/.test(href)),
        dead: links.filter((href) => href.length > 1 && href.startsWith("#") && !document.getElementById(decodeURIComponent(href.slice(1)))),
      };
    });
    if (seen.pictures === 0 || seen.buttons === 0 || seen.margin === "0px") {
      say(`${seen.pictures} pictures, ${seen.buttons} buttons, lines of ${seen.margin}`);
    }
    // An incident runs in it, and a tick stays.
    const box = page.locator("input[data-task]").first();
    await page.getByRole("button", { name: "インシデント対応を始める" }).click();
    await page.locator("dialog").getByRole("button", { name: "開始", exact: true }).click();
    await page.waitForSelector("aside.incident");
    await box.check();
    await page.reload();
    await page.waitForSelector("aside.incident");
    if (!(await box.isChecked())) {
      say("a tick does not stay");
    }
    (await page.evaluate(faultsOfPage)).forEach(say);
    [...seen.strange, ...seen.dead].forEach((href) => say(`leads to ${href}`));
    await context.close();
  }
  return faults;
}
