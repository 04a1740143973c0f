// Pages on paper: everything open, nothing cut, black on white, boxes to tick with a pen.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { inLanes } from "./chromium.mjs";
import { address, pagesOf } from "./server.mjs";

/** What A4 leaves between its margins, in CSS pixels. */
const PAPER = { width: Math.ceil(((210 - 28) / 25.4) * 96), height: Math.floor(((297 - 32) / 25.4) * 96) };

/** @returns {Promise<{where: string, what: string}[]>} faults */
export async function onPaper(browser, folder) {
  const base = `${pathToFileURL(resolve(folder)).href}/`;
  const pages = await pagesOf(resolve(folder));
  const faults = [];
  // At night too: paper is white.
  const context = await browser.newContext({ viewport: PAPER, colorScheme: "dark" });
  const tabs = await Promise.all([context.newPage(), context.newPage()]);
  let boxes = 0;
  let links = 0;
  await inLanes(pages, tabs.length, async (path, lane) => {
    const tab = tabs[lane];
    await tab.goto(base + address(path));
    await tab.emulateMedia({ media: "print", colorScheme: "dark" });
    const found = await tab.evaluate(faultsOnPaper);
    boxes += found.boxes;
    links += found.links;
    faults.push(...found.faults.map((what) => ({ where: `print ${path}`, what })));
    await tab.emulateMedia({ media: "screen" });
  });
  if (boxes === 0 || links === 0) {
    faults.push({ where: "print", what: `${boxes} boxes and ${links} addresses were looked at` });
  }
  const widest = pages.find((path) => path.endsWith(".html") && path.includes("/")) ?? "index.html";
  await tabs[0].goto(base + address(widest));
  const pdf = (await tabs[0].pdf({ preferCSSPageSize: true })).toString("latin1");
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
  if (Math.abs(width - 595) > 2 || Math.abs(height - 842) > 2) {
    faults.push({ where: `print ${widest}`, what: `the paper is ${width}×${height} points, not A4` });
  }
  await context.close();
  console.log(`${pages.length} pages on paper`);
  return faults;
}

/** Runs in the browser. */
function faultsOnPaper() {
  const faults = [];
  const named = (element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}"> ${element.textContent.trim().slice(0, 24)}`;
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  for (const element of document.querySelectorAll("nav, button, dialog, .site-header, .skip, .theme")) {
    if (shown(element)) {
      faults.push(`nobody presses ${named(element)}`);
    }
  }
  for (const element of document.querySelectorAll("[data-source]")) {
    const kept = element.closest(".original, .search-page") === null;
    if (kept && element.textContent.trim() !== "" && !shown(element)) {
      faults.push(`not on the paper: ${named(element)}`);
    }
  }
  for (const element of document.querySelectorAll("pre, code, td, th, .picture, .table")) {
    if (shown(element) && getComputedStyle(element).display !== "inline" && element.scrollWidth > element.clientWidth + 1) {
      faults.push(`cut: ${element.scrollWidth} of ${element.clientWidth}, ${named(element)}`);
    }
  }
  if (document.scrollingElement.scrollWidth > innerWidth) {
    faults.push(`wider than the paper: ${document.scrollingElement.scrollWidth} of ${innerWidth}`);
  }
  const dark = (text) => /\d+/g.exec(text) && text.match(/[\d.]+/g).slice(0, 3).every((value) => Number(value) <= 96);
  for (const element of document.querySelectorAll("main p, main li, main td, main th, main .l, main .l *, main .badge, main h1, main h2")) {
    const style = getComputedStyle(element);
    const white = ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(style.backgroundColor);
    if (shown(element) && element.textContent.trim() !== "" && (!dark(style.color) || !white)) {
      faults.push(`not black on white: ${style.color} on ${style.backgroundColor}, ${named(element)}`);
    }
  }
  const boxes = [...document.querySelectorAll("main input[type=checkbox]")].filter(shown);
  for (const box of boxes) {
    const { width, height } = box.getBoundingClientRect();
    const style = getComputedStyle(box);
    if (style.borderTopStyle !== "solid" || Math.abs(width - height) > 1 || width < 12) {
      faults.push(`a box of ${width}×${height}, ${style.borderTopStyle}`);
    }
  }
  const links = [...document.querySelectorAll(".content a[href^=http]")].filter(shown);
  for (const link of links) {
    if (!getComputedStyle(link, "::after").content.includes(link.getAttribute("href"))) {
      faults.push(`where does it lead: ${named(link)}`);
    }
  }
  return { faults, boxes: boxes.length, links: links.length };
}
