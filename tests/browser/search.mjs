// Search, as readers use it: in both languages, from a server and from a folder, by keyboard alone and without a script.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { accessible, visits } from "./page_checks.mjs";

const DESK = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 360, height: 740 } };
const VECTORS = new URL("../search/words.tsv", import.meta.url);

// What is typed, the title that must be among the results, and a word that must be marked.
const ENGLISH = [
  ["by the beginning of a word", "medel", "Medellín, Colombia", "Medel"],
  ["without an accent", "medellin", "Medellín, Colombia", "Medellín"],
  ["in capitals", "ISTANBUL", "Istanbul, Turkey", "Istanbul"],
  ["with a slip of the hand", "amstredam", "Amsterdam, Netherlands", "Amsterdam"],
  ["by a number", "cop21", "Paris, France", "COP21"],
  ["by digits of another script", "۲۰۱۵", "Paris, France", "2015"],
  ["by two words of its text", "urban resilience", "Medellín, Colombia", "Urban"],
  ["by the name of a network", "unhabitat", "Medellín, Colombia", "UN-Habitat"],
  ["an article", "successful examples", "Successful Examples of Urban Diplomacy", "Successful"],
];
const PERSIAN = [
  ["by the beginning of a word", "فرهن", "استانبول، ترکیه", "فرهن"],
  ["in Arabic letters", "تركيه", "استانبول، ترکیه", "ترکیه"],
  ["written in parts", "شبکه ها", "مدلین، کلمبیا", "شبکه"],
  ["joined, where it is written with a non-joiner", "تابآوری", "مدلین، کلمبیا", "تاب‌آوری"],
  ["with a non-joiner", "تاب‌آوری", "مدلین، کلمبیا", "تاب‌آوری"],
  ["by European digits", "2015", "پاریس، فرانسه", "۲۰۱۵"],
  ["by Persian digits", "۲۰۱۵", "پاریس، فرانسه", "۲۰۱۵"],
  ["with a slip of the hand", "استانول", "استانبول، ترکیه", "استانبول"],
  ["by what the city is called elsewhere", "medellin", "مدلین، کلمبیا", null],
];

/** Searches the site at `origin`, and the one in the folder `relative`, which was built for folders. */
export async function checkSearch(browser, tally, origin, relative) {
  const folder = pathToFileURL(`${resolve(relative)}/`).href;
  const journey = visits(browser, tally);
  for (const [where, root, page] of [
    ["from a server", `${origin}/`, ""],
    ["from a folder", folder, "index.html"],
  ]) {
    for (const [language, home, queries] of [["en", root, ENGLISH], ["fa", `${root}fa/`, PERSIAN]]) {
      const name = (what) => `search ${where}, ${language}: ${what}`;
      for (const [how, query, title, mark] of queries) {
        await journey(name(`finds ${how}`), DESK, (open) => finds(open, home + page, query, title, mark));
      }
      await journey(name("says that nothing holds a word"), DESK, (open) => findsNothing(open, home + page));
      await journey(name("by keyboard alone"), DESK, (open) => byKeyboard(open, `${home}about/${page}`));
      await journey(name("the page of results"), PHONE, (open) => onItsPage(open, `${home}search/${page}`, queries[0]));
    }
  }
  await checkRest(journey, origin, folder);
}

