// A static server on loopback. In: the folder of a built site. Out: its address. It answers as a plain web host does:
// `index.html` for a folder, `404.html` for what is not there. It can stand for hosts that write addresses otherwise. It
// knows no ranges, no caching and no compression.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/**
 * Serves `folder` at a port that the system chooses. Fails if there is no home page in it. `prefix` is the folder of the
 * host in which the site stands: `/library`. `slashes` says what becomes of `/cases/oslo` and `/cases/oslo/`: `optional`
 * answers both with the page, `added` leads from the first to the second, `taken` from the second to the first.
 */
export async function serve(folder, { prefix = "", slashes = "none" } = {}) {
  await stat(join(folder, "index.html"));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const wanted = await otherAddress(folder, pathname, slashes);
    if (wanted !== null && wanted !== pathname && slashes !== "optional") {
      response.writeHead(308, { location: wanted });
      response.end();
      return;
    }
    const inside = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : null;
    const page = inside !== null && slashes !== "none" && (await isPage(folder, inside));
    const file = inside === null ? null : await fileFor(folder, page ? withSlash(inside) : inside);
    const path = file ?? join(folder, "404.html");
    const body = await readFile(path).catch(() => "");
    response.writeHead(file ? 200 : 404, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(body);
  });
  const listen = (port) => new Promise((listening) => server.listen(port, "127.0.0.1", listening));
  await listen(0);
  const { port } = server.address();
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  // One that was stopped may start again at the same address.
  return { origin: `http://127.0.0.1:${port}`, stop, start: () => listen(port), close: stop };
}

const withSlash = (path) => (path.endsWith("/") ? path : `${path}/`);

/** Is there a page at the address, whether or not it ends in a slash? */
async function isPage(folder, path) {
  return (await fileFor(folder, withSlash(path))) !== null;
}

/** The address of the same page in the host's own way of writing; none where there is no page. */
async function otherAddress(folder, path, slashes) {
  if (slashes === "none" || path === "/" || !(await isPage(folder, path))) return null;
  return slashes === "added" ? withSlash(path) : path.replace(/\/$/, "");
}

async function fileFor(folder, address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, "http://localhost").pathname);
  } catch {
    return null;
  }
  const root = normalize(folder + sep);
  const file = normalize(join(root, path.endsWith("/") ? `${path}index.html` : path));
  if (!file.startsWith(root)) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
}
