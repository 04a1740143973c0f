// The browser, as quiet as it can be: whatever it asks the network for is then the page's doing.

import { createRequire } from "node:module";

// NODE_PATH counts for `require` only.
const { chromium } = createRequire(import.meta.url)("playwright-core");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser with a profile of its own that is thrown away. */
export function launch() {
  const executablePath = process.env.RBC_CHROMIUM || "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: FLAGS, headless: true });
}

/**
 * Does something with each item, a few at a time.
 * @template T
 * @param {T[]} items
 * @param {number} width
 * @param {(item: T, lane: number) => Promise<void>} work
 */
export async function inLanes(items, width, work) {
  let next = 0;
  const lane = async (number) => {
    while (next < items.length) {
      await work(items[next++], number);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, (_, number) => lane(number)));
}
