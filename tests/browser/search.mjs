// The search of a site as somebody uses it: typed letter by letter and by input method, from disk and from a server, with
// the network cut off; by keyboard alone; and where something is missing.

import { pathToFileURL } from "node:url";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { faultsOfPage } from "./page.mjs";
import { ofExamples, ofNotes } from "./golden.mjs";
import { serve } from "./server.mjs";
import { DESK, PHONE } from "./site.mjs";

const INPUT = ".search-input";
/** Milliseconds: a busy machine gets them, an idle one does not need them. */
const PATIENCE = 20_000;

/** @returns {Promise<{where: string, what: string}[]>} faults */
export async function golden(browser, folder, file) {
  folder = resolve(folder);
  const list = file.endsWith(".md") ? ofNotes(file) : ofExamples(file);
  const faults = [];
  const server = await serve(folder, { prefix: "/under/a/path/" });
  try {
    const places = [["file", `${pathToFileURL(folder).href}/`], ["http", server.base]];
    const runs = places.flatMap(([place, base]) => [letters, method].map((way) => ask(browser, folder, base, list, way, `${place} ${way.name}`)));
    faults.push(...(await Promise.all(runs)).flat());
  } finally {
    server.close();
  }
  console.log(`${list.length} golden queries`);
  return faults;
}

async function ask(browser, folder, base, list, way, name) {
  const faults = [];
  const { context, page } = await open(browser, base, PHONE, (what) => faults.push({ where: name, what }));
  await page.keyboard.press("/");
  // A small index is fetched whole; only then the network may go.
  const files = base.startsWith("http") ? (await readdir(join(folder, "search"))).length : 0;
  const fetched = (count) => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/search/")).length >= count;
  await page.waitForFunction(fetched, files, { timeout: PATIENCE });
  await context.setOffline(true);
  const session = await context.newCDPSession(page);
  for (const { query, says, fits } of list) {
    await page.fill(INPUT, "");
    await way(page, session, query);
    const hit = await first(page, query);
    if (!hit || !fits(hit)) {
      faults.push({ where: name, what: `${query} finds ${hit ? `${hit.title} (${hit.href})` : "nothing"} and not ${says}` });
    }
  }
  await context.close();
  return faults;
}

async function letters(page, session, query) {
  for (const letter of query) {
    await page.keyboard.type(letter);
  }
}

