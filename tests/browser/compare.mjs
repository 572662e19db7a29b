// The comparison of cases, as readers use it: in both languages, from a server and from a folder, by keyboard alone, on paper and
// without a script; and the switch of languages, which keeps what was chosen.

import assert from "node:assert/strict";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { accessible, visits } from "./page_checks.mjs";

const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 } };
/** What the cities are called that are compared. */
const CITIES = { en: { medellin: "Medellín", paris: "Paris", beijing: "Beijing" }, fa: { medellin: "مدلین", paris: "پاریس", beijing: "پکن" } };

/** Compares cases of the site at `origin`, and of the one in the folder `relative`, which was built for folders. */
export async function checkCompare(browser, tally, origin, relative) {
  const folder = pathToFileURL(`${resolve(relative)}/`).href;
  const visit = visits(browser, tally);
  for (const [where, root, file] of [["from a server", `${origin}/`, ""], ["from a folder", folder, "index.html"]]) {
    for (const [language, home] of [["en", root], ["fa", `${root}fa/`]]) {
      const other = language === "en" ? `${root}fa/` : root;
      const at = (path) => `${home}${path}/${file}`;
      const name = (what) => `comparison ${where}, ${language}: ${what}`;
      await visit(name("facts in rows, sections in columns"), DESK, (open) => compares(open, at("compare"), language));
      await visit(name("cases are chosen and taken out by keyboard alone"), DESK, (open) => byKeyboard(open, at("compare"), language));
      await visit(name("from a case to the next one"), PHONE, (open) => fromCase(open, at("cases/medellin"), language));
      await visit(name("from boxes in the table of cases"), DESK, (open) => fromTable(open, at("cases"), language));
      for (const [path, query] of [["compare", "?cases=medellin,paris"], ["cases", "?themes=climate&view=table"], ["search", "?q=C40"]]) {
        await visit(name(`the other language keeps what was chosen on /${path}/`), DESK, (open) => switches(open, at(path) + query, `${other}${path}/${file}${query}`));
      }
    }
  }
  await checkRest(visit, origin);
}

async function checkRest(visit, origin) {
  for (const [language, home] of [["en", "/"], ["fa", "/fa/"]]) {
    const address = `${origin}${home}compare/`;
    for (const view of [DESK, PHONE]) {
      for (const colorScheme of ["light", "dark"]) {
        const { width } = view.viewport;
        await visit(`comparison, ${language} at ${width} px, ${colorScheme}: no violation of WCAG 2.2 AA`, { ...view, colorScheme }, async (open) => {
          const { page } = await open(`${address}?cases=medellin,paris,beijing`);
          await shows(page, language, ["medellin", "paris", "beijing"]);
          await accessible(page);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width, "the page scrolls sideways");
        });
      }
    }
    await visit(`comparison, ${language}: on paper the cases without the choice`, DESK, async (open) => {
      const { page } = await open(`${address}?cases=medellin,paris`);
      await shows(page, language, ["medellin", "paris"]);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator("main :is(input, button):visible").count(), 0);
      const columns = await page.locator(".compare-section").last().locator(".compare-column").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      assert.equal(columns[0], columns[1], "the texts do not stand side by side");
    });
    await visit(`comparison, ${language}: what all cases name stands out`, DESK, async (open) => {
      const { page } = await open(`${address}?cases=medellin,paris`);
      await shows(page, language, ["medellin", "paris"]);
      const shared = await page.locator(".is-shared").evaluateAll((all) => all.map((link) => link.href.split("/").at(-2)));
      assert.deepEqual(shared.sort(), ["c40", "c40", "paris-agreement", "paris-agreement"]);
    });
    await visit(`comparison, ${language}: links lead to pages`, DESK, async (open) => {
      const { page } = await open(`${address}?cases=medellin,paris`);
      await shows(page, language, ["medellin", "paris"]);
      const links = await page.locator("#_compared a").evaluateAll((all) => [...new Set(all.map((one) => one.href.split("#")[0]))]);
      assert.ok(links.length > 10, `${links.length} links`);
      for (const link of links.filter((link) => link.startsWith(origin))) {
        assert.equal((await page.request.get(link)).status(), 200, link);
      }
    });
    await visit(`comparison without a script, ${language}: the page leads to the matrix`, { ...DESK, javaScriptEnabled: false }, async (open) => {
      const { page } = await open(address);
      assert.equal(await page.locator("main :is(button, input):visible").count(), 0, "a control that does nothing");
      await page.locator("main noscript a, main p a").click();
      await page.waitForURL(`${origin}${home}matrix/`);
    });
  }
  await visit("comparison: the back button takes a choice back", DESK, async (open) => {
    const { page } = await open(`${origin}/compare/?cases=medellin,paris`);
    await shows(page, "en", ["medellin", "paris"]);
    await page.locator(".chosen button").first().click();
    await page.waitForURL(`${origin}/compare/?cases=paris`);
    await page.goBack();
    await shows(page, "en", ["medellin", "paris"]);
  });
  await visit("comparison: four at most, and what is no case is passed over", DESK, async (open) => {
    const { page } = await open(`${origin}/compare/?cases=nowhere,medellin,paris,paris,beijing,braga,istanbul`);
    await shows(page, "en", ["medellin", "paris", "beijing", "braga"]);
    assert.ok(await page.locator("#_compare-add").isDisabled());
  });
  await visit("comparison: of the cases only their files are fetched", DESK, async (open) => {
    const { page, requests } = await open(`${origin}/compare/`);
    await page.locator(".compare-offers button").first().waitFor();
    const files = requests.map((address) => new URL(address).pathname).filter((path) => path.startsWith("/compare/"));
    assert.deepEqual(files, ["/compare/", "/compare/index.js"]);
  });
}

