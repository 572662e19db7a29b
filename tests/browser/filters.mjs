// The filters of the list of cases, as readers use them: in both languages, from a server and from a folder, by keyboard alone
// and without a script.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { accessible, visits } from "./page_checks.mjs";

const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 } };
/** What each case of the site is about, in the order of the list, by its address. */
const CASES = {
  medellin: ["resilience"],
  "new-york": ["science", "security", "economy"],
  amsterdam: ["migration"],
  braga: ["culture"],
  paris: ["climate"],
  beijing: ["climate", "science"],
  istanbul: ["culture"],
};

/** Narrows the list of the site at `origin`, and of the one in the folder `relative`, which was built for folders. */
export async function checkFilters(browser, tally, origin, relative) {
  const folder = pathToFileURL(`${resolve(relative)}/`).href;
  const visit = visits(browser, tally);
  for (const [where, root, file] of [["from a server", `${origin}/`, ""], ["from a folder", folder, "index.html"]]) {
    for (const [language, home] of [["en", root], ["fa", `${root}fa/`]]) {
      const list = `${home}cases/${file}`;
      const name = (what) => `filters ${where}, ${language}: ${what}`;
      await visit(name("a choice shows the cases that have it"), DESK, (open) => chooses(open, list));
      await visit(name("the address says what was chosen"), DESK, (open) => follows(open, list));
      await visit(name("the counts are what one would get"), DESK, (open) => counts(open, list));
      await visit(name("a table and a map"), DESK, (open) => views(open, list));
      await visit(name("a sheet on a phone"), PHONE, (open) => sheet(open, list));
      await visit(name("by keyboard alone"), DESK, (open) => byKeyboard(open, list));
    }
  }
  await checkRest(visit, origin);
}

async function checkRest(visit, origin) {
  await visit("filters: nothing of them is fetched before somebody uses one", DESK, async (open) => {
    const { page, requests } = await open(`${origin}/cases/`);
    await page.waitForTimeout(300);
    const scripts = requests.filter((address) => address.includes("filters")).map((address) => new URL(address).pathname);
    assert.deepEqual(scripts.map((path) => path.replace(/\.[0-9a-f]{16}/, "")), ["/theme/filters-open.js"]);
  });
  for (const [language, path] of [["en", "/cases/"], ["fa", "/fa/cases/"]]) {
    await visit(`filters, ${language}: the file of what is shown is that of the data`, DESK, async (open) => {
      const { page } = await open(`${origin}${path}?themes=climate`);
      await shows(page, ["paris", "beijing"]);
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#_csv button").click()]);
      const table = await readFile(await download.path(), "utf8");
      const whole = await (await page.request.get(`${origin}${path.replace("cases/", "data/cases.csv")}`)).text();
      const wanted = whole.split("\r\n").filter((line, place) => place === 0 || /^(paris|beijing),/.test(line));
      assert.deepEqual(table.split("\r\n"), [...wanted, ""]);
    });
    for (const scheme of ["light", "dark"]) {
      await visit(`filters, ${language}, ${scheme}: no violation of WCAG 2.2 AA`, { ...PHONE, colorScheme: scheme }, async (open) => {
        const { page } = await open(`${origin}${path}?themes=climate`);
        for (const view of ["cards", "table", "map"]) {
          await page.locator(`[data-view=${view}]`).click();
          await page.locator(view === "map" ? ".narrowed .pin" : view === "table" ? ".case-table a" : ".narrowed .card").first().waitFor();
          await accessible(page);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, `${view} scrolls sideways`);
        }
        await page.locator(".filters-open").click();
        await accessible(page);
        await page.setViewportSize(DESK.viewport);
        await page.locator(".sheet-close").click();
        await page.locator("#_filters input").first().waitFor();
        await accessible(page);
      });
    }
    await visit(`filters without a script, ${language}: links, and nothing that does nothing`, { ...DESK, javaScriptEnabled: false }, async (open) => {
      const { page } = await open(`${origin}${path}`);
      assert.equal(await page.locator("main :is(button, input, dialog, .views):visible").count(), 0, "a control that does nothing");
      assert.equal(await page.locator(".cards .card:visible").count(), 7);
      await page.locator("[data-value=climate]").click();
      await page.waitForURL(`${origin}${path.replace("cases/", "themes/climate/")}`);
    });
  }
  await visit("filters: the back button takes a choice back", DESK, async (open) => {
    const { page } = await open(`${origin}/cases/`);
    await page.locator("[data-value=climate]").click();
    await shows(page, ["paris", "beijing"]);
    await page.waitForURL(`${origin}/cases/?themes=climate`);
    await page.locator("[data-view=table]").click();
    await page.waitForURL(`${origin}/cases/?themes=climate&view=table`);
    await page.goBack();
    await shows(page, ["paris", "beijing"]);
    await page.goBack();
    await page.locator("#_list").waitFor();
    assert.equal(await page.locator("#_list .card:visible").count(), 7);
    assert.equal(await page.locator("#_filters :checked").count(), 0);
  });
}

