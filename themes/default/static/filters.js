// Narrows the list of all cases: which cases have what was chosen, and how many would have it. filters-view.js shows them.
//
// What is known of the cases lies in scripts that call chanceryFilters: a page from a folder may load nothing else. docs/themes.md
// ("Filters") says what is in them.

(() => {
  "use strict";

  const indexUrl = new URL(document.currentScript.dataset.index, document.baseURI);
  const files = new Map();
  let start = null;

  /** A file, as a promise of what is in it. One of another build says another fingerprint than was asked for. */
  function load(name, fingerprint = "") {
    const full = fingerprint ? `${name}.${fingerprint}` : name;
    if (!files.has(full)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      files.set(full, entry);
      const script = document.createElement("script");
      script.src = new URL(`${name}.js?${fingerprint}`, indexUrl);
      script.onload = script.onerror = () => entry.reject(new Error(full));
      document.head.append(script);
    }
    return files.get(full).promise;
  }

  /** What every file calls. */
  const take = (name, data) => files.get(name)?.resolve(data);

  /** The beginning of the index, with what follows from it. */
  async function begin() {
    start ??= prepare(await load("index"));
    return start;
  }

  function prepare(data) {
    const numbers = (list) => (list ? list.split(",").map((number) => parseInt(number, 36)) : []);
    for (const facet of data.facets) {
      facet.values = facet.values.map(([id, title, colour, fullName = ""]) => ({ id, title, colour, fullName }));
      facet.ofCases = facet.cases.split(";").map(numbers);
      facet.chosen = new Set();
    }
    return data;
  }

  /** The cases that have a chosen value of every facet; how many have each value and what is chosen in the other facets. */
  function narrow() {
    const { facets, count } = start;
    const found = [];
    const counts = facets.map(({ values }) => values.map(() => 0));
    for (let item = 0; item < count; item += 1) {
      const missed = facets.filter(({ chosen, ofCases }) => chosen.size > 0 && !ofCases[item].some((value) => chosen.has(value)));
      if (missed.length === 0) found.push(item);
      if (missed.length > 1) continue;
      facets.forEach((facet, place) => {
        if (missed.length === 0 || facet === missed[0]) for (const value of facet.ofCases[item]) counts[place][value] += 1;
      });
    }
    return { found, counts };
  }

  /** Takes over what the address says, and tells the view. */
  function read() {
    const query = new URLSearchParams(location.search);
    for (const facet of start.facets) {
      const places = query.getAll(facet.key).map((id) => facet.values.findIndex((value) => value.id === id));
      facet.chosen = new Set(places.filter((place) => place >= 0));
    }
    return query.get("view") ?? "cards";
  }

  /** Puts the choice into the address; from a folder a browser may refuse that. */
  function write(view) {
    const query = new URLSearchParams();
    for (const { key, values, chosen } of start.facets) for (const place of chosen) query.append(key, values[place].id);
    if (view !== "cards") query.set("view", view);
    try {
      history.pushState(null, "", location.pathname + (query.size > 0 ? `?${query}` : ""));
    } catch {
      // The cases are shown all the same.
    }
  }

  /** What files of a kind hold of some cases, in their order. */
  function records(kind, items) {
    const record = async (item) => {
      const file = Math.floor(item / start.at_once);
      return (await load(`${kind}-${file}`, start[kind][file]))[item % start.at_once];
    };
    return Promise.all(items.map(record));
  }

  window.chanceryFilters = Object.assign(take, { begin, indexUrl, load, narrow, read, records, write });
})();
