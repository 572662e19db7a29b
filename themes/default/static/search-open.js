// Opens search: by a click on its field in the header, or by "/". All else is in search.js and search-view.js, which are fetched
// when somebody searches for the first time. Without this script the field is a link to the page of search.

(() => {
  "use strict";

  const own = document.currentScript;
  let loading = null;

  /** Fetches both, one after the other; the promise is kept, so that they are fetched once. */
  function load() {
    loading ??= fetchScript(own.dataset.search).then(() => fetchScript(own.dataset.view)).then(() => window.chancerySearch);
    return loading;
  }

  function fetchScript(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.dataset.index = own.dataset.index;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function open(link) {
    load().then((search) => search.open(), () => location.assign(link.href));
  }

  /** Would "/" be a letter of what somebody writes? */
  function isWriting(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  function start() {
    const link = document.querySelector(".search-link");
    if (document.querySelector("#_search")) load();
    if (!link) return;
    link.classList.add("is-live");
    link.addEventListener("click", (event) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(link);
    });
    // What is needed is fetched while the hand is on its way.
    for (const sign of ["pointerenter", "focus"]) link.addEventListener(sign, () => load().catch(() => {}), { once: true });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.metaKey || event.ctrlKey || event.altKey || isWriting(event.target)) return;
      event.preventDefault();
      open(link);
    });
  }

  start();
})();
