// One site under four addresses: at the root of a domain, in a folder of a host, on servers that write addresses with and
// without a slash at their end, and opened by double-click. A reader comes, sees it as it should look, and follows links.
//
// In: a folder with the builds `root`, `library` (for /library/), `relative` and `relative-persian` of the sites in
// tests/sites, and `whole`, that of this repository for a folder, in which search.mjs looks; and
// `two-languages`, at which offline.mjs looks. `relative` is also moved to a
// folder with an odd name, as on a stick.

import assert from "node:assert/strict";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { listenForErrors, none } from "./page_checks.mjs";
import { serve } from "./server.mjs";

/** Visits the site in `folder` at each of its addresses. */
export async function checkAddresses(browser, tally, folder) {
  const built = (name) => resolve(join(folder, name));
  const stick = await mkdtemp(join(tmpdir(), "ch ancery-"));
  const moved = join(stick, "a b#c شهر%20");
  await cp(built("relative"), moved, { recursive: true });
  const servers = [];
  const served = async (name, options) => {
    const server = await serve(built(name), options);
    servers.push(server);
    return `${server.origin}${options?.prefix ?? ""}/`;
  };
  try {
    const homes = [
      ["at the root of a domain", await served("root")],
      ["in a folder of a host", await served("library", { prefix: "/library" })],
      ["where a slash is added", await served("root", { slashes: "added" })],
      ["where a slash is taken away", await served("root", { slashes: "taken" })],
      ["where no slash is needed", await served("root", { slashes: "optional" }), "cases/oslo"],
      ["from a folder", pathToFileURL(`${built("relative")}/index.html`).href],
      ["from a folder with an odd name", pathToFileURL(join(moved, "index.html")).href],
      ["from a folder that a server shows", await served("relative", { prefix: "/some/where" })],
    ];
    for (const [name, home, start] of homes) {
      await tally.check(`${name}: a reader sees the site and follows its links`, () => journey(browser, home, start));
    }
    const persian = pathToFileURL(`${built("relative-persian")}/index.html`).href;
    await tally.check("from a folder: a case with a Persian address", () => persianJourney(browser, persian));
    await tally.check("a lost reader finds the way home from any depth", () =>
      lostReader(browser, new URL("not/here/at/all", homes[1][1]).href, homes[1][1]));
  } finally {
    for (const server of servers) server.close();
    await rm(stick, { recursive: true });
  }
}

async function visit(browser, home, body, address = home) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const foreign = [];
    const { protocol, host } = new URL(home);
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol !== protocol || url.host !== host) foreign.push(request.url());
    });
    const failed = [];
    // A browser gives up what a page still loads when its reader goes on.
    context.on("requestfailed", (request) => {
      if (request.failure().errorText !== "net::ERR_ABORTED") failed.push(`failed: ${request.url()}`);
    });
    const page = await context.newPage();
    const errors = listenForErrors(page, address);
    await body(page);
    none(foreign);
    none(failed);
    // Redirects have no icon; a browser then asks the host whether it has one.
    none(errors.filter((error) => !error.endsWith("/favicon.ico")));
  } finally {
    await context.close();
  }
}

async function journey(browser, home, start) {
  await visit(browser, home, async (page) => {
    await page.goto(home);
    await looksRight(page);
    await click(page, ".menu a >> nth=0", "Cases");
    await click(page, ".pagination a[rel=next], .pagination a >> nth=-1", "Cases");
    await page.goto(start ? new URL(start, home).href : home);
    if (!start) {
      await click(page, ".menu a >> nth=0", "Cases");
      await click(page, "main a[href*='cases/oslo']", "Oslo, Norway");
    }
    await looksRight(page);
    // The picture in the text is there, and a link between two Markdown files leads to the section that it names.
    const loaded = await page.locator(".case-text img").evaluateAll((all) => all.map((one) => one.complete && one.naturalWidth > 0));
    assert.ok(loaded.length > 0 && loaded.every(Boolean), `pictures: ${loaded}`);
    await click(page, "a[href*='medellin'][href$='#key-actions']", "Medellín, Colombia");
    assert.equal(new URL(page.url()).hash, "#key-actions");
    await page.waitForFunction(() => document.querySelector("#key-actions").getBoundingClientRect().top < innerHeight, null, { timeout: 5000 });
    await looksRight(page);
    await click(page, ".brand", "Cities in the World");
    await page.goto(new URL(home.startsWith("file:") ? "en/medellin/index.html" : "en/medellin/", home).href);
    await page.waitForURL(/cases\/medellin(\/|\/index\.html)?$/, { timeout: 5000 });
    await looksRight(page);
  });
}

async function persianJourney(browser, home) {
  await visit(browser, home, async (page) => {
    await page.goto(home);
    await looksRight(page);
    const link = page.locator(`main a[href*="${encodeURI("هیروشیما")}"]:visible`).first();
    await link.click();
    await page.waitForLoadState("load");
    assert.ok(decodeURI(page.url()).endsWith("cases/هیروشیما/index.html"), page.url());
    await looksRight(page);
    assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  });
}

async function lostReader(browser, address, home) {
  await visit(browser, home, async (page) => {
    const answer = await page.goto(address);
    assert.equal(answer.status(), 404);
    await looksRight(page);
    await click(page, "main a", "Cities in the World");
    assert.equal(page.url(), home);
  }, address);
}

/** Follows a link by a click, and looks whether the page it leads to has this heading. */
async function click(page, selector, heading) {
  await page.locator(selector).first().click();
  await page.waitForLoadState("load");
  assert.equal((await page.locator("h1").innerText()).trim(), heading, page.url());
}

/** Style sheet and icon are there: the page has the theme's paper, and not a browser's. */
async function looksRight(page) {
  const sheets = await page.evaluate(() => [...document.styleSheets].filter((sheet) => sheet.href !== null).length);
  assert.equal(sheets, 1, `${page.url()} has ${sheets} style sheets`);
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.notEqual(paper, "rgba(0, 0, 0, 0)", `${page.url()} has no style`);
  const serif = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
  assert.notEqual(serif, "\"Times New Roman\"", `${page.url()} has the browser's own letters`);
}