/** Waits until the narrowed list has these cases in this order. */
async function shows(page, expected) {
  const cases = () => [...document.querySelectorAll(".narrowed:not([hidden]) :is(.card-title, tbody th) a")].map((link) => link.href.match(/cases\/([^/]+)\//)?.[1]).join();
  await page.waitForFunction(`(${cases})() === ${JSON.stringify(expected.join())}`, null, { timeout: 5000 }).catch(async () => {
    assert.equal(await page.evaluate(cases), expected.join());
  });
}

const having = (...themes) => Object.keys(CASES).filter((name) => CASES[name].some((theme) => themes.includes(theme)));

async function chooses(open, list) {
  const { page } = await open(list);
  await page.locator("[data-value=climate]").click();
  await shows(page, having("climate"));
  await page.locator("[data-key=themes] input").nth(await place(page, "culture")).click();
  await shows(page, having("climate", "culture"));
  assert.equal(await page.locator(".chosen li").count(), 3, "two chips and a way to clear them");
  assert.match(await page.locator("#_found").innerText(), /[4۴].*[7۷]|[7۷].*[4۴]/);
  await page.locator(".chosen button").first().click();
  await shows(page, having("culture"));
  await page.locator(".narrowed .card-title a").first().click();
  await page.waitForLoadState("load");
  assert.equal(await page.locator("h1").count(), 1);
  assert.match(page.url(), /cases\/braga\/(index\.html)?$/);
}

/** Where the box of a theme stands, by its colour, which is the same in all languages. */
async function place(page, theme) {
  const squares = page.locator("[data-key=themes] label .square");
  const classes = await squares.evaluateAll((all) => all.map((one) => one.className));
  return classes.findIndex((name) => name.includes(`of-${theme}`));
}

async function follows(open, list) {
  const { page } = await open(`${list}?themes=science&country=CN&view=table`);
  await shows(page, ["beijing"]);
  assert.equal(await page.locator("[data-view=table]").getAttribute("aria-current"), "true");
  assert.equal(await page.locator("#_filters :checked").count(), 2);
  await page.locator(".chosen .as-link").click();
  await shows(page, Object.keys(CASES));
}

/** A number in the digits of either language. */
const digits = (text) => Number(text.replaceAll(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0));

/** Chooses each value that is shown and counts what one gets. */
async function counts(open, list) {
  const { page } = await open(`${list}?themes=climate`);
  await shows(page, having("climate"));
  for (const key of ["networks", "agreements", "country", "year"]) {
    const labels = page.locator(`[data-key=${key}] label`);
    const shown = await labels.count();
    assert.ok(shown > 0, `nothing of ${key}`);
    for (let index = 0; index < shown; index += 1) {
      const label = labels.nth(index);
      const promised = digits(await label.locator(".count").innerText());
      await label.locator("input").click();
      await page.waitForFunction((count) => {
        const cases = document.querySelector(".narrowed");
        return cases.querySelectorAll(".card").length === count && (count > 0 || cases.querySelector("p"));
      }, promised, { timeout: 3000 });
      await label.locator("input").click();
      await shows(page, having("climate"));
    }
  }
}

async function views(open, list) {
  const { page } = await open(list);
  await page.locator("[data-view=table]").click();
  await shows(page, Object.keys(CASES));
  assert.ok(await page.locator(".case-table thead th").count() >= 6);
  await page.locator("[data-view=map]").click();
  await page.locator(".narrowed .pin").first().waitFor();
  const numbers = await page.locator(".narrowed .pin").evaluateAll((pins) => pins.map((pin) => pin.querySelector(".pin-number")?.textContent ?? "1"));
  assert.equal(numbers.map(digits).reduce((sum, count) => sum + count), 7, "each case has a place");
  assert.ok(await page.locator(".narrowed .map-land").evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
  await page.locator(".narrowed .cluster").first().click();
  assert.equal(await page.locator(".map-found a").count(), 2);
  await page.locator(".narrowed .pin:not(.cluster)").first().click();
  await page.waitForLoadState("load");
  assert.match(page.url(), /cases\/[a-z-]+\/(index\.html)?$/);
}

async function sheet(open, list) {
  const { page } = await open(list);
  assert.equal(await page.locator(".facet:visible").count(), 0, "the facets stand above the cases");
  await page.locator(".filters-open").click();
  const box = page.locator("#_sheet[open] [data-key=themes] label").first();
  await box.click();
  await page.locator(".sheet-show").click();
  await page.locator("#_sheet").waitFor({ state: "hidden" });
  await shows(page, having("climate"));
  assert.match(await page.locator(".filters-open").innerText(), /[1۱]/);
  await page.locator(".filters-open").click();
  await page.locator(".sheet-clear").click();
  await page.keyboard.press("Escape");
  await page.locator("#_list").waitFor();
}

async function byKeyboard(open, list) {
  const { page } = await open(list);
  await page.locator("[data-value=climate]").focus();
  await page.keyboard.press("Enter");
  await shows(page, having("climate"));
  assert.ok(await page.evaluate(() => document.activeElement.matches("input:checked")), "the focus is not on what was chosen");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.locator(".chosen li").nth(2).waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.matches("input:checked")), "the focus is lost by a choice");
  await page.locator(".chosen button").first().focus();
  await page.keyboard.press("Enter");
  await page.locator(".chosen li").nth(2).waitFor({ state: "detached" });
  assert.ok(await page.evaluate(() => document.activeElement.closest(".chosen") !== null), "the focus is lost with a chip");
}
