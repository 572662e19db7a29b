// Lets a reader read again without a network: sets up the service worker of the site, which keeps what was read. On the page that
// stands in for one that was not, it lists what is kept. It is there only where site.yaml says `offline: true`.

(() => {
  "use strict";

  const own = document.currentScript;
  const workers = navigator.serviceWorker;
  if (!workers) return;

  const isFirst = !workers.controller;

  async function start() {
    await workers.register(own.dataset.worker);
    if (!isFirst) return;
    // This page came before the worker.
    const { active } = await workers.ready;
    const files = performance.getEntriesByType("resource").map((entry) => entry.name);
    active.postMessage({ keep: [location.href, ...files] });
  }

  /** Pages in this language, the last one that was read first. */
  async function list(element) {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of (await cache.keys()).reverse()) {
        const response = await cache.match(url, { ignoreVary: true });
        const isPage = /^text\/html/.test(response.headers.get("content-type") ?? "") && !url.endsWith("/offline.html");
        if (isPage) add(element, url, await response.text());
      }
    }
    element.closest("section").hidden = !element.firstChild;
  }

  function add(element, address, text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    if (page.documentElement.lang !== document.documentElement.lang) return;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = page.querySelector("h1")?.textContent.trim() || page.title;
    item.append(link);
    element.append(item);
  }

  const kept = document.querySelector("#_kept");
  if (kept) list(kept).catch(() => {});
  addEventListener("load", () => start().catch(() => {}));
})();
