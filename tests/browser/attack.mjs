// Texts that try to run a script, in every place that a document's text can come from. None may run, ask the network for
// something or lead away, even where the browser is not told of the site's policy.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { tmpdir } from "node:os";
import { inLanes } from "./chromium.mjs";
import { documents } from "./places.mjs";
import { address, pagesOf, serve } from "./server.mjs";

/** Pages that stand side by side, each in a frame of its own. */
const FRAMES = 24;
/** What a vector calls when it has won. */
const CALLS = ["alert", "confirm", "prompt", "print", "rbc_xss", "xss", "xsstest", "xssmoz"];
/** So many vectors must run when nothing holds them, or this test is blind; of a short list a third. */
const CONTROL = 100;
/** Milliseconds for what a page does after it is loaded. */
const SETTLE = 400;

/** @returns {Promise<{where: string, what: string}[]>} faults */
export async function attack(browser, rbc, vectorFile) {
  const lines = readFileSync(vectorFile, "utf8").split("\n").filter((line) => line !== "");
  const vectors = lines.map((line) => JSON.parse(line));
  const least = Math.min(CONTROL, vectors.length / 3);
  const ran = await control(browser, vectors, least);
  console.log(`control: ${ran} executions where nothing holds the vectors`);
  if (ran < least) {
    return [{ where: "control", what: `only ${ran} executions where nothing holds the vectors: nothing would be seen` }];
  }
  const folder = mkdtempSync(join(tmpdir(), "rbc-attack-"));
  try {
    for (const [path, text] of documents(vectors)) {
      const file = join(folder, "content", path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    build(rbc, folder);
    const site = join(folder, "site");
    const pages = (await pagesOf(site)).filter(isNew);
    console.log(`${vectors.length} vectors on ${pages.length} pages`);
    const bare = await open(browser, site, pages, false);
    const held = await open(browser, site, pages, true);
    const searched = await inSearch(browser, site, vectors);
    return [...bare, ...held, ...searched];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pages of scenarios are cut from the document's page, which is opened: of their own they have a title, so some are enough. */
function isNew(page, at) {
  return !page.startsWith("title-") || !page.includes("/") || at % 8 === 0;
}

function build(rbc, folder) {
  try {
    execFileSync(resolve(rbc), ["build", "--today", "2026-01-15", "--quiet", "--output-file", join(folder, "report.txt")], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
  } catch (error) {
    // The documents are full of findings: 1 is what is expected.
    if (error.status !== 1) {
      throw error;
    }
  }
}

/** How many vectors run when they stand in a page as they are. */
async function control(browser, vectors, least) {
  const extra = (path) => {
    const vector = vectors[Number(path.match(/^\/raw\/(\d+)$/)?.[1])];
    return vector && `<!doctype html><meta charset="utf-8"><body><div>${vector.payload}</div>`;
  };
  const pages = vectors.map((_, at) => `raw/${at}`);
  let ran = 0;
  const say = (kind) => {
    ran += Number(kind === "ran");
  };
  await visit(browser, tmpdir(), pages, { extra, say, enough: () => ran >= least * 1.5 });
  return ran;
}

async function open(browser, site, pages, policy) {
  const faults = [];
  const name = policy ? "with policy" : "without policy";
  const say = (kind, page, text) => faults.push({ where: `${name} ${page}`, what: `${kind}: ${text}` });
  await visit(browser, site, pages, { policy, inspect: true, say });
  return faults;
}

/** Types every vector into the search of a site that is full of them, and opens some by a link, without a policy. */
async function inSearch(browser, site, vectors) {
  const faults = [];
  const server = await serve(site, { policy: false });
  const say = (kind, page, text) => faults.push({ where: `search ${page}`, what: `${kind}: ${text}` });
  const context = await watched(browser, server, say);
  const queries = vectors.map((vector) => vector.payload);
  let shown = 0;
  await inLanes([queries.slice(0, queries.length / 2), queries.slice(queries.length / 2)], 2, async (list) => {
    const page = await context.newPage();
    await page.goto(`${server.base}search.html?q=${encodeURIComponent("入口")}`);
    await page.locator(".hit").first().waitFor({ timeout: 60_000 });
    const found = await page.evaluate(typeEach, list);
    shown += found;
    (await page.evaluate(whatCouldRun)).forEach((fault) => say("could run", "search.html", fault));
    await page.close();
  });
  console.log(`${queries.length} vectors typed into the search, ${shown} with hits`);
  if (shown < queries.length / 2) {
    say("blind", "search.html", `only ${shown} of ${queries.length} vectors find what holds them`);
  }
  for (let at = 0; at < queries.length; at += 40) {
    const page = await context.newPage();
    await page.goto(`${server.base}search.html?q=${encodeURIComponent(queries[at].slice(0, 1000))}`);
    await page.waitForTimeout(100);
    (await page.evaluate(whatCouldRun)).forEach((fault) => say("could run", `?q= ${queries[at].slice(0, 40)}`, fault));
    await page.close();
  }
  await context.close();
  server.close();
  return faults;
}

/** Runs in the page: types each text and looks at what is shown of it. How many had hits. */
async function typeEach(list) {
  const input = document.querySelector(".search-input"), panel = document.querySelector(".search");
  const allowed = "DIV P SPAN A MARK BUTTON INPUT SELECT OPTION UL LI STRONG LABEL".split(" ");
  let shown = 0;
  for (const text of list) {
    input.value = text;
    input.dispatchEvent(new InputEvent("input"));
    await window.rbc.search(text, { limit: 20 });
    await new Promise((done) => setTimeout(done, 8));
    shown += Number(document.querySelector(".hit") !== null);
    for (const element of panel.querySelectorAll("*")) {
      const odd = !allowed.includes(element.tagName) || element.hasAttribute("style") || [...element.attributes].some(({ name }) => name.startsWith("on"));
      if (odd || (element.tagName === "A" && !/^https?:$/.test(element.protocol))) {
        window.rbcReport("could run", "", element.outerHTML.slice(0, 200));
      }
    }
  }
  return shown;
}

/** Opens pages in frames and tells what they do. */
async function visit(browser, folder, pages, { policy = true, extra = () => undefined, inspect = false, say, enough = () => false }) {
  const groups = Array.from({ length: Math.ceil(pages.length / FRAMES) }, (_, at) => pages.slice(at * FRAMES, (at + 1) * FRAMES));
  const frames = (path) => {
    const group = groups[Number(path.match(/^\/frames\/(\d+)$/)?.[1])];
    const frame = (page) => `<iframe src="/${address(page)}" width="400" height="300"></iframe>`;
    return group && `<!doctype html><meta charset="utf-8">${group.map(frame).join("")}`;
  };
  const server = await serve(folder, { policy, extra: (path) => frames(path) ?? extra(path) });
  const context = await watched(browser, server, say);
  await inLanes(groups, 2, async (group) => {
    if (enough()) {
      return;
    }
    const number = groups.indexOf(group);
    const page = await context.newPage();
    await page.goto(`${server.base}frames/${number}`, { timeout: 60_000 }).catch((error) => say("navigation", `frames/${number}`, error.message));
    await page.waitForTimeout(SETTLE);
    if (inspect) {
      await look(page, group, server, say);
    }
    await page.close();
  });
  await context.close();
  server.close();
}

/** A context that tells of all that its pages run, ask for and open. */
async function watched(browser, server, say) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const where = (url) => decodeURIComponent(url.slice(server.base.length));
  await context.exposeBinding("rbcReport", ({ frame }, kind, text) => say(kind, where(frame.url()), text));
  await context.addInitScript((calls) => {
    const report = window.rbcReport;
    for (const name of calls) {
      Object.defineProperty(window, name, { value: (...values) => void report("ran", `${name}(${values.map(String)})`), writable: false });
    }
    document.addEventListener("securitypolicyviolation", (event) => report("violation", `${event.violatedDirective} ${event.blockedURI}`));
  }, CALLS);
  context.on("dialog", (dialog) => {
    say("ran", "", dialog.message());
    dialog.dismiss().catch(() => {});
  });
  context.on("page", async (page) => {
    if (await page.opener()) {
      say("navigation", "", `a window: ${page.url()}`);
    }
  });
  context.on("request", (request) => {
    if (!request.url().startsWith(server.base) && !/^(data|blob|about):/.test(request.url())) {
      say("request", "", request.url());
    }
  });
  // Nothing leaves this machine, whatever a page asks for; a script of another host would have won.
  const won = { contentType: "text/javascript", body: "alert('another host')" };
  const isScript = (route) => route.request().resourceType() === "script";
  await context.route((url) => url.origin !== server.origin, (route) => (isScript(route) ? route.fulfill(won) : route.abort()));
  return context;
}

/** Each frame must still show its page, and the page must hold nothing that could run. */
async function look(page, group, server, say) {
  const expected = new Set(group.map((path) => server.base + address(path)));
  for (const frame of page.frames().slice(1)) {
    const url = new URL(frame.url());
    if (!expected.delete(url.origin + url.pathname)) {
      say("navigation", "", `a frame shows ${frame.url()}`);
      continue;
    }
    // A busy machine may need longer than the usual wait; what never comes is told below.
    await frame.waitForFunction(() => "rbcReady" in document.documentElement.dataset, null, { timeout: 15_000 }).catch(() => {});
    const faults = await frame.evaluate(whatCouldRun);
    faults.forEach((fault) => say("could run", decodeURIComponent(url.pathname), fault));
  }
  expected.forEach((url) => say("navigation", "", `no frame shows ${decodeURIComponent(url)}`));
}

/** Runs in the page. */
function whatCouldRun() {
  const faults = [];
  if (!("rbcReady" in document.documentElement.dataset)) {
    faults.push("the script of the page did not run");
  }
  const attributes = new Set(["style", "srcdoc", "srcset", "action", "formaction", "background", "poster", "ping", "xlink:href"]);
  const elements = new Set(["STYLE", "IFRAME", "OBJECT", "EMBED", "BASE", "FORM", "VIDEO", "AUDIO", "TEMPLATE", "SVG", "MATH", "NOSCRIPT", "TEXTAREA"]);
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName.toUpperCase();
    const script = name === "SCRIPT" && !/\/assets\/(rbc|section|dialog|search|command|task|incident|filter|now|offline)\.js$|\/search\/\w+\.js$/.test(element.src.split("?")[0]);
    if (script || elements.has(name) || element.namespaceURI !== "http://www.w3.org/1999/xhtml") {
      faults.push(`<${element.localName}>`);
    }
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith("on") || attributes.has(attribute)) {
        faults.push(`${attribute}="${value.slice(0, 60)}"`);
      }
    }
    // The protocol of an address that is none is ":": a browser does not follow it.
    if (name === "A" && element.hasAttribute("href") && !["http:", "https:", "mailto:", "tel:", ":"].includes(element.protocol)) {
      faults.push(`leads to ${element.href.slice(0, 80)}`);
    }
  }
  return faults;
}
