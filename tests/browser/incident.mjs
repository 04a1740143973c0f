// Boxes that keep their ticks, and an incident from its beginning to its end.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { violations } from "./axe.mjs";
import { faultsOfPage } from "./page.mjs";
import { serve } from "./server.mjs";
import { PHONE } from "./site.mjs";

const START = new Date("2026-11-26T18:12:00Z");

/** Reads the pages of the documents that tests/browser.rs writes. */
export async function incidents(browser, folder) {
  folder = resolve(folder);
  const faults = [];
  const server = await serve(folder, { prefix: "/運用/" });
  const http = { name: "http", base: server.base };
  const disk = { name: "file", base: `${pathToFileURL(folder).href}/` };
  try {
    for (const place of [http, disk]) {
      const hold = (what, holds) => holds || faults.push({ where: `incident, ${place.name}`, what });
      await boxes(browser, place.base, hold);
      await taken(browser, place.base, hold);
      await course(browser, place.base, hold);
      await apart(browser, place.base, hold);
      await clock(browser, place.base, hold);
      await full(browser, place.base, hold);
      await keyboard(browser, place.base, hold);
    }
    for (const colorScheme of ["light", "dark"]) {
      const hold = (what, holds) => holds || faults.push({ where: `incident, ${colorScheme}`, what });
      await accessible(browser, disk.base, colorScheme, hold);
    }
  } finally {
    server.close();
  }
  return faults;
}

