// What a query must find first.

import { readFileSync } from "node:fs";

/**
 * @typedef {{query: string, says: string, fits: (hit: {href: string, title: string, text: string}) => boolean}} Golden
 * `title` is the last part of what the hit is called.
 */

/** Queries over the examples: the exact section. @returns {Golden[]} */
export function ofExamples(file) {
  return JSON.parse(readFileSync(file, "utf8")).map(({ query, id, anchor }) => ({
    query,
    says: `${id}#${anchor}`,
    fits: (hit) => hit.href.endsWith(`${id}.html${anchor && `#${anchor}`}`),
  }));
}

/** Queries that notes give as `a, b → 6.3 title or 3. title; …`, by the beginnings of titles. @returns {Golden[]} */
export function ofNotes(file) {
  const line = readFileSync(file, "utf8").split("\n").find((text) => text.startsWith("**Golden queries"));
  const groups = line.slice(line.indexOf(": ") + 2).replace(/\.$/, "").split("; ");
  return groups.flatMap(function (group) {
    const [queries, says] = group.split(" → ");
    return queries.split(", ").map((query) => ({ query, says, fits: fitting(query, says) }));
  });
}

function fitting(query, says) {
  if (says.includes("that holds it")) {
    return (hit) => hit.text.includes(query);
  }
  if (says.includes("latency")) {
    return (hit) => /レイテンシ|遅/.test(hit.title);
  }
  const titles = says.split(" or ");
  return (hit) => titles.some((title) => hit.title.startsWith(title) || (title === "連絡先" && hit.title.includes(title)));
}
