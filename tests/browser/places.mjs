// The places of a document where a text of somebody else may stand.

/** Vectors of a document: so many, that a fault is still found. */
const TOGETHER = 25;
/** Documents of a folder: each page names those beside it. */
const OF_FOLDER = 100;

const line = (text) => text.replace(/[\r\n]+/g, " ");
const cell = (text) => line(text).replace(/\|/g, "\\|");
const indented = (text, by) => text.split(/\r\n?|\n/).map((part) => by + part).join("\n");

/** One block for each vector; what a block leaves open ends with its container. */
const PLACES = {
  body: (text) => `${indented(text, "> ")}\n\n**${line(text)}**: 値\n`,
  heading: (text) => `## ${line(text)}\n`,
  table: (text) => `| ${cell(text)} | 見出し | 備考 |\n| --- | --- | --- |\n| 行 | ${cell(text)} | ${cell(text)} |\n`,
  list: (text) => `- [ ] ${indented(text, "  ").slice(2)}`,
  code: (text) => `\`\`\`\`\`\`\`\`\`\`bash\n${text}\n\`\`\`\`\`\`\`\`\`\`\n\n~~~~~~~~json\n${text}\n~~~~~~~~\n\n\`\`\`\` ${line(text).replace(/`/g, "")} \`\`\`\`\n`,
  info: (text) => `~~~~~~~~ ${line(text)}\nkubectl get pods\n~~~~~~~~\n`,
  link: (text) =>
    [
      `[${line(text)}](${line(text)})`,
      `[宛先](<${line(text)}>)`,
      `[題](https://example.com/ "${line(text)}")`,
      `![${line(text)}](${line(text)})`,
      `<${line(text)}>`,
      `[参照]: ${line(text)}`,
      `https://example.com/${line(text)}`,
    ].map((part) => `> ${part}\n`).join("\n"),
};

/** @returns {Iterable<[string, string]>} path and text of each document */
export function* documents(vectors) {
  yield ["index.md", "# 入口\n\n本文です。\n"];
  for (const [place, write] of Object.entries(PLACES)) {
    for (let at = 0; at < vectors.length; at += TOGETHER) {
      const blocks = vectors.slice(at, at + TOGETHER).map((vector) => write(vector.payload));
      yield [`${place}/${at}.md`, `# ${place} ${at}\n\n${blocks.join("\n")}`];
    }
  }
  for (const [at, vector] of vectors.entries()) {
    const title = JSON.stringify(vector.payload);
    const folder = `title-${Math.floor(at / OF_FOLDER)}`;
    yield [`${folder}/${at}.md`, `---\ntitle: ${title}\nservice: ${title}\nowner: ${title}\n---\n\n本文です。\n`];
  }
}