/** A browser as somebody has it, whose scripts tell of their errors. */
async function device(browser, hold) {
  const context = await browser.newContext({ viewport: PHONE, acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"], timezoneId: "America/New_York" });
  context.on("weberror", (error) => hold(`error: ${error.error().message}`, false));
  context.on("console", (message) => message.type() === "error" && hold(`console: ${message.text()}`, false));
  return context;
}

async function open(context, address) {
  const page = await context.newPage();
  await go(page, address);
  return page;
}

async function go(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => window.rbcTasks || !document.querySelector("input[data-task]"));
}

const box = (page, text) => page.locator("main .task", { hasText: text }).locator("input").first();

async function boxes(browser, base, hold) {
  const context = await device(browser, hold);
  const page = await open(context, `${base}db.html`);
  await box(page, "通知した").check();
  const count = page.locator("main .progress span").first();
  hold(`progress is 2/4 (one is ticked in the source), not ${await count.textContent()}`, (await count.textContent()) === "2/4");
  await page.reload();
  await page.waitForFunction(() => window.rbcTasks);
  hold("a tick survives a reload", await box(page, "通知した").isChecked());
  hold("equal texts are two boxes", !(await box(page, "通知した").isChecked()) || !(await page.locator("main .task", { hasText: "通知した" }).nth(1).locator("input").isChecked()));
  await page.close();
  const list = await open(context, `${base}checklists/db/復旧確認.html`);
  hold("a checklist's page knows the tick", await box(list, "通知した").isChecked());
  const other = await open(context, `${base}web.html`);
  hold("a document of the same text does not", !(await box(other, "通知した").isChecked()));
  // Boxes that stand in the text as characters are the same on both pages, each choice for itself.
  const choice = (page, text) => page.locator("main label", { hasText: text }).locator("input").first();
  await choice(other, "異常").check();
  await other.getByLabel("空き容量").check();
  const hand = await open(context, `${base}checklists/web/点検.html`), table = await open(context, `${base}checklists/web/点検-1.html`);
  hold("a choice is ticked on both pages", await choice(hand, "異常").isChecked());
  hold("its line and its other choice are not", !(await choice(hand, "DB接続").isChecked()) && !(await choice(hand, "正常").isChecked()));
  hold("so is a box in a table", await table.locator("main .task input").isChecked());
  await choice(hand, "DB接続").check();
  hold("back on the document's page", await other.waitForFunction(() => document.querySelectorAll("main input:checked").length === 4).then(() => true, () => false));
  for (const page of [hand, table]) { await page.close(); }
  // Two tabs show one state.
  await box(list, "監視が緑").check();
  const same = await open(context, `${base}db.html`);
  await box(list, "監視が緑").uncheck();
  await same.waitForFunction(() => ![...document.querySelectorAll("main .task")].find((task) => task.textContent.includes("監視が緑")).querySelector("input").checked);
  const back = list.locator(".progress .act");
  await back.click();
  hold("a reset goes back to the source's state", !(await box(list, "通知した").isChecked()) && (await box(list, "済みの作業").isChecked()));
  await back.click();
  hold("a reset can be undone", await box(list, "通知した").isChecked());
  await context.close();
}

async function taken(browser, base, hold) {
  const context = await device(browser, hold);
  const list = await open(context, `${base}checklists/db/復旧確認.html`);
  await box(list, "通知した").check();
  const copied = async (name) => {
    await list.evaluate(() => navigator.clipboard.writeText(""));
    await list.getByRole("button", { name }).click();
    await list.waitForFunction(() => navigator.clipboard.readText().then((said) => said !== ""));
    return list.evaluate(() => navigator.clipboard.readText());
  };
  const link = await copied("共有リンクをコピー");
  const text = await copied("Markdown をコピー");
  hold(`the text has the ticks: ${text}`, /^- \[x\] 通知した \(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\)$/m.test(text) && /^- \[ \] 監視が緑$/m.test(text) && /^ {2}- \[ \] P99 < 500ms$/m.test(text));
  const [download] = await Promise.all([list.waitForEvent("download"), list.getByRole("button", { name: "JSON を保存" }).click()]);
  const record = JSON.parse(await readFile(await download.path(), "utf8"));
  hold(`the record has the ticks: ${JSON.stringify(record)}`, record.title === "復旧確認" && record.items.filter((item) => item.checked).length === 2);
  hold(`its name is a file's: ${download.suggestedFilename()}`, download.suggestedFilename() === "復旧確認.json");
  const friend = await device(browser, hold);
  const received = await open(friend, link);
  hold("what was shared is not taken by itself", !(await box(received, "通知した").isChecked()));
  await received.getByRole("button", { name: "取り込む" }).click();
  hold("what was shared can be taken", await box(received, "通知した").isChecked());
  hold("the link is used up", !received.url().includes("#c="));
  await go(received, link.replace(/#c=\w+/, "#c=abc"));
  await received.waitForSelector(".shared");
  hold("a link of another list is told apart", (await received.locator(".shared").textContent()).includes("別の版") && (await received.locator(".shared .act").count()) === 1);
  await context.close();
  await friend.close();
}

/** Starts one on the page that is open. */
async function start(page, level, minutes) {
  await page.getByRole("button", { name: /^(インシデント対応|別のインシデント)を始める$/ }).click();
  const dialog = page.locator("dialog.incident-start");
  await dialog.getByText(level || "まだ決めない", { exact: true }).click();
  if (minutes) {
    await dialog.locator("input[type=number]").fill(String(minutes));
  }
  await dialog.getByRole("button", { name: "開始" }).click();
  await page.waitForSelector("aside.incident");
}

async function course(browser, base, hold) {
  const context = await device(browser, hold);
  await context.clock.install({ time: START });
  const page = await open(context, `${base}db.html?namespace=prod`);
  await box(page, "通知した").check();
  await page.getByRole("button", { name: "インシデント対応を始める" }).click();
  const dialog = page.locator("dialog.incident-start");
  await dialog.waitFor();
  hold(`the levels are those of the document: ${await dialog.textContent()}`, /SEV1 .*初動 15分以内 · 解決 4時間/.test(await dialog.textContent()));
  hold("the level is not chosen for the reader", (await dialog.locator("input:checked").count()) === 0);
  await page.keyboard.press("Escape");
  await start(page, "SEV1");
  const bar = page.locator("aside.incident");
  hold(`the bar counts down: ${await bar.textContent()}`, /SEV1DB 障害対応経過 0:00:0\d初動 あと 0:1[45]:\d\d次の連絡: バックアップ担当（30分）/.test((await bar.textContent()).replace(/\s+/g, " ").replace(/ (?=次)/, "")));
  hold("nothing is reloaded under it", await page.evaluate(() => "rbcIncident" in document.documentElement.dataset));
  hold("an incident begins with the boxes of the source", !(await box(page, "通知した").isChecked()) && (await box(page, "済みの作業").isChecked()));
  for (const fault of await page.evaluate(faultsOfPage)) {
    hold(`with the bar: ${fault}`, false);
  }
  const covered = await page.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight);
    const last = [...document.querySelectorAll("footer a, footer p")].at(-1).getBoundingClientRect();
    return last.bottom > document.querySelector("aside.incident").getBoundingClientRect().top;
  });
  hold("the bar covers nothing at the foot of the page", !covered);
  await box(page, "通知した").check();
  await page.locator(".fill[type=password]").fill("s3cr3t");
  await page.locator(".code .copy").first().click();
  await page.waitForFunction(() => navigator.clipboard.readText().then((said) => said.includes("s3cr3t")));
  await context.clock.fastForward("20:00");
  await page.waitForFunction(() => document.querySelector("aside.incident .due.over"));
  hold(`what is over is said: ${await bar.locator(".due").textContent()}`, (await bar.locator(".due").textContent()).startsWith("初動 超過 0:05:"));
  hold("and told to those who do not see it", (await bar.locator("[role=status]").textContent()).startsWith("初動 超過"));

  await page.reload();
  await page.waitForSelector("aside.incident");
  hold("ticks survive a reload", await box(page, "通知した").isChecked());
  hold("timers survive a reload", /経過 0:20:\d\d/.test(await bar.textContent()));
  await page.close();
  const again = await open(context, `${base}index.html`);
  await again.waitForSelector("aside.incident");
  hold("an incident survives a closed tab, on any page", /経過 0:20:\d\d/.test(await again.locator("aside.incident").textContent()));
  await go(again, `${base}db.html`);
  await again.waitForSelector("aside.incident");
  await again.getByRole("button", { name: "記録" }).click();
  const panel = again.locator("dialog.incident-panel");
  await panel.getByRole("button", { name: "達成: 初動" }).click();
  hold("who pressed keeps the focus", await again.evaluate(() => document.activeElement.textContent === "取り消す"));
  hold(`who is called can be reached: ${await panel.textContent()}`, (await panel.locator("a[href='tel:03-5555-0112'], a[href='tel:0355550112']").count()) === 1);
  await panel.getByRole("button", { name: "連絡した: バックアップ担当" }).click();
  await panel.locator("textarea").fill("再起動 | 承認: `佐藤`\n<b>待機</b>");
  await panel.getByRole("button", { name: "追加" }).click();
  await again.evaluate(() => navigator.clipboard.writeText(""));
  await panel.getByRole("button", { name: "Markdown をコピー" }).click();
  await again.waitForFunction(() => navigator.clipboard.readText().then((said) => said !== ""));
  const text = await again.evaluate(() => navigator.clipboard.readText());
  const rows = text.trimEnd().split("\n");
  hold(`the timeline is a table on the clock of the site:\n${text}`, rows[0] === "# SEV1 DB 障害対応" && rows[2] === "- 手順書: DB 障害対応" && /^- 検知: 2026-11-27 03:12:\d\d$/.test(rows[3]) && rows[7] === "| 時刻 (JST) | 出来事 |" && /^\| 2026-11-27 03:12:\d\d \| 開始: SEV1 DB 障害対応 \|$/.test(rows[9]));
  hold("a tick is in it", rows.some((row) => row.endsWith("| 完了: 通知した (復旧確認) |")));
  hold("a command is in it, a secret by its name", text.includes("`kubectl get pods -n prod --token <api_token>`") && !text.includes("s3cr3t"));
  hold("a note is one cell", rows.some((row) => row.endsWith("| 再起動 \\| 承認: \\`佐藤\\`<br>\\<b\\>待機\\</b\\> |")));
  hold("what was met and who was called are in it", /期限を達成: 初動/.test(text) && /連絡: バックアップ担当/.test(text));
  hold("no secret is kept", !JSON.stringify(await again.evaluate(() => [{ ...localStorage }, { ...sessionStorage }])).includes("s3cr3t"));
  const [download] = await Promise.all([again.waitForEvent("download"), panel.getByRole("button", { name: "JSON を保存" }).click()]);
  const record = JSON.parse(await readFile(await download.path(), "utf8"));
  hold(`the record is whole: ${JSON.stringify(record)}`, record.severity === "SEV1" && record.deadlines[0].met && record.events.length === 6);
  const end = panel.getByRole("button", { name: "対応を終える" });
  await end.click();
  hold("an end is asked for twice", (await again.locator("aside.incident").count()) === 1);
  await panel.getByRole("button", { name: "終えるにはもう一度押す" }).click();
  hold("an end ends it", (await again.locator("aside.incident").count()) === 0 && !(await again.evaluate(() => "rbcIncident" in document.documentElement.dataset)));
  await again.keyboard.press("Escape");
  hold("the next incident has its own values", (await again.locator(".fill").first().inputValue()) === "" && !(await again.evaluate(() => JSON.stringify({ ...sessionStorage }).includes("prod"))));
  hold("everyday ticks are there again", await box(again, "通知した").isChecked());
  await go(again, `${base}assets/incident.html`);
  await again.getByRole("button", { name: /SEV1 DB 障害対応/ }).click();
  hold("what has ended can be read", (await again.locator(".timeline .event").count()) === 7);
  for (const fault of await again.evaluate(faultsOfPage)) {
    hold(`page of incidents: ${fault}`, false);
  }
  await context.close();
}

