// What must hold for every page, at every width and in every colour scheme.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"] },
  // The rule of WCAG 2.2 is off unless asked for by name.
  rules: { "target-size": { enabled: true } },
};

/** A narrow phone and a desk, by day and by night. */
export const VIEWS = [360, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));

/** The narrowest screen at which WCAG asks for text without sideways scrolling. */
const NARROWEST = 320;

/** Opens each of `paths` at `origin` in a view and checks it. */
export async function checkPages(browser, tally, origin, paths, { width, scheme }) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
  const foreign = await keepToHost(context, origin);
  for (const path of paths) {
    const name = (what) => `${path} at ${width} px, ${scheme}: ${what}`;
    const page = await context.newPage();
    const errors = listenForErrors(page, origin + path);
    foreign.length = 0;
    await tally.check(name("opens"), () => page.goto(origin + path, { waitUntil: "load" }));
    await tally.check(name("no request to another host"), () => none(foreign));
    await tally.check(name("no error in the console"), () => none(errors));
    await tally.check(name("a title and one h1"), () => titled(page));
    await tally.check(name("follows the colour scheme"), () => coloured(page, scheme));
    await tally.check(name("no violation of WCAG 2.2 AA"), () => accessible(page));
    for (const narrow of width < 1000 ? [width, NARROWEST] : [width]) {
      await tally.check(name(`no sideways scrolling at ${narrow} px`), () => fits(page, narrow));
    }
    await page.close();
  }
  await context.close();
}

/** Stops requests of `context` that leave `origin`, and returns the list to which their addresses are added. */
async function keepToHost(context, origin) {
  const foreign = [];
  await context.route("**", (route) => {
    const address = route.request().url();
    if (address.startsWith(`${origin}/`)) return route.continue();
    foreign.push(address);
    return route.abort();
  });
  return foreign;
}

/** Runs a check with a function that opens an address and tells what is fetched; whatever the console says fails it. */
export function visits(browser, tally) {
  return (name, options, body) =>
    tally.check(name, async () => {
      const context = await browser.newContext(options);
      try {
        const page = await context.newPage();
        const requests = [];
        page.on("request", (request) => requests.push(request.url()));
        let errors = [];
        await body(async (address) => {
          errors = listenForErrors(page, address);
          await page.goto(address);
          return { page, requests };
        });
        none(errors);
      } finally {
        await context.close();
      }
    });
}

/** The errors in the console of a page from now on; a 404 that `address` itself answers with is none. */
export function listenForErrors(page, address) {
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    // The browser reports the 404 of the page itself, which is what the page for lost readers has to answer.
    const itself = message.location().url === new URL(address).href && message.text().includes("404");
    if (message.type() === "error" && !itself) errors.push(`${message.text()} ${message.location().url}`);
  });
  return errors;
}

/** Fails with what was found. */
export function none(found) {
  assert.equal(found.length, 0, found.join("; "));
}

async function titled(page) {
  assert.notEqual((await page.title()).trim(), "", "the title is empty");
  const headings = await page.locator("h1").allInnerTexts();
  assert.equal(headings.length, 1, `h1: ${headings.join(" | ")}`);
  assert.notEqual(headings[0].trim(), "", "the h1 is empty");
}

/** By day the paper is lighter than the ink; by night it is the other way round. */
async function coloured(page, scheme) {
  const [paper, ink] = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    const brightness = (colour) => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    return [brightness(style.backgroundColor), brightness(style.color)];
  });
  assert.equal(paper > ink ? "light" : "dark", scheme);
}

export async function accessible(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), RULES);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  none(found);
}

async function fits(page, width) {
  await page.setViewportSize({ width, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `the page is ${wide} px wide`);
}
