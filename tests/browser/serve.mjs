// Looks at `chancery serve` as an editor does: edits files under the running server and sees what the open page does.
//
//     node serve.mjs <program>
//
// Makes a site of its own in a temporary folder. Prints and exits as run.mjs does; SHOTS names a
// folder for pictures of the mistakes.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

import { chromium } from "playwright-core";

import { newTally } from "./tally.mjs";

const PATIENCE = { timeout: 60_000 };

const LANGUAGES = [
  { language: "en", file: "content/cases/oslo.md", path: "/cases/oslo/", direction: "ltr", words: ["first", "second", "third"] },
  { language: "fa", file: "content/cases/oslo.fa.md", path: "/fa/cases/oslo/", direction: "rtl", words: ["نخست", "دوم", "سوم"] },
];

// A page whose script makes more of it.
const SCRIPTED = `<!doctype html><html lang="en"><head><title>x</title><script src="{{ page.root }}{{ asset(path="count.js") }}" defer></script></head>
<body><main><p class="text">one</p></main></body></html>`;
const COUNT = `const made = document.createElement("p"); made.className = "made";
made.textContent = "made once: " + document.querySelector(".text").textContent; document.querySelector("main").append(made);`
  .replace(/^/, "{ ")
  .replace(/$/, " }");

/** A case that is long enough to be scrolled; its last paragraph holds `word`. */
function text(language, word, country = "NO") {
  const front =
    language === "en" ? `title: Oslo ${word}\ncity: Oslo\ncountry: ${country}\n` : `title: اسلو ${word}\nthemes: [${country}]\n`;
  return `---\n${front}---\n\n## Context\n\n${"Words of a long text.\n\n".repeat(80)}The ${word} end.\n`;
}

/** `chancery serve` in `root`. */
async function start(program, root, port = 0) {
  const child = spawn(program, ["serve", "--root", root, "--port", String(port)], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /^ {2}(http:\/\/\S+?)\/$/.exec(line);
    if (found) {
      child.stdout.resume();
      return { origin: found[1], end: async () => (child.kill("SIGINT"), (await once(child, "exit"))[0]) };
    }
  }
  throw new Error("the server ended before it told its address");
}

async function main([program]) {
  if (!program) {
    console.error("usage: node serve.mjs <program>");
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), "chancery-serve-"));
  const write = async (file, content) => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  };
  spawnSync(program, ["init", folder, "--language", "en,fa"]);
  for (const { file, language, words } of LANGUAGES) {
    await write(file, text(language, words[0], language === "en" ? "NO" : ""));
  }
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const tally = newTally();
  let server = await start(program, folder);
  try {
    for (const view of LANGUAGES) await journey(browser, tally, server, view, write);
    const page = await open(browser, server.origin + LANGUAGES[0].path);
    await tally.check("a new style sheet is there without a reload", async () => {
      await write("themes/default/static/style.css", "body { background: rgb(1, 2, 3) }");
      await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)", null, PATIENCE);
      assert.ok(await page.evaluate(() => window.isSamePage), "the page was loaded anew");
      assert.equal(await page.locator('link[rel="stylesheet"]').count(), 1);
    });
    await tally.check("a page's own scripts make again of it what they made", async () => {
      await write("themes/default/templates/404.html", SCRIPTED);
      await write("themes/default/static/count.js", COUNT);
      const scripted = await open(browser, `${server.origin}/nothing/`);
      await scripted.waitForSelector("text=made once: one", PATIENCE);
      await write("themes/default/templates/404.html", SCRIPTED.replace("one", "two"));
      await scripted.waitForSelector("text=made once: two", PATIENCE);
      assert.ok(await scripted.evaluate(() => window.isSamePage), "the page was loaded anew");
      assert.equal(await scripted.locator(".made").count(), 1);
      await scripted.close();
      await rm(join(folder, "themes/default/templates/404.html"));
    });
    await tally.check("a page that is taken away becomes the page for what is not there, and comes back", async () => {
      await rm(join(folder, LANGUAGES[0].file));
      await rm(join(folder, LANGUAGES[1].file));
      await page.waitForSelector("body.not-found-page", PATIENCE);
      await write(LANGUAGES[0].file, text("en", "fourth"));
      await page.getByText("The fourth end.").waitFor(PATIENCE);
    });
    await tally.check("the page hears of what it missed while the server was away", async () => {
      const port = Number(new URL(server.origin).port);
      assert.equal(await server.end(), 0);
      await write(LANGUAGES[0].file, text("en", "fifth"));
      server = await start(program, folder, port);
      await page.getByText("The fifth end.").waitFor(PATIENCE);
    });
    await tally.check("a site that does not build yet shows why, and then itself", async () => {
      await server.end();
      await write(LANGUAGES[0].file, text("en", "sixth", "Nowhereland"));
      server = await start(program, folder);
      const waiting = await open(browser, server.origin + LANGUAGES[0].path);
      await waiting.getByText("content/cases/oslo.md:4:10").waitFor(PATIENCE);
      await write(LANGUAGES[0].file, text("en", "seventh"));
      await waiting.getByText("The seventh end.").waitFor(PATIENCE);
    });
  } finally {
    await browser.close();
    await server.end();
    await rm(folder, { recursive: true });
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}

/** A page that knows whether it was loaded anew. */
async function open(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(error.message));
  await page.goto(address);
  await page.evaluate(() => (window.isSamePage = true));
  return page;
}

async function journey(browser, tally, server, { language, file, path, direction, words }, write) {
  const page = await open(browser, server.origin + path);
  const good = language === "en" ? "NO" : "";
  const isOver = () => document.getElementById("chancery-mistakes") !== null;
  const scrolled = () => page.evaluate(() => Math.round(scrollY));
  const stays = async (top) => {
    assert.ok(await page.evaluate(() => window.isSamePage), "the page was loaded anew");
    assert.equal(await scrolled(), top, "the page was scrolled");
    assert.equal(await page.locator("html").getAttribute("dir"), direction);
  };
  await page.evaluate(() => scrollTo({ top: 700, behavior: "instant" }));
  const top = await scrolled();
  assert.equal(top, 700);
  await tally.check(`${language}: an edit changes the page where the reader is`, async () => {
    await write(file, text(language, words[1], good));
    await page.getByText(`The ${words[1]} end.`).waitFor(PATIENCE);
    await stays(top);
    assert.match(await page.title(), new RegExp(words[1]));
  });
  await tally.check(`${language}: a mistake lies over the page`, async () => {
    await write(file, text(language, words[2], "nowhere"));
    await page.waitForFunction(isOver, null, PATIENCE);
    const said = await page.locator("#chancery-mistakes .chancery-mistakes").innerText();
    assert.match(said, new RegExp(`${file.replaceAll(".", "\\.")}:\\d+:\\d+`));
    assert.match(said, /help:/);
    assert.match(said, /nowhere/);
    assert.ok(await page.getByText(`The ${words[1]} end.`).count(), "the last good page is gone");
    await stays(top);
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `mistake-${language}.png`) });
  });
  await tally.check(`${language}: the message goes when the mistake is mended`, async () => {
    await write(file, text(language, words[2], good));
    await page.getByText(`The ${words[2]} end.`).waitFor(PATIENCE);
    await page.waitForFunction(() => document.getElementById("chancery-mistakes") === null, null, PATIENCE);
    await stays(top);
    assert.deepEqual(page.errors, []);
  });
  await page.close();
}

process.exitCode = await main(process.argv.slice(2));