async function apart(browser, base, hold) {
  const context = await device(browser, hold);
  const first = await open(context, `${base}db.html`);
  await start(first, "SEV2", 5);
  hold("what was detected before counts", /経過 0:05:\d\d/.test(await first.locator("aside.incident").textContent()));
  await box(first, "通知した").check();
  const second = await open(context, `${base}web.html`);
  await second.waitForSelector("aside.incident");
  await start(second, "SEV1");
  hold("another incident has boxes of its own", !(await box(second, "通知した").isChecked()));
  await go(second, `${base}db.html`);
  await second.waitForSelector("aside.incident");
  hold("on every page", !(await box(second, "通知した").isChecked()));
  await box(second, "監視が緑").check();
  hold("the other tab stays with its own", (await box(first, "通知した").isChecked()) && !(await box(first, "監視が緑").isChecked()));
  hold("and with its own time", (await first.locator("aside.incident").textContent()).includes("SEV2"));
  const third = await open(context, `${base}db.html`);
  await third.waitForSelector("aside.incident");
  hold("a new tab does not choose between two", (await third.locator("aside.incident").textContent()).includes("2 件") && !(await box(third, "通知した").isChecked()));
  await third.close();
  await first.reload();
  await first.waitForSelector("aside.incident");
  hold("after a reload too", (await box(first, "通知した").isChecked()) && !(await box(first, "監視が緑").isChecked()));
  // The end of one does not bring the other into the tab.
  await first.getByRole("button", { name: "記録" }).click();
  await first.getByRole("button", { name: "対応を終える" }).click();
  await first.getByRole("button", { name: "終えるにはもう一度押す" }).click();
  await first.keyboard.press("Escape");
  hold("a tab whose incident has ended is of everyday again", (await first.locator("aside.incident").count()) === 0 && !(await box(first, "通知した").isChecked()));
  await first.reload();
  await first.waitForFunction(() => window.rbcTasks);
  hold("and stays so", (await first.locator("aside.incident").count()) === 0);
  await context.close();
}