/** As an input method hands over what is composed, and then what was meant. */
async function method(page, session, query) {
  const all = Array.from(query);
  for (let length = 1; length <= all.length; length++) {
    const text = all.slice(0, length).join("");
    await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await session.send("Input.insertText", { text: query });
}

/** The first hit once the list is that of the whole query, with its snippet. */
async function first(page, query) {
  const expected = await page.evaluate(async (text) => (await window.rbc.search(text, { limit: 1 })).map((hit) => hit.anchor && encodeURIComponent(hit.anchor)), query);
  const done = (wanted) => {
    const href = document.querySelector(".hit")?.getAttribute("href");
    return wanted.length === 0 ? !href : href?.endsWith(wanted[0]);
  };
  await page.waitForFunction(done, expected, { timeout: PATIENCE }).catch(() => {});
  // A heading may have no text of its own.
  await page.waitForFunction(() => document.querySelector(".hit-text")?.textContent, null, { timeout: 300 }).catch(() => {});
  return page.evaluate(function () {
    const hit = document.querySelector(".hit");
    return hit && { href: decodeURI(hit.href), title: hit.querySelector(".hit-title").textContent.split(" › ").pop(), text: hit.textContent };
  });
}

async function open(browser, base, viewport, say, options = {}) {
  const context = await browser.newContext({ viewport, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => say(`error: ${error.message}`));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && say(`console: ${message.text()}`));
  await page.goto(`${base}index.html`);
  return { context, page };
}

/** @returns {Promise<{where: string, what: string}[]>} faults */
export async function use(browser, folder) {
  folder = resolve(folder);
  const server = await serve(folder, { prefix: "/under/a/path/" });
  const faults = [];
  try {
    for (const [place, base] of [["file", `${pathToFileURL(folder).href}/`], ["http", server.base]]) {
      for (const step of [keyboard, looks, marks, narrowing, nothing, history, link, missing, late, anew, mixed, agreement]) {
        // A file from disk cannot be another one in the middle of a test.
        if ((step === anew || step === mixed) && place === "file") {
          continue;
        }
        const where = `${place}: ${step.name}`;
        const hold = (what, is, found = "") => is || faults.push({ where, what: `${what} ${found}`.trim() });
        const quiet = step === missing ? () => {} : (what) => hold(what, false);
        try {
          await step({ browser, base, hold, open: (viewport = DESK, options) => open(browser, base, viewport, quiet, options) });
        } catch (error) {
          hold(`ends with ${error.message.split("\n")[0]}`, false);
        }
      }
    }
  } finally {
    server.close();
  }
  return faults;
}

const type = async (page, text) => {
  await page.fill(INPUT, text);
  await page.locator(".hit").first().waitFor({ timeout: PATIENCE });
};
const active = (page) =>
  page.evaluate(function () {
    const input = document.activeElement, option = document.getElementById(input.getAttribute("aria-activedescendant"));
    const all = [...document.querySelectorAll("[role=option]")];
    return { at: all.indexOf(option), selected: option?.getAttribute("aria-selected"), of: all.length, chosen: document.querySelectorAll("[aria-selected=true]").length };
  });
const isOpen = (page) => page.evaluate(() => document.querySelector("dialog[open]") !== null);

async function keyboard({ open, hold }) {
  const { context, page } = await open();
  for (const keys of ["/", "Control+k", "Meta+k"]) {
    await page.keyboard.press(keys);
    hold(`${keys} does not open the dialog`, await isOpen(page));
    hold(`${keys} does not lead to the field`, await page.evaluate(() => document.activeElement.matches("[role=combobox]")));
    hold(`${keys} is typed`, (await page.inputValue(INPUT)) === "");
    await page.keyboard.press("Escape");
    hold(`Escape does not close it after ${keys}`, !(await isOpen(page)));
  }
  await page.locator(".search-open").click();
  await type(page, "決済");
  await page.keyboard.press("ArrowDown");
  const down = await active(page);
  hold("ArrowDown does not choose the first hit", down.at === 0 && down.selected === "true", JSON.stringify(down));
  await page.keyboard.press("End");
  const end = await active(page);
  hold("End does not choose the last hit", end.at === end.of - 1 && end.chosen === 1, JSON.stringify(end));
  await page.keyboard.press("ArrowDown");
  hold("the list does not begin again behind its end", (await active(page)).at === 0);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  hold("Home does not choose the first hit", (await active(page)).at === 0);
  for (let count = 0; count < 12; count++) {
    await page.keyboard.press("Tab");
    hold("Tab leaves the dialog", await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null));
  }
  await page.keyboard.press("Escape");
  hold("the focus does not return to the button", await page.evaluate(() => document.activeElement.matches("button.search-open")));
  await page.keyboard.press("/");
  await type(page, "決済");
  const before = page.url();
  await page.evaluate(() => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, isComposing: true })));
  await page.waitForTimeout(100);
  hold("Enter of an input method opens a hit", page.url() === before);
  const href = await page.locator(".hit").first().evaluate((hit) => hit.href);
  await page.keyboard.press("Enter");
  await page.waitForURL(href, { timeout: PATIENCE });
  hold("a hit leads to no section", await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null));
  await page.keyboard.press("/");
  await page.keyboard.press("Tab");
  await page.locator(".search-slash input").uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.keyboard.press("/");
  hold("the key / cannot be switched off", !(await isOpen(page)));
  await context.close();
}

