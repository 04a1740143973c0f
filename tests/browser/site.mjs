// Every page of a site, from disk and from a server, on a telephone and on a desk, by day and by night.

import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { weigh } from "./budget.mjs";
import { inLanes } from "./chromium.mjs";
import { faultsOfPage, hiddenText } from "./page.mjs";
import { address, pagesOf, redirectsOf, serve } from "./server.mjs";

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };
/** At this width a page has to be read without sideways scrolling too (WCAG 1.4.10). */
const NARROWEST = { width: 320, height: 640 };

/** @returns {Promise<{where: string, what: string}[]>} faults */
export async function readSite(browser, folder) {
  folder = resolve(folder);
  const pages = await pagesOf(folder);
  const faults = [];
  const server = await serve(folder, { prefix: "/under/a/path/" });
  const disk = { name: "file", base: `${pathToFileURL(folder).href}/`, within: `${pathToFileURL(folder).href}/` };
  const http = { name: "http", base: server.base, within: server.base };
  try {
    for (const [place, viewport, colorScheme] of [
      [disk, PHONE, "light"],
      [disk, PHONE, "dark"],
      [disk, DESK, "light"],
      [disk, DESK, "dark"],
      [http, PHONE, "light"],
      [http, DESK, "dark"],
      [disk, NARROWEST, "light"],
    ]) {
      const name = `${place.name} ${viewport.width} ${colorScheme}`;
      faults.push(...(await readPages(browser, pages, place, { viewport, colorScheme }, name)));
    }
    for (const place of [disk, http]) {
      faults.push(...(await withoutScript(browser, pages, place)));
      faults.push(...(await follow(browser, place)));
    }
    for (const place of [disk, http]) {
      faults.push(...(await leadOn(browser, await redirectsOf(folder), pages, place)));
    }
    faults.push(...(await weigh(browser, folder, pages, server)));
  } finally {
    server.close();
  }
  console.log(`${pages.length} pages`);
  return faults;
}

/** Faults that the browser itself tells of, of all pages of a context. */
function listen(context, place, say) {
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      say(`console: ${message.text()}`);
    }
  });
  context.on("weberror", (error) => say(`error: ${error.error().message}`));
  context.on("dialog", (dialog) => {
    say(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  context.on("requestfailed", (request) => {
    // A picture that was still on its way when the page was left has not failed.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") {
      say(`failed: ${request.url()}`);
    }
  });
  context.on("request", (request) => {
    if (!request.url().startsWith(place.within) && !request.url().startsWith("data:")) {
      say(`request outside of the site: ${request.url()}`);
    }
  });
  context.on("response", (response) => {
    if (response.status() >= 400) {
      say(`${response.status()}: ${response.url()}`);
    }
  });
}

async function readPages(browser, pages, place, options, name) {
  const faults = [];
  const context = await browser.newContext(options);
  listen(context, place, (what) => faults.push({ where: name, what }));
  const tabs = await Promise.all([context.newPage(), context.newPage()]);
  await inLanes(pages, tabs.length, async (path, lane) => {
    await tabs[lane].goto(place.base + address(path));
    const found = await tabs[lane].evaluate(faultsOfPage);
    faults.push(...found.map((what) => ({ where: `${name} ${path}`, what })));
  });
  await context.close();
  return faults;
}

async function withoutScript(browser, pages, place) {
  const faults = [];
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  listen(context, place, (what) => faults.push({ where: `${place.name} without script`, what }));
  const tabs = await Promise.all([context.newPage(), context.newPage()]);
  await inLanes(pages, tabs.length, async (path, lane) => {
    await tabs[lane].goto(place.base + address(path));
    const found = await tabs[lane].evaluate(hiddenText);
    faults.push(...found.map((what) => ({ where: `${place.name} without script ${path}`, what })));
  });
  await context.close();
  return faults;
}

/** Pages at addresses where nothing stands lead to one where something does, at once and by a link. */
async function leadOn(browser, redirects, pages, place) {
  const faults = [];
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  for (const path of redirects) {
    await page.goto(place.base + address(path), { waitUntil: "commit" });
    await page.waitForURL((url) => url.href !== place.base + address(path), { timeout: 5000 }).catch(() => {});
    const reached = decodeURIComponent(page.url().slice(place.base.length).split("#")[0]);
    if (!pages.includes(reached)) {
      faults.push({ where: `${place.name} ${path}`, what: `leads to ${reached}` });
    }
  }
  await context.close();
  return faults;
}

/** Goes where a reader would: from the home page into a document, to a section of it, and home again. */
async function follow(browser, place) {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  const faults = [];
  const say = (what) => faults.push({ where: `${place.name} links`, what });
  await page.goto(`${place.base}index.html`);
  await page.locator(".library a[href$='.html']").first().click();
  await page.locator("h1").waitFor();
  if (page.url() === `${place.base}index.html`) {
    say("a link of the home page leads nowhere");
  }
  const outline = page.locator(".outline summary");
  if (await outline.count()) {
    await outline.click();
    const link = page.locator(".outline a").last();
    const href = await link.getAttribute("href");
    await link.click();
    const top = await page.evaluate((id) => document.getElementById(id)?.getBoundingClientRect().top, decodeURIComponent(href.slice(1)));
    const bar = await page.evaluate(() => document.querySelector(".site-header").getBoundingClientRect());
    if (bar.top !== 0 || bar.height > 48 || top < bar.bottom) {
      say(`the bar is at ${bar.top} and ${bar.height} px high, the section at ${top}`);
    }
    await page.locator(".bar-outline").click();
    if (!(await page.locator(".outline a").first().isVisible())) {
      say("the bar does not lead to the outline");
    }
    await page.locator(".bar-top").click();
    if ((await page.evaluate(() => scrollY)) !== 0) {
      say("the bar does not lead to the top");
    }
    await page.goto(page.url().split("#")[0] + href);
    if (!decodeURI(page.url()).endsWith(decodeURI(href)) || top === undefined || top > PHONE.height) {
      say(`${href} of the outline does not lead to its section (${top})`);
    }
  }
  await page.locator(".site-header a").first().click();
  if (page.url() !== `${place.base}index.html`) {
    say(`the header does not lead home but to ${page.url()}`);
  }
  await context.close();
  return faults;
}