/** A clock that is set back takes nothing out of order; what is not yet decided can be decided later. */
async function clock(browser, base, hold) {
  const context = await device(browser, hold);
  await context.clock.install({ time: START });
  const page = await open(context, `${base}db.html`);
  await start(page, "");
  hold("without a level no deadline", !(await page.locator("aside.incident").textContent()).includes("初動"));
  await context.clock.setSystemTime(new Date(START - 1800000));
  await page.reload();
  await page.waitForSelector("aside.incident");
  hold("no time is negative", /経過 0:00:0\d/.test(await page.locator("aside.incident").textContent()));
  await page.getByRole("button", { name: "記録" }).click();
  const panel = page.locator("dialog.incident-panel");
  await panel.locator("select").selectOption("SEV1");
  hold("a level brings its deadlines", (await page.locator("aside.incident").textContent()).includes("初動"));
  await panel.getByRole("button", { name: "達成: 初動" }).click();
  await panel.getByRole("button", { name: "取り消す: 初動" }).click();
  hold("what was pressed can be taken back", (await panel.getByRole("button", { name: "達成: 初動" }).count()) === 1);
  const events = await panel.locator(".timeline .event").allTextContents();
  hold(`events stand in their order: ${events}`, events.join() === "期限の達成を取り消し: 初動,期限を達成: 初動,重大度を変更: まだ決めない から SEV1,開始: DB 障害対応");
  await context.close();
}

