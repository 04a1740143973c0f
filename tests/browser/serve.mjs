// `rbc serve` as a writer meets it: what is saved is seen, what was open stays open, a fault lies over the last good page.

import { spawn } from "node:child_process";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";

const PATIENCE = 30_000;

/** Starts `rbc serve` in a folder. */
export async function start(rbc, folder, flags = []) {
  const child = spawn(rbc, ["serve", "--port", "0", ...flags], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const said = { text: "" };
  child.stdout.on("data", (data) => { said.text += data; });
  const address = await new Promise((resolve, reject) => {
    child.stderr.on("data", (data) => {
      said.text += data;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said.text);
      if (found) { resolve(found[0]); }
    });
    child.on("exit", () => reject(new Error(said.text)));
  });
  return { address, said, stop: () => child.kill() };
}

function ask(address, path, method, headers) {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(address), { path, method, headers }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode));
    });
    asked.on("error", reject);
    asked.end();
  });
}

const filler = (word) => Array.from({ length: 120 }, (_, at) => `${word}${at} の段落です。\n`).join("\n");
const runbook = (text) =>
  `# 決済 障害対応\n\n<details><summary>背景</summary>\n\n${"経緯です。".repeat(20)}\n\n</details>\n\n${filler("前")}\n` +
  `## 確認\n\n${text}\n\n\`\`\`bash\nkubectl get pods -n <namespace>\n\`\`\`\n\n${filler("後")}`;

/** Opens a page. The one that is left may load itself again in that very moment. */
async function open(page, url) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await page.goto(url);
    } catch (error) {
      if (tries === 5 || !/ERR_ABORTED|interrupted/.test(error.message)) { throw error; }
      await page.waitForTimeout(200);
    }
  }
}

