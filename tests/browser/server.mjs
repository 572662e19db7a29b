// A static server on loopback. In: the folder of a built site. Out: its address. It answers as a plain web host does:
// `index.html` for a folder, `404.html` for what is not there. It knows no ranges, no caching and no compression.

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
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};

/** Serves `folder` at a port that the system chooses. Fails if there is no home page in it. */
export async function serve(folder) {
  await stat(join(folder, "index.html"));
  const server = createServer(async (request, response) => {
    const file = await fileFor(folder, request.url);
    const path = file ?? join(folder, "404.html");
    const body = await readFile(path).catch(() => "");
    response.writeHead(file ? 200 : 404, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
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
