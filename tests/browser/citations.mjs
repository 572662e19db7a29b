// The citations of a built site by readers that are not ours: Citation.js reads each format, and citeproc sets a line of it.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";

/** Reads the citations of every case of the site in `folder`, and of its edition in `edition`. */
export async function checkCitations(tally, folder, edition) {
  for (const cases of [join(folder, "cases"), join(folder, edition, "cases")]) {
    const names = await readdir(cases, { withFileTypes: true });
    for (const { name } of names.filter((entry) => entry.isDirectory() && entry.name !== "page")) {
      const path = join(cases, name);
      await tally.check(`the citations of ${path}`, () => checkCase(path));
    }
  }
  await tally.check("the citations of the library", async () => {
    const text = (ending) => readFile(join(folder, "data", `cases.${ending}`), "utf8");
    const counts = [];
    for (const ending of ["bib", "ris", "csl.json"]) {
      counts.push(new Cite(await text(ending)).data.length);
    }
    assert.ok(counts[0] > 1 && counts.every((count) => count === counts[0]), counts.join(" "));
  });
}

async function checkCase(path) {
  const page = await readFile(join(path, "index.html"), "utf8");
  const read = async (ending) => {
    const found = new Cite(await readFile(join(path, `cite.${ending}`), "utf8")).data;
    assert.equal(found.length, 1, `${ending} holds one citation`);
    return found[0];
  };
  const [csl, bib, ris] = [await read("json"), await read("bib"), await read("ris")];
  // What is protected from being turned into small letters is no part of the words.
  const plain = (text) => text.replaceAll(/<[^>]+>/g, "");
  for (const item of [bib, ris]) {
    assert.equal(plain(item.title), csl.title);
    assert.equal(item.URL, csl.URL);
    assert.deepEqual(item.author.map(inOrder), csl.author.map(inOrder));
    assert.deepEqual(item.issued["date-parts"][0].map(Number), csl.issued["date-parts"][0]);
  }
  assert.equal(csl.accessed, undefined, "only the reader knows the day of access");
  assert.ok(page.includes(`<meta name="citation_public_url" content="${csl.URL}">`), "the page has the same address");
  const line = new Cite(csl).format("bibliography", { template: "apa", format: "text" });
  assert.ok(line.includes(csl.URL) && line.includes(csl.title.slice(0, 8)), line);
}

/** A name as it is read. */
function inOrder({ family, given, literal, "non-dropping-particle": particle }) {
  return literal ?? [given, particle, family].filter(Boolean).join(" ");
}
