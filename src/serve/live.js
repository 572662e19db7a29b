// The live part of `chancery serve`: it stands in every page that is served, and in no page that is built. It hears of
// changes, fetches the page anew and puts what changed in its place: the reader stays where they are. What is wrong is shown over
// the page until it is mended.
(() => {
  "use strict";
  const script = document.currentScript;
  let shown = script.dataset.revision;
  let source = null;
  let overlay = null;
  let latest = 0;
  const isMistakePage = document.documentElement.hasAttribute("data-chancery-mistakes");

  function showMistakes(html) {
    if (html === "") {
      overlay?.remove();
      overlay = null;
      return;
    }
    if (overlay === null) {
      overlay = document.createElement("div");
      overlay.id = "chancery-mistakes";
      overlay.attachShadow({ mode: "open" });
      overlay.style.cssText =
        "all:initial;position:fixed;inset:auto 0 0 0;z-index:2147483647;max-height:70vh;overflow:auto;box-shadow:0 0 2rem #0006";
      document.documentElement.append(overlay);
    }
    overlay.shadowRoot.innerHTML = html;
  }

  // A style sheet whose bytes changed has another name. The new one is there before the old one goes, so that nothing flickers.
  async function replaceStyles(page) {
    const sheets = (root) => [...root.querySelectorAll('head link[rel~="stylesheet"], head style')];
    const name = (sheet) => sheet.getAttribute("href") ?? sheet.textContent;
    const old = sheets(document);
    const wanted = sheets(page);
    const names = old.map(name);
    if (names.join("\0") === wanted.map(name).join("\0")) return;
    const loading = [];
    for (const sheet of wanted.map((sheet) => document.importNode(sheet, true))) {
      if (sheet.localName === "link" && !names.includes(name(sheet))) {
        loading.push(new Promise((done) => (sheet.onload = sheet.onerror = done)));
      }
      document.head.append(sheet);
    }
    await Promise.all(loading);
    old.forEach((sheet) => sheet.remove());
  }

  // A script that a parser put there does not run; a copy that we make does.
  function alive(element) {
    const own = document.importNode(element, true);
    const scripts = own.localName === "script" ? [own] : own.querySelectorAll("script");
    for (const dead of scripts) {
      const copy = document.createElement("script");
      for (const { name, value } of dead.attributes) copy.setAttribute(name, value);
      copy.textContent = dead.textContent;
      if (dead === own) return copy;
      dead.replaceWith(copy);
    }
    return own;
  }

  const isOurs = (element) => element.localName === "script" && element.hasAttribute("data-revision");
  const parts = (page) => [...page.body.children].filter((element) => !isOurs(element));
  const scriptsOf = (root) => [...root.querySelectorAll("script[src]")].filter((element) => !isOurs(element));

  // Header, main part and footer are parts of the body. Those that say the same as before stay as they are, unless the page has
  // scripts: these made more of the parts than their HTML says, and do it again with new ones.
  function replaceBody(page) {
    const now = parts(document);
    const before = source === null ? now : parts(source);
    const wanted = parts(page);
    const isSameFrame = [now, before].every(
      (list) => list.length === wanted.length && list.every((part, index) => part.localName === wanted[index].localName),
    );
    const isScripted = scriptsOf(page).length > 0;
    if (isSameFrame && !isScripted) {
      wanted.forEach((part, index) => {
        if (part.outerHTML !== before[index].outerHTML) now[index].replaceWith(alive(part));
      });
    } else {
      const place = [...document.body.children].find(isOurs) ?? null;
      now.forEach((part) => part.remove());
      wanted.forEach((part) => document.body.insertBefore(alive(part), place));
    }
    for (const { name } of [...document.body.attributes]) {
      if (!page.body.hasAttribute(name)) document.body.removeAttribute(name);
    }
    for (const { name, value } of page.body.attributes) document.body.setAttribute(name, value);
    scriptsOf(document.head).forEach((old) => old.remove());
    scriptsOf(page.head).forEach((script) => document.head.append(alive(script)));
  }

  const says = (page) => {
    const copy = page.documentElement.cloneNode(true);
    copy.querySelectorAll("script[data-revision]").forEach((own) => own.remove());
    return copy.outerHTML;
  };

  async function renew(revision) {
    const turn = ++latest;
    const response = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } });
    const text = await response.text();
    if (turn !== latest) return;
    if (response.redirected || !(response.headers.get("content-type") ?? "").startsWith("text/html")) {
      location.replace(response.url);
      return;
    }
    const page = new DOMParser().parseFromString(text, "text/html");
    if (page.documentElement.hasAttribute("data-chancery-mistakes")) {
      shown = revision;
      page.querySelectorAll("script").forEach((script) => script.remove());
      showMistakes(page.body.innerHTML);
      return;
    }
    const name = page.body.querySelector("script[data-revision]")?.dataset.revision ?? revision;
    if (source !== null && says(source) === says(page)) {
      shown = name;
      showMistakes("");
      return;
    }
    await replaceStyles(page);
    if (turn !== latest) return;
    const [x, y] = [scrollX, scrollY];
    const focus = document.activeElement?.id;
    for (const name of ["lang", "dir"]) {
      document.documentElement.setAttribute(name, page.documentElement.getAttribute(name) ?? "");
    }
    document.title = page.title;
    replaceBody(page);
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
    scrollTo({ left: x, top: y, behavior: "instant" });
    source = page;
    shown = name;
    showMistakes("");
  }

  let last = null;
  async function hear(state) {
    if (isMistakePage) {
      if (state.revision !== shown || (last !== null && last !== state.mistakes)) location.reload();
      last = state.mistakes;
      return;
    }
    if (state.mistakes !== "") {
      latest += 1;
      showMistakes(state.mistakes);
      return;
    }
    if (state.follow !== null && state.revision !== shown && state.follow !== location.pathname) {
      location.assign(state.follow);
      return;
    }
    if (state.revision !== shown) {
      await renew(state.revision).catch(() => {});
    } else {
      showMistakes("");
    }
  }

  // Browsers hold few connections to one server at a time: a page that nobody sees needs none.
  let events = null;
  function listen() {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (events === null) {
      events = new EventSource(script.dataset.events);
      events.onmessage = (event) => hear(JSON.parse(event.data));
    }
  }
  document.addEventListener("visibilitychange", listen);
  // A page that comes back from the browser's memory hears of what it missed.
  addEventListener("pageshow", listen);
  addEventListener("pagehide", () => {
    events?.close();
    events = null;
  });
  listen();
})();
