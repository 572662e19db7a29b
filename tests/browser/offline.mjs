// What a reader has read opens again without a network. The site is that of tests/sites/two-languages, which says `offline: true`;
// loopback addresses are as good as https to a browser.
//
// In: the folder of its build. It is copied, and the copy changed as by a new build.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { serve } from "./server.mjs";

const PATIENCE = { timeout: 30_000 };

/** Reads the site in `folder` with and without a network. */
export async function checkOffline(browser, tally, folder) {
  const copy = await mkdtemp(join(tmpdir(), "chancery-offline-"));
  await cp(folder, copy, { recursive: true });
  const server = await serve(copy);
  const context = await browser.newContext();
  const page = await context.newPage();
  const at = (path) => server.origin + path;
  try {
    await tally.check("offline: a page that was read opens without a network, with its style and its letters", async () => {
      await page.goto(at("/cases/lima/"));
      await kept(page, "/cases/lima/");
      await page.goto(at("/fa/cases/oslo/"));
      await page.goto(at("/search/"));
      await page.locator("#_search input").first().fill("lima");
      await page.locator("#_search a[href*='cases/lima']").first().waitFor(PATIENCE);
      await kept(page, "/search/");
      server.stop();
      await page.goto(at("/cases/lima/?from=a-link#context"));
      await looksRight(page, "ltr");
      assert.equal((await page.locator("main h1").innerText()).trim(), "Lima, Peru");
    });
    await tally.check("offline: the search finds what it found before", async () => {
      await page.goto(at("/search/?q=lima"));
      await page.locator("#_search a[href*='cases/lima']").first().waitFor(PATIENCE);
    });
    await tally.check("offline: in place of what was not read stands a notice in its language, which lists what was", async () => {
      for (const [path, direction] of [["/cases/riga/", "ltr"], ["/fa/cases/riga/", "rtl"]]) {
        const answer = await page.goto(at(path));
        assert.equal(answer.status(), 503);
        await looksRight(page, direction);
        assert.ok(await page.locator("body").evaluate((body) => body.classList.contains("offline-page")));
        await page.locator("#_kept a").first().waitFor(PATIENCE);
        const listed = await page.locator("#_kept a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
        assert.deepEqual(listed, direction === "rtl" ? ["/fa/cases/oslo/"] : ["/search/", "/cases/lima/"]);
      }
    });
    await tally.check("offline: while there is a network, nobody reads an old page, and what was kept becomes new", async () => {
      await server.start();
      await change(copy, "cases/lima/index.html", "</h1>", " (new)</h1>");
      await page.goto(at("/cases/lima/"));
      assert.match(await page.locator("main h1").innerText(), /\(new\)$/);
      await change(copy, "cases/lima/index.html", "(new)", "(newer)");
      await change(copy, "service-worker.js", /"version":"\w+"/, '"version":"0123"');
      await rm(join(copy, "fa/cases/oslo/index.html"));
      await page.goto(at("/"));
      await becomesTrue(page, async () => {
        const names = await caches.keys();
        return names.length === 1 && names[0].endsWith(" 0123");
      });
      server.stop();
      await page.goto(at("/cases/lima/"));
      assert.match(await page.locator("main h1").innerText(), /\(newer\)$/);
      assert.equal((await page.goto(at("/fa/cases/oslo/"))).status(), 503);
    });
    await tally.check("offline: a site that ends it takes back what it kept", async () => {
      await server.start();
      const worker = await readFile(join(copy, "service-worker.js"), "utf8");
      const end = await readFile(new URL("../../src/outputs/offline/end.js", import.meta.url), "utf8");
      await writeFile(join(copy, "service-worker.js"), `${worker.split("\n")[0]}\n${end}`);
      await change(copy, "index.html", /<script[^>]*data-worker[^>]*><\/script>/, "");
      await page.goto(at("/"));
      await becomesTrue(
        page,
        async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0,
      );
    });
  } finally {
    await context.close();
    server.close();
    await rm(copy, { recursive: true });
  }
}

/** Waits until the device has the page at a path. */
async function kept(page, path) {
  await becomesTrue(page, async (address) => (await caches.match(address, { ignoreVary: true })) !== undefined, path);
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
}

/** Waits for what a page knows only after a while: `waitForFunction` takes the first answer of an `async` function. */
async function becomesTrue(page, ask, value) {
  const end = Date.now() + PATIENCE.timeout;
  while (!(await page.evaluate(ask, value))) {
    assert.ok(Date.now() < end, `it never became true: ${ask}`);
    await page.waitForTimeout(100);
  }
}

async function looksRight(page, direction) {
  assert.equal(await page.locator("html").getAttribute("dir"), direction);
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.notEqual(paper, "rgba(0, 0, 0, 0)", `${page.url()} has no style`);
  const faces = await page.evaluate(async () => [...(await document.fonts.ready)].filter((face) => face.status === "loaded").length);
  assert.ok(faces > 0, `${page.url()} has none of the theme's letters`);
}

async function change(folder, file, what, by) {
  const text = await readFile(join(folder, file), "utf8");
  const changed = text.replace(what, by);
  assert.notEqual(changed, text, `${file} is as it was`);
  await writeFile(join(folder, file), changed);
}