async function checkRest(journey, origin, folder) {
  await journey("search: nothing of it is fetched before somebody searches", DESK, async (open) => {
    const { page, requests } = await open(`${origin}/`);
    await page.waitForTimeout(300);
    const scripts = requests.filter((address) => address.endsWith(".js"));
    assert.deepEqual(scripts.map((address) => new URL(address).pathname.replace(/\.[0-9a-f]{16}/, "")), ["/theme/search-open.js"]);
  });
  await journey("search: a query is short, and its scripts are small", DESK, async (open) => {
    const { page } = await open(`${origin}/`);
    await type(page, "climate");
    const sizes = await page.evaluate(() =>
      performance.getEntriesByType("resource").filter((one) => one.name.includes(".js")).map((one) => [one.name, one.decodedBodySize]));
    const sum = (kind) => sizes.filter(([name]) => name.includes(kind)).reduce((all, [, size]) => all + size, 0);
    assert.ok(sum("/theme/") > 0 && sum("/theme/") < 30 * 1024, `scripts of ${sum("/theme/")} bytes`);
    assert.ok(sum("/search/") > 0 && sum("/search/") < 200_000, `index of ${sum("/search/")} bytes`);
  });
  await journey("search: words are those of the program", DESK, async (open) => {
    const { page } = await open(`${origin}/search/`);
    await page.waitForFunction(() => globalThis.chancerySearch);
    const lines = (await readFile(VECTORS, "utf8")).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    assert.ok(lines.length > 20);
    for (const line of lines) {
      const [written, expected] = line.split("\t");
      const text = written.replaceAll("{zwnj}", "\u200c").replaceAll("{shy}", "\u00ad");
      assert.equal(await page.evaluate((one) => globalThis.chancerySearch.words(one).join(" "), text), expected, written);
    }
  });
  for (const [language, path] of [["en", "/search/"], ["fa", "/fa/search/"]]) {
    await journey(`search without a script, ${language}: a list of everything`, { ...DESK, javaScriptEnabled: false }, async (open) => {
      const { page } = await open(`${origin}${path}`);
      assert.ok(await page.locator(".letter a:visible").count() > 20, "the list is not seen");
      assert.equal(await page.locator("main input:visible, .search-link kbd:visible").count(), 0, "a control that does nothing");
      await page.locator(".letter a[href*='cases/medellin']").click();
      assert.equal(await page.locator(".case h1, h1").count(), 1);
    });
    await journey(`search, ${language}: no violation of WCAG 2.2 AA`, PHONE, async (open) => {
      const { page } = await open(`${origin}${path}`);
      await page.locator("#_q").fill("c40");
      await page.locator(".found").first().waitFor();
      await accessible(page);
      await page.goto(`${origin}${path.replace("search/", "")}`);
      await type(page, "c40");
      await page.locator(".search-dialog .found").first().waitFor();
      await accessible(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, "the page scrolls sideways");
    });
  }
  await journey("search: the address of the page of results says what was asked for", DESK, async (open) => {
    const { page } = await open(`${origin}/search/`);
    await page.locator("#_q").fill("paris");
    await page.waitForURL(`${origin}/search/?q=paris`);
    await page.goto(`${folder}search/index.html?q=paris`);
    await page.locator(".found").first().waitFor();
    assert.equal(await page.locator("#_q").inputValue(), "paris");
  });
  await journey("search: a browser is told how to search the site", DESK, async (open) => {
    const { page } = await open(`${origin}/fa/`);
    const address = await page.locator("link[rel=search]").getAttribute("href");
    const description = await (await page.request.get(new URL(address, page.url()).href)).text();
    assert.match(description, /template="https:\/\/[^"]+\/fa\/search\/\?q=\{searchTerms\}"/);
    assert.ok(description.match(/<ShortName>([^<]*)</)[1].length <= 16, description);
  });
}

/** Opens the dialog by its key and types. */
async function type(page, query) {
  await page.keyboard.press("/");
  await page.locator(".search-dialog[open]").waitFor({ timeout: 5000 });
  await page.keyboard.type(query);
  await page.waitForFunction(() => document.querySelector(".search-dialog .search-status").textContent !== "", null, { timeout: 5000 });
}

async function finds(open, home, query, title, mark) {
  const { page } = await open(home);
  await type(page, query);
  const found = page.locator(".search-dialog .found", { has: page.locator(".found-title", { hasText: title }) });
  await found.first().waitFor({ timeout: 5000 });
  const marks = (await page.locator(".search-dialog mark").allInnerTexts()).map((text) => text.trim());
  if (mark !== null) assert.ok(marks.includes(mark), `marked: ${marks.join(" | ")}`);
  await found.first().click();
  await page.waitForLoadState("load");
  assert.equal(await page.locator("h1").innerText(), title);
}

async function findsNothing(open, home) {
  const { page } = await open(home);
  await type(page, "qqqqqq");
  await page.locator(".search-remark").waitFor({ timeout: 5000 });
  assert.match(await page.locator(".search-remark").innerText(), /qqqqqq/);
  assert.equal(await page.locator(".found").count(), 0);
}

async function byKeyboard(open, address) {
  const { page } = await open(address);
  await type(page, "paris");
  await page.locator(".search-dialog .found").first().waitFor();
  const input = page.locator(".search-dialog input");
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  for (const [key, place] of [["ArrowDown", 0], ["ArrowDown", 1], ["ArrowUp", 0], ["ArrowUp", -1], ["ArrowDown", 0]]) {
    await page.keyboard.press(key);
    const chosen = await page.evaluate(() => {
      const options = [...document.querySelectorAll(".search-dialog [role=option]")];
      const active = document.activeElement.getAttribute("aria-activedescendant");
      return { place: options.findIndex((one) => one.id === active), last: options.length - 1,
        selected: options.filter((one) => one.getAttribute("aria-selected") === "true").map((one) => one.id).join() === active };
    });
    assert.ok(chosen.selected, "what is chosen is not marked as such");
    assert.equal(chosen.place, place === -1 ? chosen.last : place);
  }
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".search-dialog[open]").count(), 0, "Escape does not close the dialog");
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  const href = await page.locator("[role=option][aria-selected=true]").getAttribute("href");
  await page.keyboard.press("Enter");
  await page.waitForURL(href);
}

async function onItsPage(open, address, [, query, title]) {
  const { page } = await open(address);
  assert.ok(await page.locator(".letter a:visible").count() > 20, "the list is not seen before somebody searches");
  await page.locator("#_q").fill(query);
  await page.locator(".found-title", { hasText: title }).first().waitFor({ timeout: 5000 });
  assert.equal(await page.locator(".letter a:visible").count(), 0, "the list stays beside the results");
  await page.locator("#_q").fill("");
  await page.locator(".letter a:visible").first().waitFor({ timeout: 5000 });
}