/** On a telephone and a desk, by day and by night: nothing wider than the screen, contrast, targets for a thumb. */
async function looks({ open, hold }) {
  for (const viewport of [PHONE, DESK, { width: 320, height: 640 }]) {
    for (const colorScheme of ["light", "dark"]) {
      const { context, page } = await open(viewport, { colorScheme });
      await page.keyboard.press("/");
      for (const query of ["決済", "kubetcl 決済", "xyzzy", "設続"]) {
        await page.fill(INPUT, query);
        await page.locator(query === "決済" ? ".hit" : ".search-above p, .search-none").first().waitFor({ timeout: PATIENCE });
        await page.waitForTimeout(150);
        for (const fault of await page.evaluate(faultsOfPage)) {
          hold(`${viewport.width} ${colorScheme} ${query}: ${fault}`, false);
        }
        const small = await page.evaluate(() => [...document.querySelectorAll("dialog :is(button, a, select, input:not([type=checkbox]), label)")]
          .map((target) => [target.getBoundingClientRect(), target.className])
          .filter(([box]) => box.height > 0 && (box.height < 43.9 || box.width < 43.9)).map(([box, name]) => `${name} ${Math.round(box.width)}×${Math.round(box.height)}`));
        hold(`${viewport.width}: targets under 44 px`, small.length === 0, small.join(", "));
      }
      await page.emulateMedia({ media: "print" });
      hold("the dialog is printed", !(await page.locator(".search-dialog").isVisible()));
      await context.close();
    }
  }
}

async function marks({ open, hold }) {
  const { context, page } = await open(PHONE);
  await page.keyboard.press("/");
  for (const [query, mark] of [["ﾚｲﾃﾝｼ", "レイテンシ"], ["れいてんし", "レイテンシ"], ["サーバ", "サーバー"], ["ＦＭ－ＤＢ", "FM-DB"], ["決", "決"], ["kubec", "kubec"]]) {
    await type(page, query);
    const found = await page.waitForFunction((text) => [...document.querySelectorAll(".hit mark")].some((part) => part.textContent === text), mark, { timeout: PATIENCE }).catch(() => false);
    hold(`${query} does not mark ${mark}`, found);
  }
  hold("kind and effect are not told", (await page.locator(".hit .badge").count()) > 0);
  await context.close();
}

async function narrowing({ open, hold }) {
  const { context, page } = await open();
  await page.keyboard.press("/");
  await type(page, "決済");
  await page.locator(".search-facets select").nth(2).waitFor({ timeout: PATIENCE });
  const kind = page.locator(".search-facets select").first();
  await kind.selectOption({ label: "コマンド" });
  await page.waitForFunction(() => [...document.querySelectorAll(".hit")].every((hit) => hit.querySelector(".badge")?.textContent === "コマンド"), null, { timeout: PATIENCE }).catch(() => hold("a filter by kind lets others through", false));
  hold("a filter by kind leaves nothing", (await page.locator(".hit").count()) > 0);
  await page.fill(INPUT, "用語集");
  await page.waitForTimeout(300);
  const found = await page.locator(".hit .badge").allTextContents();
  hold("the filter is gone with the next query", found.every((word) => word !== "資料"), found.join());
  await context.close();
}

