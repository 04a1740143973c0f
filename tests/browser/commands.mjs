// Commands are copied one by one, with what was filled in; what destroys is asked for.

import { resolve } from "node:path";
import { serve } from "./server.mjs";

/** Reads the pages of the documents that tests/browser.rs writes. */
export async function commands(browser, folder) {
  const server = await serve(resolve(folder));
  const faults = [];
  const hold = (what, holds) => {
    if (!holds) {
      faults.push({ where: "commands", what });
    }
  };
  try {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    const copied = async (wait) => {
      if (wait) {
        await page.waitForFunction(() => navigator.clipboard.readText().then((said) => said !== ""));
      }
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const clear = () => page.evaluate(() => navigator.clipboard.writeText(""));
    await page.goto(`${server.base}fill.html?NAMESPACE=prod&api-token=leak&pod-name=web;reboot`);
    await clear();
    const units = page.locator(".unit");
    hold(`3 commands are parted, not ${await units.count()}`, (await units.count()) === 3);
    hold("the address fills a name, however it is written", (await page.locator(".code .placeholder").first().textContent()) === "prod");
    await units.nth(0).locator(".copy").click();
    hold("a command is copied without its comment", (await copied(true)) === "kubectl get pods -n prod");
    await clear();
    await units.nth(1).locator(".copy").click();
    hold("what is not filled holds back the copy", (await copied(false)) === "");
    hold("its field has the focus", await page.evaluate(() => document.activeElement.matches(".fill")));
    await page.keyboard.type("web-1");
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog.ask");
    await dialog.waitFor();
    hold("Enter goes on with the copy and does not answer for the reader", (await copied(false)) === "" && (await dialog.count()) === 1);
    hold(`the question repeats the target: ${await dialog.textContent()}`, /-n prod/.test(await dialog.locator("ul").textContent()) && /kubectl delete pod web-1/.test(await dialog.locator("ul").textContent()));
    await page.keyboard.press("Escape");
    hold("Escape copies nothing", (await copied(false)) === "" && (await dialog.count()) === 0);
    await units.nth(1).locator(".copy").click();
    await dialog.locator(".ask-yes").click();
    hold("a destructive command is copied when asked for", (await copied(true)) === "kubectl delete pod web-1 -n prod");
    const secret = page.locator(".fill[type=password]");
    hold("a secret is not taken from the address", (await secret.inputValue()) === "");
    await secret.fill("s3cr3t");
    const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    hold("a secret is kept nowhere", !stored.includes("s3cr3t") && stored.includes("web-1"));
    hold("a secret is not shown", !(await page.locator("main").textContent()).includes("s3cr3t"));
    await clear();
    await units.nth(2).locator(".copy").click();
    hold("a secret is copied", (await copied(true)) === 'curl -H "Authorization: "s3cr3t \\\n  https://api.internal/health');
    await page.goto(`${server.base}fill.html`);
    hold("values stay for the tab", (await page.locator(".fill").nth(1).inputValue()) === "web-1");
    await page.goto(`${server.base}shown.html`);
    hold("a result stands with its command", (await page.locator(".unit").first().textContent()).includes("3台とも Ready"));
    const taken = async (place) => {
      await clear();
      await place.locator(".copy").first().click();
      return copied(true);
    };
    hold("a result is not copied", (await taken(page.locator(".unit").first())) === "kubectl get nodes");
    hold("of a transcript a command is copied without its prompt", (await taken(page.locator(".unit").nth(2))) === "uptime");
    hold("what a block shows as output is not copied", (await taken(page.locator(".code").last())) === "curl -s https://api.internal/health");
    await page.locator(".fills summary").click();
    await page.locator(".fill").fill("/var");
    hold("a value is in a command of a transcript", (await taken(page.locator(".unit").nth(3))) === "df -h /var");
    await page.goto(`${server.base}forms.html?namespace=prod`);
    hold("braces are filled in too", (await page.locator(".code code").first().textContent()) === "kubectl delete pod {pod} -n prod\n");
    hold("a transcript is copied with the value", (await taken(page.locator(".code").nth(1))) === "kubectl get pods -n prod");
    await clear();
    await page.locator(".copy").first().click();
    hold("an empty place holds back the copy", (await copied(false)) === "");
    await page.goto(`${server.base}shared.html`);
    const opener = page.locator(".peek-open");
    hold("a step opens a section, a table of contents does not", (await opener.count()) === 1);
    await opener.focus();
    await page.keyboard.press("Enter");
    const peek = page.locator(".peek");
    await peek.waitFor();
    const inside = await peek.textContent();
    hold("the section is whole and ends where it ends", inside.includes("連絡した") && inside.includes("2.1 確認") && !inside.includes("以上"));
    hold("an id stays the only one", await page.evaluate(() => [...document.querySelectorAll("[id]")].every((one, at, all) => all.findIndex((other) => other.id === one.id) === at)));
    await peek.locator("input").check();
    hold("a box and its copy are ticked together", await page.locator(".content > ul.tasks input").isChecked());
    await page.locator(".fills summary").click();
    await page.locator(".fill").fill("prod");
    hold("a value is shown in the copy", (await peek.locator(".placeholder").textContent()) === "prod");
    hold("a command of the copy is copied", (await taken(peek)) === "kubectl get pods -n prod");
    await peek.focus();
    await page.keyboard.press("Escape");
    hold("Escape closes it and goes back", (await peek.count()) === 0 && (await page.evaluate(() => document.activeElement.className)) === "peek-open");
    await page.goto(`${server.base}note.html`);
    await clear();
    await page.locator(".copy").first().click();
    await page.locator("dialog.ask").waitFor();
    hold(`a remark has nothing to be filled in, a test no target: ${await page.locator("dialog.ask").textContent()}`, !(await page.locator("dialog.ask ul").count()));
    await page.locator("dialog.ask .ask-yes").click();
    hold("what a remark leaves open holds no copy back", (await copied(true)).includes("git push origin --delete"));
    await page.goto(`${server.base}loop.html`);
    hold("a loop is copied whole", (await page.locator(".unit").count()) === 0);
    await page.locator(".theme select").selectOption("dark");
    await page.reload();
    hold("the theme stays", (await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)) === "dark");
  } finally {
    await server.close();
  }
  return faults;
}
