// Opens the filters of the list of cases, whose scripts are fetched when somebody uses one. Without this script the names beside
// the list lead to the pages of the terms.

(() => {
  "use strict";

  const { filters, view, index } = document.currentScript.dataset;
  const place = document.querySelector("#_filters");
  let loading = null;

  function load() {
    loading ??= fetchScript(filters).then(() => fetchScript(view)).then(() => window.chanceryFilters);
    return loading;
  }

  function fetchScript(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { src: address, onload: resolve, onerror: reject });
      script.dataset.index = index;
      document.head.append(script);
    });
  }

  /** Lets a click do something once the scripts are there; `otherwise` is where it leads if they do not come. */
  function on(element, does, otherwise) {
    element.addEventListener("click", (event) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      load().then(does).catch(() => otherwise && location.assign(otherwise));
    });
    // What is needed is fetched while the hand is on its way.
    for (const sign of ["pointerenter", "focus"]) element.addEventListener(sign, () => load().catch(() => {}), { once: true });
  }

  const keys = ["view"];
  for (const facet of place.querySelectorAll(".facet")) {
    const { key } = facet.dataset;
    keys.push(key);
    for (const link of facet.querySelectorAll("[data-value]")) {
      const { href, dataset: { value } } = link;
      link.href = `?${new URLSearchParams([[key, value]])}`;
      on(link, (list) => list.choose(key, value), href);
    }
    const all = facet.querySelector(".facet-all");
    if (!all) continue;
    on(all, (list) => list.expand(key), all.href);
    all.href ||= "#_filters";
  }
  for (const link of document.querySelectorAll(".views a")) on(link, (list) => list.show(link.dataset.view));
  on(document.querySelector(".filters-open"), (list) => list.openSheet());
  place.classList.add("is-live");
  const query = new URLSearchParams(location.search);
  if (keys.some((key) => query.has(key))) load().then((list) => list.follow()).catch(() => {});
})();