async function nothing({ open, hold }) {
  const { context, page } = await open(PHONE);
  await page.keyboard.press("/");
  await page.fill(INPUT, "kubetcl");
  await page.locator(".search-none").waitFor({ timeout: PATIENCE });
  const chips = await page.locator(".search-more .search-chips").allTextContents();
  hold("it does not say what was understood", chips.some((text) => text.includes("kubetcl")), chips.join());
  hold("it does not offer the nearest word", chips.some((text) => text.includes("kubectl")), chips.join());
  await page.waitForFunction(() => document.querySelector(".search-status").textContent.startsWith("0"), null, { timeout: PATIENCE }).catch(() => hold("no hits are not announced", false));
  await page.locator(".search-chips button", { hasText: "kubectl" }).click();
  await page.locator(".hit").first().waitFor({ timeout: PATIENCE });
  hold("the nearest word is not asked", (await page.inputValue(INPUT)) === "kubectl");
  await page.fill(INPUT, "kessai");
  const read = () => document.querySelector(".hit")?.textContent.includes("決済");
  await page.waitForFunction(read, null, { timeout: PATIENCE }).catch(() => hold("what was typed with the input method off finds no heading by its reading", false));
  await page.fill(INPUT, "kubetcl 決済");
  await page.locator(".search-above", { hasText: "kubetcl" }).waitFor({ timeout: PATIENCE });
  await context.close();
}

async function history({ open, hold, browser, base }) {
  const { context, page } = await open();
  await page.keyboard.press("/");
  hold("a list of searches before the first", (await page.locator(".search-recent").count()) === 0);
  await type(page, "<img src=x onerror=alert(1)> 決済");
  const href = await page.locator(".hit").first().evaluate((hit) => hit.href);
  await page.keyboard.press("Enter");
  await page.waitForURL(href, { timeout: PATIENCE });
  await page.keyboard.press("/");
  hold("a search is not remembered", (await page.locator(".search-recent li").allTextContents()).join().includes("決済"));
  await page.locator(".search-forget").click();
  hold("a search cannot be forgotten", (await page.locator(".search-recent").count()) === 0);
  await context.close();
  const refused = await browser.newContext();
  await refused.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } }));
  const other = await refused.newPage();
  await other.goto(`${base}index.html`);
  await other.keyboard.press("/");
  await type(other, "決済").catch(() => hold("without storage there is no search", false));
  await refused.close();
}

async function link({ open, hold, base }) {
  const { context, page } = await open();
  await page.goto(`${base}search.html?q=${encodeURIComponent("ﾚｲﾃﾝｼ")}`);
  await page.locator(".hit").first().waitFor({ timeout: PATIENCE });
  hold("the query of the link is not in the field", (await page.inputValue(INPUT)) === "ﾚｲﾃﾝｼ");
  await type(page, "決済");
  await page.waitForFunction((query) => new URLSearchParams(location.search).get("q") === query, "決済", { timeout: PATIENCE }).catch(() => hold("the address does not follow the query", false));
  await page.keyboard.press("Escape");
  await page.locator("#RBC-search-documents a").first().waitFor({ timeout: PATIENCE }).catch(() => hold("Escape does not empty the field", false));
  await page.goto(`${base}services/checkout.html?q=502`);
  await page.locator("dialog .hit").first().waitFor({ timeout: PATIENCE });
  await context.close();
}

/** Where the index is gone: what to do is said, and done. */
async function missing({ open, hold }) {
  for (const gone of [/\/search\/index\.js/, /\/search\/s0\.js/, /\/search\/t\d\.js/, /\/assets\/search\.js/]) {
    const { context, page } = await open(PHONE);
    await context.route(gone, (route) => route.abort());
    // From disk a route holds from the next page on.
    await page.reload();
    await page.keyboard.press("/");
    await page.fill(INPUT, "決済");
    await page.locator(".search-failed[role=alert]").waitFor({ timeout: PATIENCE }).catch(() => hold(`nothing is said where ${gone} is gone`, false));
    for (const fault of await page.evaluate(faultsOfPage)) {
      hold(`${gone}: ${fault}`, false);
    }
    await context.unroute(gone);
    await page.locator(".search-retry").click();
    await page.locator(".hit").first().waitFor({ timeout: PATIENCE }).catch(() => hold(`no second try for ${gone}`, false));
    await context.close();
  }
}