/** @returns {Promise<{where: string, what: string}[]>} */
export async function live(browser, rbc, folder, poll) {
  const faults = [];
  const content = join(folder, "content");
  await mkdir(join(folder, "templates/parts"), { recursive: true });
  await mkdir(content, { recursive: true });
  await writeFile(join(content, "a.md"), runbook("初めの文。"));
  await writeFile(join(content, "b.md"), "# 隣\n\n本文です。\n");
  const server = await start(rbc, folder, poll ? ["--poll"] : []);
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  page.on("pageerror", (error) => faults.push({ where: "serve", what: error.message }));
  page.on("console", (message) => {
    if (message.type() === "error" && !/404/.test(message.text())) { faults.push({ where: "serve", what: message.text() }); }
  });
  const sees = async (what, wanted) => {
    try {
      await page.waitForFunction(wanted[0], wanted[1], { timeout: PATIENCE });
    } catch {
      faults.push({ where: "serve", what: `not seen: ${what}\n${server.said.text.slice(-2000)}` });
    }
  };
  const text = (part) => [(part) => document.body && document.body.textContent.includes(part), part];
  const ready = [() => document.documentElement.dataset.rbcLive === "on", undefined];
  try {
    await page.goto(server.address + "a.html");
    await sees("the connection", ready);
    await page.evaluate(() => {
      document.querySelector("details").open = true;
      const fill = document.querySelector(".fill");
      if (fill) {
        fill.value = "prod";
        fill.dispatchEvent(new Event("input", { bubbles: true }));
      }
      document.querySelector("#確認").scrollIntoView({ behavior: "instant" });
    });
    const before = await page.evaluate(() => document.querySelector("#確認").getBoundingClientRect().top);
    // An editor that writes beside and renames.
    await writeFile(join(content, "a.md~tmp"), runbook("直した文。").replace("前0 の", "前に足した段落。\n\n前0 の"));
    await rename(join(content, "a.md~tmp"), join(content, "a.md"));
    await sees("a saved text", text("直した文。"));
    await sees("the connection after it", ready);
    // Scripts of the page still add to it for a moment.
    await sees("the same place", [(top) => Math.abs(document.querySelector("#確認").getBoundingClientRect().top - top) <= 2, before]);
    const after = await page.evaluate(() => ({
      open: document.querySelector("details").open,
      fill: document.querySelector(".fill") ? document.querySelector(".fill").value : "prod",
    }));
    if (!after.open || after.fill !== "prod") { faults.push({ where: "serve", what: `lost: ${JSON.stringify(after)}` }); }

    // What does not concern the page does not load it again.
    await page.evaluate(() => { window.same = true; });
    await writeFile(join(content, "b.md"), "# 隣\n\n別の本文。\n");
    await new Promise((resolve) => setTimeout(resolve, poll ? 2500 : 800));
    if (!(await page.evaluate(() => window.same))) { faults.push({ where: "serve", what: "loaded again for nothing" }); }

    await writeFile(join(folder, "rbc.yaml"), "title: 決済の手順\n");
    await sees("rbc.yaml", text("決済の手順"));
    await writeFile(join(folder, "rbc.yaml"), "tilte: 決済の手順\n");
    await sees("a fault of rbc.yaml", text("tilte"));
    await sees("the last good page under it", text("直した文。"));
    await writeFile(join(folder, "rbc.yaml"), "title: 直った題名\n");
    await sees("its repair", text("直った題名"));
    await sees("no overlay", [() => !document.querySelector(".rbc-live-fault"), undefined]);

    await writeFile(join(folder, "templates/parts/footer.html"), "<footer>自前の足元</footer>\n");
    await sees("a template", text("自前の足元"));
    await writeFile(join(folder, "templates/parts/footer.html"), "<footer>{{ 足 </footer>\n");
    await sees("a fault of a template", [() => Boolean(document.querySelector(".rbc-live-fault")), undefined]);
    await rm(join(folder, "templates/parts/footer.html"));
    await sees("the template gone", [() => !document.querySelector(".rbc-live-fault") && !document.body.textContent.includes("自前"), undefined]);

    // A policy, and what it says of the document.
    await mkdir(join(folder, "policy"), { recursive: true });
    const policy = (least) => `title: 社内\nextends: standard\nproperties:\n  checklists:\n    minItems: ${least}\n    x-rbc-rule: checklists\n    x-rbc-level: error\n`;
    await writeFile(join(folder, "policy/社内.yaml"), policy(0));
    await writeFile(join(folder, "rbc.yaml"), "title: 方針の題名\npolicies:\n  - files: ['**']\n    policy: policy/社内.yaml\n");
    await sees("a policy chosen", text("方針の題名"));
    await sees("the connection then", ready);
    await writeFile(join(folder, "policy/社内.yaml"), policy(7));
    await sees("a policy's finding", text("schema/checklists"));

    await writeFile(join(content, "c.md"), "# 新しいページ\n");
    await open(page, server.address + "c.html");
    await sees("a new file", text("新しいページ"));
    await rename(join(content, "c.md"), join(content, "d.md"));
    await sees("a file that is gone", [() => !document.querySelector("main h1")?.textContent.includes("新しいページ"), undefined]);
    await rename(join(content, "d.md"), join(content, "c.md"));
    await sees("a file that is back", text("新しいページ"));

    // An error and its repair.
    await writeFile(join(content, "c.md"), "# 新しいページ\n\n[無い](none.md)\n");
    await sees("an error", text("none.md"));
    await sees("its finding", text("link/broken-file"));
    await writeFile(join(content, "c.md"), "# 新しいページ\n\n直りました。\n");
    await sees("the repair", text("直りました"));
    if (!server.said.text.includes("link/broken-file")) { faults.push({ where: "serve", what: "the terminal says nothing of the error" }); }

    // Many edits end in the right state.
    const edits = poll ? 50 : 1000;
    for (let at = 0; at <= edits; at++) {
      await writeFile(join(content, "c.md"), `# 新しいページ\n\n編集 ${at} 回目。\n`);
      if (!poll) { await new Promise((resolve) => setTimeout(resolve, 8)); }
    }
    await sees("the last of many edits", text(`編集 ${edits} 回目。`));

    for (const [path, method, headers, status] of [
      ["/", "GET", {}, 200],
      ["/", "HEAD", {}, 200],
      ["/", "POST", {}, 405],
      ["/", "DELETE", {}, 405],
      ["/", "GET", { host: "evil.example" }, 403],
      ["/_rbc/events", "GET", { origin: "http://evil.example" }, 403],
      ["/../../../etc/passwd", "GET", {}, 404],
      ["/%2e%2e/%2e%2e/etc/passwd", "GET", {}, 404],
    ]) {
      const found = await ask(server.address, path, method, headers);
      if (found !== status) { faults.push({ where: path, what: `${method} ${JSON.stringify(headers)} gave ${found}` }); }
    }
  } finally {
    await page.close();
    server.stop();
  }
  return faults;
}

/**
 * From saving to the page that is loaded again: prints the median and the worst. Every second save comes after a pause.
 *
 * @param {number} most Milliseconds that the median may take.
 */
export async function latency(browser, rbc, folder, file, address, saves, most) {
  const { readFile } = await import("node:fs/promises");
  const server = await start(rbc, folder);
  const page = await browser.newPage();
  const times = [];
  const original = await readFile(join(folder, file), "utf8");
  try {
    await page.goto(server.address + address);
    await page.waitForFunction(() => document.documentElement.dataset.rbcLive === "on");
    for (let at = 0; at < saves; at++) {
      await page.waitForFunction(() => document.documentElement.dataset.rbcLive === "on");
      if (at % 2 === 1) { await new Promise((resolve) => setTimeout(resolve, 700)); }
      const start = performance.now();
      await writeFile(join(folder, file), `${original}\n\n計測 ${at} 回目。\n`);
      const seen = (part) => document.readyState === "complete" && document.body.textContent.includes(part);
      await page.waitForFunction(seen, `計測 ${at} 回目。`, { timeout: PATIENCE });
      times.push(performance.now() - start);
    }
  } finally {
    await writeFile(join(folder, file), original);
    await page.close();
    server.stop();
  }
  times.sort((left, right) => left - right);
  const median = times[times.length >> 1];
  console.log(`median ${median.toFixed(0)} ms, worst ${times.at(-1).toFixed(0)} ms`);
  return median <= most ? [] : [{ where: address, what: `a save takes ${median.toFixed(0)} ms to be seen, more than ${most}` }];
}
