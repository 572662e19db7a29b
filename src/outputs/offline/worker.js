// Keeps what a reader has read, so that it opens again without a network. A page always comes from the network where there is one, so
// nobody reads an old one; only files with a fingerprint in their names, which never change, are not asked for twice.

const OURS = `chancery ${SITE.root} `;
const CACHE = OURS + SITE.version;
/** How many pages and files are kept; the oldest go first. */
const MOST = 500;
/** What pages consist of. Downloads are left to the browser. */
const KINDS = ["style", "script", "font", "image"];

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
// The first page of a reader was there before this script.
addEventListener("message", (event) => event.waitUntil(Promise.allSettled((event.data?.keep ?? []).map(fetchAndKeep))));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isPage = request.mode === "navigate";
  if (request.method !== "GET" || !isOurs(url) || request.headers.has("range")) return;
  if (!isPage && !KINDS.includes(request.destination)) return;
  event.respondWith(isUnchanging(url) ? fromDevice(event, url) : fromNetwork(event, url, isPage));
});

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(SITE.files.map((file) => new Request(file, { cache: "no-cache" })));
  await skipWaiting();
}

/** Another state of the site: what was kept of the last one is fetched anew, and what is there no more is forgotten. */
async function activate() {
  const cache = await caches.open(CACHE);
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === CACHE) continue;
    const old = await caches.open(name);
    for (const { url } of await old.keys()) {
      if (await find(cache, url)) continue;
      const response = await fetch(url, isUnchanging(new URL(url)) ? {} : { cache: "no-cache" }).catch(() => null);
      if (!response) await cache.put(url, await find(old, url));
      else if (isKeepable(response)) await cache.put(url, response);
    }
    await caches.delete(name);
  }
  await clients.claim();
}

async function fromDevice(event, url) {
  const kept = await find(await caches.open(CACHE), address(url));
  if (kept) return kept;
  const response = await fetch(event.request);
  event.waitUntil(keep(url, response.clone()));
  return response;
}

async function fromNetwork(event, url, isPage) {
  try {
    const response = await fetch(event.request);
    if (!isPage || isHtml(response)) event.waitUntil(keep(url, response.clone()));
    return response;
  } catch (error) {
    const cache = await caches.open(CACHE);
    const kept = (await find(cache, address(url))) ?? (isPage ? await find(cache, `${address(url)}/`) : null);
    if (kept) return kept;
    const page = SITE.pages.find(([home]) => url.pathname.startsWith(home));
    const notice = isPage && page ? await find(cache, page[1]) : null;
    if (notice) return new Response(notice.body, { status: 503, headers: notice.headers });
    throw error;
  }
}

async function fetchAndKeep(written) {
  const url = new URL(written, location.href);
  if (isOurs(url)) await keep(url, await fetch(address(url)));
}

async function keep(url, response) {
  if (!isKeepable(response)) return;
  const cache = await caches.open(CACHE);
  // What is kept anew stands last.
  await cache.put(address(url), response);
  const kept = await cache.keys();
  const isNeeded = (request) => SITE.files.includes(new URL(request.url).pathname);
  const oldest = kept.filter((request) => !isNeeded(request)).slice(0, Math.max(0, kept.length - MOST));
  for (const request of oldest) await cache.delete(request);
}

function find(cache, key) {
  return cache.match(key, { ignoreVary: true });
}

/** What stands behind the address, whatever a reader chose or looked for on the page. */
function address(url) {
  return url.origin + url.pathname;
}

function isOurs(url) {
  return url.origin === location.origin && url.pathname.startsWith(SITE.root);
}

function isUnchanging(url) {
  return /\.[0-9a-f]{8}([0-9a-f]{8})?\.[a-z0-9]+$/.test(url.pathname);
}

function isKeepable(response) {
  return response.ok && !response.redirected && response.type === "basic";
}

function isHtml(response) {
  return (response.headers.get("content-type") ?? "").startsWith("text/html");
}
