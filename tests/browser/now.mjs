// Who answers at a given time: by the hours of the table and the holidays of Japan, on the clock of the site.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Times in Japan, and what is said beside each contact of the page that tests/browser.rs writes. */
const CASES = [
  ["2026-11-27T03:12", "11/27（金） 03:12", ["対応時間内", "時間外 次は 09:00", "対応時間内 09:00 まで", "時間外 次は 11/28（土） 10:00", "対応時間内 18:00 America/Los_Angeles まで"]],
  ["2026-11-27T09:00", "11/27（金） 09:00", ["対応時間内", "対応時間内 18:00 まで", "時間外 次は 18:00", "時間外 次は 11/28（土） 10:00", "対応時間内 18:00 America/Los_Angeles まで"]],
  ["2026-11-23T12:00", "11/23（月・祝日） 12:00", ["対応時間内", "時間外 次は 11/24（火） 09:00", "時間外 次は 11/24（火） 18:00", "対応時間内 17:00 まで", "時間外 次は 11/23（月） 09:00 America/Los_Angeles"]],
  ["2026-11-24T03:00", "11/24（火） 03:00", ["対応時間内", "時間外 次は 09:00", "時間外 次は 18:00", "時間外 次は 11/28（土） 10:00", "対応時間内 18:00 America/Los_Angeles まで"]],
  ["2026-12-28T17:59", "12/28（月） 17:59", ["対応時間内", "対応時間内 18:00 まで", "時間外 次は 18:00", "時間外 次は 12/29（火・祝日） 10:00", "時間外 次は 09:00 America/Los_Angeles"]],
  ["2026-12-29T10:00", "12/29（火・祝日） 10:00", ["対応時間内", "時間外 次は 12/30（水） 09:00", "時間外 次は 12/30（水） 18:00", "対応時間内 17:00 まで", "対応時間内 18:00 America/Los_Angeles まで"]],
  // Behind the holidays that the page knows it says nothing that a holiday could make wrong.
  ["2030-01-14T12:00", "1/14（月） 12:00", ["対応時間内", "", "", "", "時間外 次は 1/14（月） 09:00 America/Los_Angeles"]],
];

export async function answering(browser, folder) {
  const faults = [];
  const hold = (where, said, meant) => {
    if (said !== meant) {
      faults.push({ where, what: `“${said}” is said, not “${meant}”` });
    }
  };
  // A reader who is abroad sees the same.
  const context = await browser.newContext({ timezoneId: "America/New_York", viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push({ where: "now", what: error.message }));
  await page.clock.install({ time: new Date(`${CASES[0][0]}:00+09:00`) });
  await page.goto(`${pathToFileURL(resolve(folder)).href}/contacts.html`);
  for (const [time, clock, meant] of CASES) {
    await page.clock.setFixedTime(new Date(`${time}:30+09:00`));
    await page.reload();
    hold(time, await page.locator(".clock").textContent(), `現在 ${clock} (Asia/Tokyo)`);
    const said = await page.locator("[data-hours]").allTextContents();
    hold(time, said.join(", "), meant.join(", "));
    const open = meant.filter((text) => text.startsWith("対応時間内")).length;
    hold(time, await page.locator(".now [role=status]").textContent(), `いま対応時間内: ${open} 件`);
  }
  // The minutes pass.
  await page.clock.setSystemTime(new Date("2026-11-27T08:59:50+09:00"));
  await page.reload();
  hold("before nine", await page.locator("[data-hours]").nth(1).textContent(), "時間外 次は 09:00");
  await page.clock.runFor(15000);
  hold("at nine", await page.locator("[data-hours]").nth(1).textContent(), "対応時間内 18:00 まで");
  await page.locator(".only input").check();
  hold("those who do not answer", String(await page.locator("tbody tr:visible").count()), "4");
  await context.close();
  return faults;
}
