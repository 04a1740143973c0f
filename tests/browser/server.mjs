// A server of files for a folder, on loopback, under a path.

import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

export const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".svg": "image/svg+xml",
};
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;

/**
 * @param {string} folder
 * @param {{prefix?: string, policy?: boolean, extra?: (path: string) => string | undefined}} options `policy: false` takes
 *   the site's Content-Security-Policy out of its pages; `extra` gives pages that are not in the folder.
 */
export async function serve(folder, { prefix = "/", policy = true, extra = () => undefined } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const page = extra(path);
    if (page !== undefined) {
      response.writeHead(200, { "content-type": TYPES[".html"] }).end(page);
      return;
    }
    const file = normalize(join(folder, path.slice(prefix.length) || "index.html"));
    try {
      if (!path.startsWith(prefix) || !file.startsWith(folder + sep)) {
        throw new Error("outside");
      }
      let body = await readFile(file);
      if (!policy && file.endsWith(".html")) {
        const text = body.toString("utf8");
        if (!POLICY.test(text)) {
          throw new Error(`no policy in ${file}`);
        }
        body = Buffer.from(text.replace(POLICY, ""));
      }
      response.writeHead(200, { "content-type": TYPES[extname(file)] || "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, base: origin + prefix, close: () => server.close() };
}

/** Paths of the pages of a site, with `/`, sorted. */
export async function pagesOf(folder) {
  return sorted(folder, false);
}

/** Pages that lead on to another one. */
export async function redirectsOf(folder) {
  return sorted(folder, true);
}

async function sorted(folder, leadOn) {
  const entries = await readdir(folder, { recursive: true });
  const pages = entries.filter((path) => path.endsWith(".html")).map((path) => path.split(sep).join("/")).sort();
  const texts = await Promise.all(pages.map((path) => readFile(join(folder, path), "utf8")));
  return pages.filter((_, at) => texts[at].includes('http-equiv="refresh"') === leadOn);
}

/** A path as a part of an address. */
export function address(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}
