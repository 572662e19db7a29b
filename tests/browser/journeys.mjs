// What a reader does: goes by keyboard, without scripts, by an old link, from right to left, on paper, from a folder.

import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { none } from "./page_checks.mjs";

const DESK = { viewport: { width: 1280, height: 800 } };
const CASE = "/cases/medellin/";
const ARTICLE = "/articles/successful-examples-of-urban-diplomacy/";
const OLD_ARTICLE = "/en/successful-examples-of-urban-diplomacy/";
/** More tab stops than any page of the tests has: a page that holds the focus for ever fails. */
const MOST_STOPS = 300;

/** Walks through the English site at `origin`, which lies in `folder`. */
export async function checkJourneys(browser, tally, origin, folder) {
  const visit = async (name, options, body) =>
    tally.check(name, async () => {
      const context = await browser.newContext({ ...DESK, ...options });
      try {
        await body(await context.newPage());
      } finally {
        await context.close();
      }
    });
  await visit("keyboard: the skip link is first, is seen and works", {}, (page) => skipLink(page, origin + CASE));
  for (const path of ["/", CASE, "/map/", "/matrix/", "/coverage/"]) {
    await visit(`keyboard: the focus is always seen on ${path}`, {}, (page) => focusSeen(page, origin + path));
  }
  await visit("keyboard: a pin of the map is reached, is named and leads to its case", {}, (page) => pinByKeyboard(page, origin));
  await visit("the matrix marks the row and the column of a mark, and says what it stands for", {}, (page) =>
    marksInMatrix(page, origin));
  await visit("without scripts: a phone shows what a case of the matrix names", { javaScriptEnabled: false }, async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${origin}/matrix/`);
    assert.equal(await page.locator(".matrix:visible").count(), 0, "the table is too wide for a phone");
    const first = page.locator(".matrix-list details").first();
    assert.equal(await first.locator("a:visible").count(), 0);
    await first.locator("summary").click();
    assert.ok(await first.locator("a:visible").count() > 2, "what the case names is not seen");
  });
  for (const path of ["/", CASE]) {
    await visit(`without scripts: text and menu on ${path}`, { javaScriptEnabled: false }, async (page) => {
      await page.goto(origin + path);
      await readable(page);
      await page.locator(".menu-more summary").click();
      assert.ok(await page.locator(".menu a:visible").count() >= 5, "the menu is not seen");
      await page.setViewportSize({ width: 360, height: 800 });
      await page.locator(".menu-narrow summary").click();
      assert.ok(await page.locator(".menu a:visible").count() >= 5, "the menu of a phone is not seen");
    });
  }
  await visit("the old address leads to the article", {}, async (page) => {
    await page.goto(origin + OLD_ARTICLE);
    await page.waitForURL(origin + ARTICLE, { timeout: 5000 });
    assert.equal(await page.locator(".article h1").count(), 1);
  });
  await visit("print: no menu, but the text", {}, async (page) => {
    await page.goto(origin + CASE);
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".menu", ".skip-link", ".breadcrumbs", ".neighbours"]) {
      assert.ok(await page.locator(hidden).count() > 0, `${hidden} is not in the page`);
      assert.equal(await page.locator(`${hidden}:visible`).count(), 0, `${hidden} is printed`);
    }
    await readable(page);
  });
  for (const [name, path] of [["a case", CASE], ["the matrix", "/matrix/"]]) {
    await visit(`print: ${name} takes one page of A4`, {}, async (page) => {
      await page.goto(origin + path);
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      assert.equal(pdf.toString("latin1").match(/\/Type \/Page\b/g).length, 1);
    });
  }
  for (const path of ["/booklet/", "/networks/c40/booklet/", "/fa/booklet/"]) {
    await visit(`print: ${path} has each case on a page of its own`, {}, (page) => printedBooklet(page, origin + path));
  }
  await visit("print: paper is white also where the screen is dark", { colorScheme: "dark" }, async (page) => {
    await page.goto(origin + CASE);
    const colours = () => page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      return ["--paper", "--ink", "--climate"].map((name) => style.getPropertyValue(name).trim());
    });
    assert.deepEqual(await colours(), ["#10161f", "#e8e4da", "#6bc582"]);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.deepEqual(await colours(), ["#fff", "#1b2330", "#0b6128"]);
  });
  for (const [language, path, day] of [["English", CASE, /Accessed .+ 20\d\d\.$/], ["Persian", `/fa${CASE}`, /[۰-۹]{4}\.$/]]) {
    await visit(`a citation is copied with the day of access, in ${language}`, {}, async (page) => {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin });
      await page.goto(origin + path);
      await page.getByRole("list").locator('a[href="#_cite"]').click();
      const line = (await page.locator(".citation-line").innerText()).replaceAll(/\s+/g, " ").trim();
      await page.locator(".citation button").click();
      await page.locator(".citation [role=status]").filter({ hasText: /./ }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.ok(copied.startsWith(`${line}. `) && day.test(copied), copied);
      assert.equal(await page.locator(".citation-files a").count(), 3);
    });
  }
  await visit("without scripts, a citation has no dead button", { javaScriptEnabled: false }, async (page) => {
    await page.goto(origin + CASE);
    assert.equal(await page.locator(".citation button").count(), 0);
    assert.ok(await page.locator(".citation-line").isVisible());
  });
  await visit("opened from a folder, a case shows its text", {}, async (page) => {
    await page.goto(pathToFileURL(join(resolve(folder), CASE, "index.html")).href);
    await readable(page);
  });
}

/** Looks whether the case of each site has its facts at the side where its lines end. */
export async function checkDirections(browser, tally, english, persian) {
  const cases = [
    { address: english, direction: "ltr" },
    { address: persian, direction: "rtl" },
  ];
  for (const { address, direction } of cases) {
    await tally.check(`${direction}: the facts stand at the end of the line`, async () => {
      const page = await browser.newPage(DESK);
      try {
        await page.goto(address);
        assert.equal(await page.locator("html").getAttribute("dir"), direction);
        const facts = await page.locator(".facts").boundingBox();
        const text = await page.locator(".case-text").boundingBox();
        const [left, right] = direction === "rtl" ? [facts, text] : [text, facts];
        assert.ok(left.x + left.width <= right.x, `left part ends at ${left.x + left.width}, right part begins at ${right.x}`);
      } finally {
        await page.close();
      }
    });
  }
}

async function printedBooklet(page, address) {
  await page.goto(address);
  const cases = await page.locator(".booklet-case").count();
  assert.ok(cases > 1, "the booklet has no cases");
  const pages = async () => {
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    return pdf.toString("latin1").match(/\/Type \/Page\b/g).length;
  };
  const apart = await pages();
  assert.ok(apart > cases, `${cases} cases and a title take ${apart} pages`);
  // Three long cases may take as many pages without the rule, so the rule itself is looked at.
  await page.emulateMedia({ media: "print" });
  const breaks = await page.locator(".booklet-case").evaluateAll((all) => all.map((one) => getComputedStyle(one).breakBefore));
  assert.deepEqual(new Set(breaks), new Set(["page"]), "cases do not begin a new page");
}

async function skipLink(page, address) {
  await page.goto(address);
  await page.keyboard.press("Tab");
  const link = page.locator(":focus");
  assert.equal(await link.getAttribute("href"), "#_main");
  const box = await link.boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0 && box.height > 10, `the link lies at ${box.x}, ${box.y}`);
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).hash, "#_main");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "the next stop is not in main");
}

/** Goes through all tab stops: each must have an outline, its own or that of the card whose link it is. */
async function focusSeen(page, address) {
  await page.goto(address);
  const dim = [];
  for (let stop = 0; ; stop += 1) {
    assert.ok(stop < MOST_STOPS, "the focus does not leave the page");
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return null;
      const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      // A pin of a map is drawn, and so is the ring around it.
      const ring = element.querySelector(".pin-touch");
      const drawn = (style) => style.stroke !== "none" && parseFloat(style.strokeWidth) >= 2;
      const seen =
        outlined(getComputedStyle(element)) ||
        outlined(getComputedStyle(element, "::after")) ||
        (ring !== null && drawn(getComputedStyle(ring)));
      return { seen, name: element.outerHTML.slice(0, 80) };
    });
    if (focus === null) {
      assert.ok(stop > 5, `only ${stop} tab stops`);
      break;
    }
    if (!focus.seen) dim.push(focus.name);
  }
  none(dim);
}

/** Goes to the first pin by the tab key, and follows it. */
async function pinByKeyboard(page, origin) {
  await page.goto(`${origin}/map/`);
  const isPin = () => document.activeElement.matches(".pin:not(.cluster)");
  for (let stop = 0; !(await page.evaluate(isPin)); stop += 1) {
    assert.ok(stop < MOST_STOPS, "no pin is reached");
    await page.keyboard.press("Tab");
  }
  const pin = await page.evaluate(() => ({
    name: document.activeElement.querySelector("title").textContent,
    address: document.activeElement.getAttribute("href"),
  }));
  assert.match(pin.name, /\S, \S/, "a pin says city and country");
  await page.keyboard.press("Enter");
  await page.waitForURL(origin + pin.address, { timeout: 5000 });
  assert.ok((await page.locator("h1").innerText()).includes(pin.name.split(",")[0]), "the case is of another city");
}

async function marksInMatrix(page, origin) {
  await page.goto(`${origin}/matrix/`);
  const link = page.locator(".matrix tbody td a").first();
  const place = await link.evaluate((element) => element.closest("td").cellIndex);
  const head = page.locator(".matrix-heads").locator(`:scope > :nth-child(${place + 1})`);
  const look = () =>
    page.evaluate(
      ([column]) => {
        const style = (selector) => getComputedStyle(document.querySelector(selector));
        return {
          head: style(`.matrix-heads > :nth-child(${column})`).fontWeight,
          below: style(`.matrix tbody tr:last-child > :nth-child(${column})`).backgroundColor,
          beside: style(".matrix tbody tr:first-child > .matrix-sum").backgroundColor,
          words: style(`.matrix tbody tr:first-child > :nth-child(${column}) .matrix-words`).clipPath,
        };
      },
      [place + 1],
    );
  const before = await look();
  for (const way of ["hover", "focus"]) {
    await page.mouse.move(0, 0);
    // A focus by the keyboard, as readers give it.
    if (way === "focus") await head.locator("a").focus().then(() => page.keyboard.press("Tab"));
    if (way === "hover") await link.hover();
    else await link.focus();
    const after = await look();
    for (const part of ["head", "below", "beside", "words"]) {
      assert.notEqual(after[part], before[part], `${way}: ${part} is not marked`);
    }
  }
  const words = await link.locator(".matrix-words").innerText();
  assert.ok(words.includes(await head.innerText()), `the words are “${words}”`);
}

async function readable(page) {
  assert.ok(await page.locator("h1").isVisible(), "the h1 is not seen");
  const text = await page.locator("main").innerText();
  assert.ok(text.length > 200, `main has ${text.length} characters`);
}