const cityOf = (language, id) => CITIES[language][id] ?? id;

/** Waits until the table has these cases in this order. */
async function shows(page, language, ids) {
  const shown = () => [...document.querySelectorAll(".compare-table thead th a")].map((link) => link.href.match(/cases\/([^/]+)\//)?.[1]).join();
  await page.waitForFunction(`(${shown})() === ${JSON.stringify(ids.join())}`, null, { timeout: 5000 }).catch(async () => {
    assert.equal(await page.evaluate(shown), ids.join());
  });
  const title = await page.title();
  for (const id of ids) if (CITIES[language][id]) assert.ok(title.includes(cityOf(language, id)), `${title} does not name ${id}`);
}

async function compares(open, address, language) {
  const { page } = await open(`${address}?cases=medellin,paris`);
  await shows(page, language, ["medellin", "paris"]);
  const cells = await page.locator(".compare-table tbody tr").evaluateAll((rows) => rows.map((row) => [row.querySelector("th").textContent, ...[...row.querySelectorAll("td > div")].map((cell) => cell.textContent.trim())]));
  assert.ok(cells.length >= 7, `${cells.length} rows`);
  assert.deepEqual(cells[0].slice(1), [cityOf(language, "medellin"), cityOf(language, "paris")]);
  assert.ok(cells.every((row) => row.length === 3 && row.every((cell) => cell)), JSON.stringify(cells));
  const heads = await page.locator("#_compared h2").allInnerTexts();
  assert.ok(heads.length >= 5, heads.join());
  const sections = page.locator(".compare-section:not(.compare-facts)");
  for (let index = 0; index < await sections.count(); index += 1) {
    assert.deepEqual(await sections.nth(index).locator("h3").allInnerTexts(), [cityOf(language, "medellin"), cityOf(language, "paris")]);
    assert.equal(await sections.nth(index).locator(".prose > p").count() > 1, true, heads[index + 1]);
  }
  await page.locator(".compare-table thead a").first().click();
  await page.waitForLoadState("load");
  assert.match(page.url(), /cases\/medellin\/(index\.html)?$/);
}

async function byKeyboard(open, address, language) {
  const { page } = await open(address);
  await page.locator("#_compare-add").focus();
  await page.keyboard.type(cityOf(language, "medellin").slice(0, 4).toLowerCase().replace("í", "i"));
  await page.keyboard.press("Enter");
  await page.locator(".chosen li").nth(0).waitFor();
  await page.keyboard.type(cityOf(language, "paris"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await shows(page, language, ["medellin", "paris"]);
  assert.ok(page.url().endsWith("?cases=medellin,paris"), page.url());
  assert.ok(await page.evaluate(() => document.activeElement.id === "_compare-add"), "the focus is lost by a choice");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.locator(".chosen li").nth(1).waitFor({ state: "detached" });
  assert.ok(page.url().endsWith("?cases=medellin"), page.url());
  assert.ok(await page.evaluate(() => document.activeElement.closest(".chosen") !== null), "the focus is lost with a case");
  assert.equal(await page.locator("#_compared").innerText(), "");
}

async function fromCase(open, address, language) {
  const { page } = await open(address);
  await page.locator(".actions a[href*=compare]").click();
  await page.locator(".chosen li").first().waitFor();
  assert.match(page.url(), /compare\/(index\.html)?\?cases=medellin$/);
  await page.locator(".compare-offers button", { hasText: cityOf(language, "beijing") }).click();
  await shows(page, language, ["medellin", "beijing"]);
}

async function fromTable(open, address, language) {
  const { page } = await open(`${address}?view=table`);
  const box = (id) => page.locator(`.pick input[value="${id}"]`);
  await box("paris").check();
  await box("medellin").check();
  await box("beijing").check();
  await box("paris").uncheck();
  assert.match(await page.locator(".compare-bar").innerText(), /[2۲]/);
  await page.locator(".compare-bar a").click();
  await shows(page, language, ["medellin", "beijing"]);
}

async function switches(open, address, expected) {
  const { page } = await open(address);
  await page.locator("main :is(.compare-table, .case-table, .found)").first().waitFor();
  await page.locator(".languages a").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(expected);
  await page.locator("main :is(.compare-table, .case-table, .found)").first().waitFor();
}
