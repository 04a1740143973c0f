// Presses the copy button of each case's first block and reads the clipboard: tests/clipboard/cases.txt says what must be
// there, to the character.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { serve } from "./server.mjs";

/** @returns {Promise<{where: string, what: string}[]>} faults */
export async function clipboard(browser, folder, file) {
  const cases = (await readFile(file, "utf8")).replace(/\n$/, "").split("\n%%%%\n");
  const server = await serve(resolve(folder));
  const faults = [];
  try {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    for (const [at, text] of cases.entries()) {
      const wanted = text.split("\n----\n")[1] ?? "";
      const name = `case-${String(at + 1).padStart(2, "0")}`;
      await page.goto(`${server.base}${name}.html`);
      await page.evaluate(() => navigator.clipboard.writeText(""));
      const button = page.locator(".copy").first();
      // What stands in a closed part is copied from there too.
      await button.evaluate((one) => one.closest("details")?.setAttribute("open", ""));
      await button.click();
      const asked = page.locator(".ask-yes");
      if (await asked.isVisible()) {
        await asked.click();
      }
      await page.waitForFunction(() => navigator.clipboard.readText().then((said) => said !== ""));
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      if (copied !== wanted) {
        faults.push({ where: name, what: `copied ${JSON.stringify(copied)} instead of ${JSON.stringify(wanted)}` });
      }
    }
  } finally {
    await server.close();
  }
  return faults;
}
