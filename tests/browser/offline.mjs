// A site that was opened once, when the network is gone, slow or broken, and when there is a new version.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { faultsOfPage } from "./page.mjs";
import { TYPES, address, pagesOf } from "./server.mjs";
import { DESK, PHONE } from "./site.mjs";

/** Under a path, as many sites are. */
const PREFIX = "/runbooks/";
/** Milliseconds after which a page has to be there, however slow the network is. */
const PATIENCE = 4000;

/** A server of a folder whose network can be cut, slow or broken, and whose site can be another one. */
class Network {
  state = "fine";
  /** Put in the place of the site's version. */
  version = "";
  port = 0;

  constructor(folder) {
    this.folder = folder;
  }

  async start() {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise((done) => this.server.listen(this.port, "127.0.0.1", done));
    this.port = this.server.address().port;
    this.base = `http://127.0.0.1:${this.port}${PREFIX}`;
  }

  async cut() {
    const closed = new Promise((done) => this.server.close(done));
    this.server.closeAllConnections();
    await closed;
  }

  async answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname).slice(PREFIX.length) || "index.html";
    if (this.state === "broken") {
      response.writeHead(503, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
      return;
    }
    if (this.state === "slow") {
      await new Promise((done) => setTimeout(done, 3 * PATIENCE));
    }
    try {
      let body = await readFile(join(this.folder, path));
      if (path === "sw.js" && this.version) {
        body = body.toString("utf8").replace(/"version":"\w+"/, `"version":"${this.version}"`);
      }
      const type = TYPES[path.match(/\.\w+$/)?.[0]] || "application/octet-stream";
      response.writeHead(200, { "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  }
}

/** @returns {Promise<{where: string, what: string}[]>} faults */
export async function offline(browser, folder) {
  folder = resolve(folder);
  const faults = [];
  const network = new Network(folder);
  await network.start();
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  const say = (where) => (what) => faults.push({ where, what });
  try {
    const kept = await first(page, network, say("the first visit"));
    await network.cut();
    await away(context, page, network, kept, say("without a network"));
    await network.start();
    network.state = "broken";
    await shown(page, network, say("a broken server"));
    network.state = "slow";
    await shown(page, network, say("a slow network"));
    network.state = "fine";
    await fresh(page, network, say("a new version"));
  } finally {
    await context.close();
    await network.cut();
  }
  return faults;
}

/** Opens one page and waits until all is kept; gives the paths that are. */
async function first(page, network, say) {
  page.on("pageerror", (error) => say(`error: ${error.message}`));
  await page.goto(`${network.base}index.html`);
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null));
  if (await page.locator(".offline").count()) {
    say("the first visit is told that it is offline");
  }
  const worker = await readFile(join(network.folder, "sw.js"), "utf8");
  const { must, more } = JSON.parse(worker.match(/rbcKept=(.*);\n/)[1]);
  const paths = [...must, ...more].map(decodeURI);
  const missing = await page.evaluate(async (paths) => {
    const names = await caches.keys();
    const cache = await caches.open(names[0]);
    const missing = [];
    for (const path of paths) {
      if (!(await cache.match(new URL(path, location.href)))) {
        missing.push(path);
      }
    }
    return names.length === 1 ? missing : [`${names.length} caches`];
  }, [...must, ...more]);
  missing.forEach((path) => say(`not kept: ${path}`));
  return new Set(paths);
}

/** Every kept page, the search, and a page that is not kept. */
async function away(context, page, network, kept, say) {
  // Browsers ask for the icon of a tab past the service worker, so that nothing of a site gets into their own store of icons.
  const isIcon = (request) => request.url().endsWith("/assets/icon.svg");
  const failed = (request) => isIcon(request) || say(`failed: ${decodeURI(request.url())}`);
  const refused = (message) => message.type() === "error" && say(`console: ${message.text()}`);
  page.on("requestfailed", failed);
  page.on("console", refused);
  const pages = await pagesOf(network.folder);
  let read = 0;
  for (const path of pages.filter((path) => kept.has(path))) {
    await page.goto(network.base + address(path));
    // A page that has moved leads on.
    await page.locator(".offline span:not(:empty)").waitFor();
    const found = await page.evaluate(faultsOfPage);
    found.forEach((what) => say(`${path}: ${what}`));
    read += 1;
  }
  console.log(`${read} of ${pages.length} pages without a network`);
  const bar = await page.locator(".offline").textContent();
  if (!bar.includes("オフライン表示") || !/取得/.test(bar)) {
    say(`the page says: ${bar}`);
  }
  await page.setViewportSize(DESK);
  (await page.evaluate(faultsOfPage)).forEach((what) => say(`on a desk: ${what}`));
  await page.setViewportSize(PHONE);
  await page.goto(network.base);
  await page.locator(".offline").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("連絡先");
  await page.locator("dialog[open] [role=option]").first().waitFor();
  await page.goto(`${network.base}search.html?q=${encodeURIComponent("接続")}`);
  await page.locator("main a mark").first().waitFor();
  await page.goto(`${network.base}report.html`);
  if (!(await page.locator("h1").textContent()).includes("保存されていません")) {
    say("a page that is not kept is not told of");
  }
  await page.locator("main a").first().click();
  await page.waitForURL(`${network.base}index.html`);
  page.off("requestfailed", failed);
  page.off("console", refused);
  // A second tab is as good as the first one.
  const other = await context.newPage();
  await other.goto(`${network.base}contacts.html`);
  await other.locator(".offline").waitFor();
  await other.close();
}

/** The kept page comes soon, and says so. */
async function shown(page, network, say) {
  const start = Date.now();
  await page.goto(`${network.base}contacts.html`, { timeout: PATIENCE * 2 });
  await page.locator(".offline").waitFor({ timeout: PATIENCE * 2 });
  const took = Date.now() - start;
  if (took > PATIENCE) {
    say(`the kept page came after ${took} ms`);
  }
}

/** Nothing is loaded until the reader says so, and never while an incident runs. */
async function fresh(page, network, say) {
  await page.goto(`${network.base}assets/incident.html`);
  await page.locator("main").getByRole("button", { name: "インシデント対応を始める" }).click();
  await page.locator("dialog input[type=text]").first().fill("決済が止まった");
  await page.locator("dialog").getByRole("button", { name: "開始", exact: true }).click();
  await page.locator("html[data-rbc-incident]").waitFor();
  await page.goto(`${network.base}index.html`);
  await page.locator("html[data-rbc-incident]").waitFor();
  if (await page.locator(".offline").count()) {
    say("a page from the network is told to be a kept one");
  }
  network.version = "0123456789abcdef";
  await page.evaluate(() => {
    window.same = true;
    return navigator.serviceWorker.getRegistration().then((registration) => registration.update());
  });
  const bar = page.locator(".offline");
  await bar.waitFor();
  await bar.locator("button").click();
  await page.waitForTimeout(500);
  if (!(await page.evaluate(() => window.same)) || !(await bar.textContent()).includes("障害対応の間")) {
    say("a page was loaded again while an incident ran");
  }
  const over = () => {
    document.documentElement.removeAttribute("data-rbc-incident");
    document.querySelector(".offline button").click();
  };
  await Promise.all([page.waitForEvent("load"), page.evaluate(over)]);
  if (await page.evaluate(() => window.same)) {
    say("the new version was not loaded");
  }
  await page.waitForFunction(async () => {
    const names = await caches.keys();
    return names.length === 1 && names[0].endsWith("0123456789abcdef");
  });
  if (await page.locator(".offline").count()) {
    say("the new version is told of after it was loaded");
  }
}
