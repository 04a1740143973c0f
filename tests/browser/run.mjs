// Opens built sites in a real browser. Called by tests/browser.rs, or by hand:
//
//   NODE_PATH=…/node_modules node tests/browser/run.mjs site SITE
//   NODE_PATH=…/node_modules node tests/browser/run.mjs axe SITE
//   NODE_PATH=…/node_modules node tests/browser/run.mjs pictures SITE OUT PAGE…
//   NODE_PATH=…/node_modules node tests/browser/run.mjs attack RBC VECTORS
//   NODE_PATH=…/node_modules node tests/browser/run.mjs clipboard SITE CASES
//   NODE_PATH=…/node_modules node tests/browser/run.mjs commands SITE
//   NODE_PATH=…/node_modules node tests/browser/run.mjs now SITE
//   NODE_PATH=…/node_modules node tests/browser/run.mjs print SITE
//   NODE_PATH=…/node_modules node tests/browser/run.mjs search SITE
//   NODE_PATH=…/node_modules node tests/browser/run.mjs offline SITE
//   NODE_PATH=…/node_modules node tests/browser/run.mjs incident SITE
//   NODE_PATH=…/node_modules node tests/browser/run.mjs alone FILE
//   NODE_PATH=…/node_modules node tests/browser/run.mjs golden SITE QUERIES
//   NODE_PATH=…/node_modules node tests/browser/run.mjs serve RBC FOLDER [poll]
//   NODE_PATH=…/node_modules node tests/browser/run.mjs latency RBC PROJECT FILE PAGE [SAVES [MILLISECONDS]]
//
// Prints one line for each fault and ends with 1 when there is one.

import { alone } from "./alone.mjs";
import { attack } from "./attack.mjs";
import { judge } from "./axe.mjs";
import { clipboard } from "./clipboard.mjs";
import { commands } from "./commands.mjs";
import { incidents } from "./incident.mjs";
import { launch } from "./chromium.mjs";
import { offline } from "./offline.mjs";
import { answering } from "./now.mjs";
import { onPaper } from "./print.mjs";
import { pictures } from "./pictures.mjs";
import { golden, use } from "./search.mjs";
import { latency, live } from "./serve.mjs";
import { readSite } from "./site.mjs";

const [task, ...rest] = process.argv.slice(2);
const browser = await launch();
const faults = [];
try {
  if (task === "site") {
    faults.push(...(await readSite(browser, rest[0])));
  } else if (task === "axe") {
    faults.push(...(await judge(browser, rest[0])));
  } else if (task === "pictures") {
    await pictures(browser, rest[0], rest[1], rest.slice(2));
  } else if (task === "attack") {
    faults.push(...(await attack(browser, rest[0], rest[1])));
  } else if (task === "clipboard") {
    faults.push(...(await clipboard(browser, rest[0], rest[1])));
  } else if (task === "commands") {
    faults.push(...(await commands(browser, rest[0])));
  } else if (task === "now") {
    faults.push(...(await answering(browser, rest[0])));
  } else if (task === "print") {
    faults.push(...(await onPaper(browser, rest[0])));
  } else if (task === "search") {
    faults.push(...(await use(browser, rest[0])));
  } else if (task === "incident") {
    faults.push(...(await incidents(browser, rest[0])));
  } else if (task === "alone") {
    faults.push(...(await alone(browser, rest[0])));
  } else if (task === "offline") {
    faults.push(...(await offline(browser, rest[0])));
  } else if (task === "golden") {
    faults.push(...(await golden(browser, rest[0], rest[1])));
  } else if (task === "serve") {
    faults.push(...(await live(browser, rest[0], rest[1], rest[2] === "poll")));
  } else if (task === "latency") {
    faults.push(...(await latency(browser, rest[0], rest[1], rest[2], rest[3], Number(rest[4] ?? 50), Number(rest[5] ?? Infinity))));
  } else {
    faults.push({ where: "the command line", what: `unknown task ${task}` });
  }
} finally {
  await browser.close();
}
// The same fault on many pages is one fault to mend.
const groups = byKind(faults);
const MOST = 80;
for (const [what, found] of [...groups].slice(0, MOST)) {
  console.log(`fault: ${what} (${found.length}×, first in ${found[0].where})`);
}
console.log(`${task}: ${faults.length} faults of ${groups.size} kinds`);
process.exitCode = faults.length === 0 ? 0 : 1;

function byKind(faults) {
  const groups = new Map();
  for (const fault of faults) {
    groups.set(fault.what, [...(groups.get(fault.what) ?? []), fault]);
  }
  return groups;
}