/** An answer that comes late takes no other's place. */
async function late({ open, hold }) {
  const { context, page } = await open();
  let first = true;
  await context.route(/\/search\/t\d\.js/, async function (route) {
    if (first) {
      first = false;
      await new Promise((done) => setTimeout(done, 700));
    }
    await route.continue();
  });
  await page.reload();
  await page.keyboard.press("/");
  await page.fill(INPUT, "決済");
  await page.waitForTimeout(50);
  await page.fill(INPUT, "kubectl");
  const wanted = await page.evaluate(async () => (await window.rbc.search("kubectl", { limit: 1 }))[0]);
  await page.waitForFunction((hash) => document.querySelector(".hit")?.getAttribute("href").endsWith(hash), encodeURIComponent(wanted.anchor), { timeout: PATIENCE }).catch(() => {});
  await page.waitForTimeout(800);
  const shown = await page.locator(".hit").first().getAttribute("href");
  hold("a late answer is shown", shown.endsWith(encodeURIComponent(wanted.anchor)), shown);
  await context.close();
}

/** A site that was published anew while a page stayed open is not read with the old index in mind. */
async function anew({ open, hold }) {
  const { context, page } = await open();
  await page.clock.install();
  await page.keyboard.press("/");
  await type(page, "決済");
  await page.keyboard.press("Escape");
  const asked = [];
  await context.route(/\/search\/\w+\.js/, async function (route) {
    asked.push(route.request().url());
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/,"\w+"\);\s*$/, ',"anew");\n') });
  });
  await page.clock.fastForward(120_000);
  // The key itself is held elsewhere; a machine that stood still may not have closed the dialog yet.
  for (let tries = 0; tries < 5 && !(await page.locator(INPUT).isVisible()); tries++) {
    await page.keyboard.press("/");
    await page.clock.runFor(1000);
  }
  // What was found before stays in sight until the answer of the new index is there: its hits prove nothing.
  const asks = page.waitForRequest((request) => request.url().endsWith("/s0.js?anew"), { timeout: PATIENCE }).then(() => true, () => false);
  await page.fill(INPUT, "kubectl");
  hold("the new index is not asked for", await asks, asked.join());
  await page.locator(".hit").first().waitFor({ timeout: PATIENCE });
  await context.unrouteAll({ behavior: "wait" });
  await context.close();
}

/** Files of two builds are not read together: half a copy of a site says so. */
async function mixed({ open, hold }) {
  const { context, page } = await open();
  await context.route(/\/search\/index\.js/, async function (route) {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/,"\w+"\);\s*$/, ',"other");\n') });
  });
  await page.keyboard.press("/");
  await page.fill(INPUT, "kubectl");
  await page.locator(".search-retry").waitFor({ timeout: PATIENCE });
  const status = await page.locator(".search-failed").innerText();
  hold("files of two builds are not named", status.includes("search/s0.js") || status.includes("search/facts.js"), status);
  hold("files of two builds give hits", (await page.locator(".hit").count()) === 0, "");
  await context.unrouteAll({ behavior: "wait" });
  await page.click(".search-retry");
  await page.locator(".hit").first().waitFor({ timeout: PATIENCE });
  await context.close();
}

/** What scripts are given is what the list shows. */
async function agreement({ open, hold }) {
  const { context, page } = await open();
  const hits = await page.evaluate(() => window.rbc.search("決済が遅い", { limit: 3 }));
  const fields = ["id", "anchor", "title", "kind", "score", "url", "path"];
  hold("window.rbc.search gives other fields than the terminal", hits.length === 3 && hits.every((hit) => Object.keys(hit).join() === fields.join()), JSON.stringify(hits[0]));
  await page.keyboard.press("/");
  await type(page, "決済が遅い");
  const shown = await page.locator(".hit").evaluateAll((list) => list.slice(0, 3).map((hit) => decodeURIComponent(hit.hash.slice(1))));
  hold("the list shows others", shown.join() === hits.map((hit) => hit.anchor).join(), shown.join());
  await context.close();
}
