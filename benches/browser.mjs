// How soon a reader of a large site sees what was asked for, in Chromium, and how much travels for it.
//
//     npm ci --prefix tests/browser
//     python3 benches/make_site.py --peer chancery --cases 10000 --out DIR/site
//     chancery build --root DIR/site --output DIR/built && node benches/browser.mjs DIR/built
//
// Search: from the last key of a word to its first result, with an empty cache and with a warm one. Filters: from a click on a
// value to the new list. Comparison: from the address to the table. Bytes are those of the scripts that hold data, compressed by
// gzip as a server would send them. Each time is the median and the longest of what was tried, in milliseconds; behind it stands the
// processor time of the page, which hardly depends on what else runs on the machine.

import { createRequire } from "node:module";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";

import { serve } from "../tests/browser/server.mjs";

const { chromium } = createRequire(new URL("../tests/browser/", import.meta.url))("playwright-core");
const ROUNDS = 7;
const QUERIES = ["aarhus", "climate", "diplom", "migratoin", "school foreign", "flood districts hosting"];

const sorted = (times) => [...times].sort((one, other) => one - other);
const median = (times) => Math.round(sorted(times)[Math.floor(times.length / 2)]);
const told = (all) => `${median(all.map(({ time }) => time))} ms (at most ${Math.round(Math.max(...all.map(({ time }) => time)))}; processor ${median(all.map(({ busy }) => busy))})`;

/** A page of a browser that knows nothing yet, and what it fetches of the site's data. */
async function visit(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const fetched = [];
  page.on("response", (response) => {
    if (/\/(search|filters|compare)\/[\w.-]+\.js/.test(response.url())) fetched.push(response);
  });
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(address);
  const busy = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  return { page, context, fetched, busy };
}

async function weight(fetched) {
  const bytes = await Promise.all(fetched.map((response) => response.body()));
  return { files: bytes.length, kilobytes: bytes.reduce((sum, one) => sum + gzipSync(one).length, 0) / 1000 };
}

/** Runs `act` in the page and tells when `isDone` first holds, seen at every frame, and how busy the page was until then. */
async function timed({ page, busy }, act, isDone) {
  const before = await busy();
  const time = await page.evaluate(`new Promise((resolve, reject) => {
    const begin = performance.now();
    (${act})();
    const look = () => ((${isDone})() ? resolve(performance.now() - begin) : performance.now() - begin > 20000 ? reject(new Error("nothing came")) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  })`);
  return { time, busy: (await busy()) - before };
}

const type = (text) => `() => { const input = document.querySelector("#_search input"); input.value = ${JSON.stringify(text)}; input.dispatchEvent(new Event("input", { bubbles: true })); }`;
const FOUND = `() => document.querySelector("#_search .found")`;
const CLEARED = `() => !document.querySelector("#_search .found")`;

async function search(browser, origin) {
  for (const query of QUERIES) {
    const [first, again] = [[], []];
    let sum = null;
    for (let round = 0; round < ROUNDS; round += 1) {
      const visited = await visit(browser, `${origin}/search/`);
      const { page, context, fetched } = visited;
      await page.locator("#_search input").waitFor();
      await page.waitForTimeout(150);
      first.push(await timed(visited, type(query), FOUND));
      await page.waitForTimeout(300);
      sum ??= await weight(fetched);
      await timed(visited, type(""), CLEARED);
      again.push(await timed(visited, type(query), FOUND));
      await context.close();
    }
    console.log(`search “${query}”: ${told(first)}, again ${told(again)}; ${sum.files} files, ${sum.kilobytes.toFixed(0)} KB`);
  }
}

async function filters(browser, origin) {
  const [first, next] = [[], []];
  let sums = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const visited = await visit(browser, `${origin}/cases/`);
    const { page, context, fetched } = visited;
    const link = page.locator("#_filters [data-value]").first();
    // The scripts come while the hand is on its way.
    await link.hover();
    await page.waitForFunction("window.chanceryFilters?.follow");
    first.push(await timed(visited, `() => document.querySelector("#_filters [data-value]").click()`, `() => document.querySelector(".narrowed:not([hidden]) .card")`));
    await page.waitForTimeout(300);
    const one = await weight(fetched);
    const isOther = `() => document.querySelector(".narrowed > div") !== window.former`;
    next.push(await timed(visited, `() => { window.former = document.querySelector(".narrowed > div"); document.querySelectorAll("#_filters .facet")[1].querySelector("input").click(); }`, isOther));
    await page.waitForTimeout(300);
    sums = [one, await weight(fetched)];
    await context.close();
  }
  console.log(`filters: ${told(first)} with the index, then ${told(next)}; ${sums.map(({ files, kilobytes }) => `${files} files, ${kilobytes.toFixed(0)} KB`).join(", then ")}`);
}

async function compare(browser, origin) {
  const { page, context } = await visit(browser, `${origin}/compare/`);
  await page.locator(".compare-offers button").first().waitFor();
  const ids = await page.evaluate(async () => {
    const text = await (await fetch("index.js")).text();
    const { cases } = JSON.parse(text.slice(text.indexOf(",") + 1, -3));
    return [0, 0.3, 0.6, 0.9].map((share) => cases[Math.floor(cases.length * share)][0]);
  });
  await context.close();
  const times = [];
  let sum = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { page, context, fetched, busy } = await visit(browser, "about:blank");
    const begin = performance.now();
    await page.goto(`${origin}/compare/?cases=${ids.join(",")}`, { waitUntil: "commit" });
    await page.locator(".compare-table").waitFor();
    times.push({ time: performance.now() - begin, busy: await busy() });
    sum ??= await weight(fetched);
    await context.close();
  }
  console.log(`comparison of four: ${told(times)} from the address; ${sum.files} files, ${sum.kilobytes.toFixed(0)} KB`);
}

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node benches/browser.mjs BUILT_SITE");
  process.exit(2);
}
const server = await serve(resolve(folder));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: ["--no-sandbox", "--disable-gpu"] });
try {
  await search(browser, server.origin);
  await filters(browser, server.origin);
  await compare(browser, server.origin);
} finally {
  await browser.close();
  server.close();
}