async function full(browser, base, hold) {
  const context = await device(browser, hold);
  const page = await open(context, `${base}db.html`);
  await page.evaluate(() => {
    for (let size = 1 << 20; size >= 1; size = size >> 1) {
      try {
        for (let at = 0; ; at += 1) {
          localStorage.setItem(`other ${size} ${at}`, "x".repeat(size));
        }
      } catch { /* smaller ones may fit */ }
    }
  });
  await box(page, "通知した").check();
  await start(page, "SEV1");
  await box(page, "監視が緑").check();
  await page.waitForTimeout(300);
  await page.reload();
  await page.waitForSelector("aside.incident");
  hold("a full storage keeps an incident's ticks", await box(page, "監視が緑").isChecked());
  await page.close();
  const next = await open(context, `${base}index.html`);
  await next.waitForSelector("aside.incident");
  await go(next, `${base}db.html`);
  await next.waitForSelector("aside.incident");
  hold("in a new tab too", await box(next, "監視が緑").isChecked());
  hold("and warns of nothing", await next.locator(".incident-warning").isHidden());
  await context.close();

  // What is kept may have been damaged, or be of another version.
  const odd = await device(browser, hold);
  const first = await open(odd, `${base}db.html`);
  await start(first, "SEV1");
  await first.evaluate(() => {
    const key = Object.keys(localStorage).find((key) => / i /.test(key));
    const other = (name) => key.replace(/ i .*/, ` i ${name}`);
    localStorage.setItem(other("broken"), "{");
    localStorage.setItem(other("empty"), "null");
    localStorage.setItem(other("older"), JSON.stringify({ id: "older", started: "yesterday" }));
    localStorage.setItem(key.replace(" i ", " e ") + " 1", "[");
  });
  await first.reload();
  await first.waitForSelector("aside.incident");
  await go(first, `${base}assets/incident.html`);
  await first.waitForSelector(".timeline");
  hold("what is damaged is left out", (await first.locator(".incident-choices li").count()) === 1);
  await odd.close();

  // Where nothing at all can be kept, that is said.
  const closed = await device(browser, hold);
  await closed.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
    IDBFactory.prototype.open = () => { throw new DOMException("closed", "SecurityError"); };
  });
  const bare = await open(closed, `${base}db.html`);
  await start(bare, "SEV1");
  await box(bare, "通知した").check();
  hold("without any storage the page keeps a tick", await box(bare, "通知した").isChecked());
  await bare.waitForSelector(".incident-warning:not([hidden])");
  await closed.close();
}

