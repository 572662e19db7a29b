// The site keeps nothing on devices any more: what it kept goes, and then this script itself.

addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(end()));

async function end() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(`chancery ${SITE.root} `));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await registration.unregister();
}
