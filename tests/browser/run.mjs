// Looks at built sites in a browser, as their readers do.
//
//     npm ci && node run.mjs <built site> <built Persian site> <folder of addresses>
//
// The first is the site of this repository, the second that of tests/sites/persian. The third holds builds for several
// addresses; addresses.mjs says which. Builds nothing, and asks no host but
// its own servers. Prints a line for each check that failed and `N passed, N failed` at the end; exits with 1 if one
// failed, and with 2 if it was called wrongly. CHROMIUM names the browser if it is not /usr/bin/chromium.

import { availableParallelism } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { checkAddresses } from "./addresses.mjs";
import { checkCitations } from "./citations.mjs";
import { checkCompare } from "./compare.mjs";
import { checkFilters } from "./filters.mjs";
import { checkDirections, checkJourneys } from "./journeys.mjs";
import { checkOffline } from "./offline.mjs";
import { checkPages, VIEWS } from "./page_checks.mjs";
import { serve } from "./server.mjs";
import { checkSearch } from "./search.mjs";
import { newTally } from "./tally.mjs";

const ENGLISH_PAGES = [
  "/",
  "/cases/medellin/",
  "/networks/c40/",
  "/networks/",
  "/countries/",
  "/articles/successful-examples-of-urban-diplomacy/",
  "/about/",
  "/map/",
  "/matrix/",
  "/coverage/",
  "/years/",
  "/years/2025/",
  "/search/",
  "/data/",
  "/cases/",
  "/compare/",
  "/booklet/",
  "/networks/c40/booklet/",
  "/not-here/",
];
// The Persian edition of the same site.
const PERSIAN_EDITION = [
  "/fa/",
  "/fa/cases/medellin/",
  "/fa/networks/c40/",
  "/fa/networks/",
  "/fa/articles/successful-examples-of-urban-diplomacy/",
  "/fa/about/",
  "/fa/map/",
  "/fa/matrix/",
  "/fa/coverage/",
  "/fa/years/",
  "/fa/search/",
  "/fa/data/",
  "/fa/cases/",
  "/fa/compare/",
  "/fa/booklet/",
];
const PERSIAN_CASE = "/cases/isfahan/";
const PERSIAN_PAGES = ["/", PERSIAN_CASE, encodeURI("/cases/هیروشیما/"), "/networks/"];

// Groups of checks side by side: each has pages of its own, which a browser renders in processes of their own.
const LANES = availableParallelism();
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function main([englishFolder, persianFolder, addressesFolder]) {
  if (!addressesFolder) {
    console.error("usage: node run.mjs <built site> <built Persian site> <folder of addresses>");
    return 2;
  }
  const english = await serve(englishFolder);
  const persian = await serve(persianFolder);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: FLAGS,
  });
  const tally = newTally();
  try {
    const whole = join(addressesFolder, "whole");
    await inLanes(LANES, [
      () => checkSearch(browser, tally, english.origin, whole),
      () => checkFilters(browser, tally, english.origin, whole),
      () => checkJourneys(browser, tally, english.origin, englishFolder),
      () => checkAddresses(browser, tally, addressesFolder),
      () => checkCompare(browser, tally, english.origin, whole),
      () => checkOffline(browser, tally, join(addressesFolder, "two-languages")),
      ...VIEWS.flatMap((view) => [
        () => checkPages(browser, tally, english.origin, ENGLISH_PAGES, view),
        () => checkPages(browser, tally, english.origin, PERSIAN_EDITION, view),
        () => checkPages(browser, tally, persian.origin, PERSIAN_PAGES, view),
      ]),
      () => checkCitations(tally, englishFolder, "fa"),
      () => checkDirections(browser, tally, `${english.origin}/cases/medellin/`, persian.origin + PERSIAN_CASE),
    ]);
  } finally {
    await browser.close();
    english.close();
    persian.close();
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}

/** Runs the jobs in their order, so many side by side. */
async function inLanes(lanes, jobs) {
  const waiting = jobs.values();
  const lane = async () => {
    for (const job of waiting) await job();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

process.exitCode = await main(process.argv.slice(2));