/** Home, search, runbook, a value, a command, a box, its list, its export: no hand leaves the keys. */
async function keyboard(browser, base, hold) {
  const context = await device(browser, hold);
  const page = await open(context, `${base}index.html`);
  const focused = (find) => page.evaluate(find);
  const to = async (what, find) => {
    for (let at = 0; at < 200; at += 1) {
      await page.keyboard.press("Tab");
      if (await focused(find)) {
        const [top, bottom, foot] = await page.evaluate(() => {
          const box = document.activeElement.getBoundingClientRect();
          return [box.top, box.bottom, innerHeight];
        });
        hold(`${what} can be seen when it has the focus: ${top} to ${bottom}`, bottom > 48 && top < foot);
        return;
      }
    }
    hold(`Tab leads to ${what}`, false);
  };
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement.matches("input"));
  await page.keyboard.type("DB 障害対応");
  await page.waitForSelector(".search-dialog [role=option], .search-dialog li a");
  await page.waitForFunction(() => /DB 障害対応/.test(document.querySelector(".search-dialog").textContent.slice(0, 2000)));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/db\.html/);
  await page.waitForFunction(() => window.rbcTasks);
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await to("the list of values", () => document.activeElement.matches(".fills summary"));
  if (!(await page.locator(".fills").getAttribute("open").then((open) => open !== null))) {
    await page.keyboard.press("Enter");
  }
  await to("a value", () => document.activeElement.matches(".fill:not([type=password])"));
  await page.keyboard.type("prod");
  await to("a secret", () => document.activeElement.matches(".fill[type=password]"));
  await page.keyboard.type("s3cr3t");
  await to("a command", () => document.activeElement.matches(".code .copy"));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => navigator.clipboard.readText().then((said) => said === "kubectl get pods -n prod --token s3cr3t"));
  await to("a box", () => document.activeElement.matches("input[data-task]"));
  await page.keyboard.press("Space");
  hold("Space ticks a box", await focused(() => document.activeElement.checked));
  await page.keyboard.press("Control+Home");
  await page.evaluate(() => { document.activeElement.blur(); getSelection().removeAllRanges(); });
  await page.reload();
  await to("the list", () => document.activeElement.matches("a[href*='checklists/db/']"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/checklists/);
  await page.waitForFunction(() => window.rbcTasks);
  await to("an export", () => document.activeElement.textContent === "Markdown をコピー");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => navigator.clipboard.readText().then((said) => said.includes("- [x] 通知した")));
  await context.close();
}

/** The dialogs, the bar and the page of incidents. */
async function accessible(browser, base, colorScheme, hold) {
  const context = await browser.newContext({ viewport: PHONE, colorScheme, bypassCSP: true });
  const page = await open(context, `${base}db.html`);
  const judge = async (what) => {
    for (const fault of await violations(page)) {
      hold(`${what}: ${fault}`, false);
    }
  };
  await page.getByRole("button", { name: "インシデント対応を始める" }).click();
  await page.waitForSelector("dialog.incident-start");
  await judge("beginning");
  await page.keyboard.press("Escape");
  await start(page, "SEV1", 20);
  await judge("the bar");
  await page.getByRole("button", { name: "記録" }).click();
  await page.waitForSelector("dialog.incident-panel");
  await judge("the record");
  await go(page, `${base}assets/incident.html`);
  await page.waitForSelector(".timeline");
  await judge("the page of incidents");
  await go(page, `${base}checklists/db/復旧確認.html#c=abc.AA`);
  await page.waitForSelector(".shared");
  await judge("a shared list");
  await context.close();
}
