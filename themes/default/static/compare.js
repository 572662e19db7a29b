// Lays cases side by side: which ones, the address says. Their facts become a table, their sections stand in columns.
//
// What is known of the cases lies in scripts that call chanceryCompare: a page from a folder may load nothing else. docs/themes.md
// ("Comparison") says what is in them.

(() => {
  "use strict";

  /** How many cases stand beside each other at most, and how many are offered at once. */
  const MOST = 4;
  const OFFERS = 12;

  const indexUrl = new URL(document.currentScript.dataset.index, document.baseURI);
  const find = (query, within = document) => within.querySelector(query);
  const [place, input, status, offers, compared] = ["#_compare", "#_compare-add", "#_compare-status", "#_compare-offers", "#_compared"].map((id) => find(id));
  const chips = find(".chosen", place);
  const { title } = document;
  const files = new Map();
  let start = null;
  /** The places of the chosen cases in the index. */
  let chosen = [];

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
  window.chanceryCompare = (name, data) => files.get(name)?.resolve(data);

  // Words

  const number = (count) => new Intl.NumberFormat(start.language).format(count);

  /** A text of the site theme with its places filled. */
  function say(key, values = {}) {
    const forms = start.strings[key];
    const text = forms[new Intl.PluralRules(start.language).select(values.count ?? 0)] ?? forms.other;
    return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name]));
  }

  /** A text without what makes no difference to those who look for it. */
  const folded = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/[\p{M}\u200c]/gu, "").replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/\s+/g, " ").trim();

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // The choice

  /** Takes over what the address says. */
  function read() {
    const ids = (new URLSearchParams(location.search).get("cases") ?? "").split(",");
    const places = ids.map((id) => start.cases.findIndex(([own, , address]) => id === own || id === address));
    chosen = [...new Set(places)].filter((one) => one >= 0).slice(0, MOST);
  }

  /** Changes the choice and puts it into the address; from a folder a browser may refuse that. */
  function choose(places) {
    chosen = places;
    const ids = places.map((one) => encodeURIComponent(start.cases[one][0]));
    try {
      history.pushState(null, "", location.pathname + (ids.length > 0 ? `?cases=${ids.join(",")}` : ""));
    } catch {
      // The cases are shown all the same.
    }
    return paint();
  }

  function add(one) {
    input.value = "";
    choose([...chosen, one]);
    (input.disabled ? find("button", chips) : input).focus();
  }

  function remove(one) {
    const rest = chosen.filter((other) => other !== one);
    choose(rest);
    (find("button", chips) ?? input).focus();
  }

  /** The cases whose titles hold all words that are written. */
  function matches() {
    const words = folded(input.value).split(" ");
    start.folded ??= start.cases.map(([, name]) => folded(name));
    const found = [...start.cases.keys()].filter((one) => !chosen.includes(one) && words.every((word) => start.folded[one].includes(word)));
    return found.sort((one, other) => start.folded[other].startsWith(words[0]) - start.folded[one].startsWith(words[0]));
  }

  function paintOffers() {
    const isFull = chosen.length === MOST;
    const needsMore = chosen.length < 2;
    const isAsked = needsMore || input.value.trim() !== "";
    const found = isAsked && !isFull ? matches() : [];
    input.disabled = isFull;
    if (isFull) status.textContent = say("compare_full", { count: MOST });
    else status.textContent = [needsMore ? say("compare_choose") : "", isAsked ? say("case_count", { count: found.length }) : ""].join(" ").trim();
    offers.replaceChildren(...found.slice(0, OFFERS).map((one) => {
      const button = element("button", { type: "button" }, element("bdi", {}, start.cases[one][1]));
      button.onclick = () => add(one);
      return element("li", {}, button);
    }));
  }

  function paintChips() {
    chips.replaceChildren(...chosen.map((one) => {
      const name = start.cases[one][1];
      const button = element("button", { type: "button", "aria-label": say("compare_remove", { case: name }) }, element("bdi", {}, name));
      button.onclick = () => remove(one);
      return element("li", {}, button);
    }));
  }

  // The cases

  /** A case: its facts and its sections as elements, whose addresses are made to hold here. */
  async function caseAt(one) {
    const file = Math.floor(one / start.at_once);
    const frame = document.createElement("template");
    frame.innerHTML = (await load(`cases-${file}`, start.files[file]))[one % start.at_once];
    const article = find("article", frame.content);
    for (const key of ["href", "src", "data-url"]) {
      for (const link of frame.content.querySelectorAll(`[${key}]`)) {
        const url = link.getAttribute(key);
        if (!url.startsWith("#")) link.setAttribute(key, new URL(url, indexUrl));
      }
    }
    for (const picture of article.querySelectorAll("[srcset]")) {
      picture.srcset = picture.getAttribute("srcset").replaceAll(/(^|, )([^ ,]+)/g, (_, comma, url) => comma + new URL(url, indexUrl));
    }
    const facts = new Map([...article.querySelectorAll("[data-key]")].map((row) => [row.dataset.key, [find("dt", row).textContent, [...find("dd", row).childNodes]]]));
    const sections = new Map();
    const lead = find(".compare-lead", article);
    if (lead) sections.set("", [say("compare_lead"), [...lead.childNodes]]);
    for (const section of article.querySelectorAll("section")) {
      const head = section.firstChild;
      head.remove();
      const [key, name] = kindOf(head.textContent);
      const anchor = element("span", { id: section.id });
      sections.set(key, [name, [...(sections.get(key)?.[1] ?? []), anchor, ...section.childNodes]]);
    }
    return { ...article.dataset, lang: article.lang, dir: article.dir, facts, sections };
  }

  /** What a section is known by, and what it is called here: sections of site.yaml have names in several languages. */
  function kindOf(name) {
    const known = start.sections.find((names) => names.some((one) => folded(one) === folded(name)));
    return known ? [folded(known[0]), known[0]] : [folded(name), name];
  }

  /** The keys of several maps, in an order that keeps that of each as far as possible. */
  function merged(maps) {
    const all = [];
    for (const map of maps) {
      let next = 0;
      for (const key of map.keys()) {
        const known = all.indexOf(key);
        if (known < 0) all.splice(next, 0, key);
        next = (known < 0 ? next : known) + 1;
      }
    }
    return all;
  }

  const nameIn = (maps, key) => maps.find((map) => map.has(key)).get(key)[0];
  const link = ({ url, title: name, lang, dir }) => element("a", { href: url, lang, dir }, element("bdi", {}, name));

  /** What all cases have in common stands out. */
  function markShared(cells) {
    const links = cells.map((cell) => [...cell.querySelectorAll("a")]);
    const isShared = ({ href }) => links.every((others) => others.some((other) => other.href === href));
    for (const one of links.flat().filter(isShared)) one.classList.add("is-shared");
  }

  /** The facts as a table. On a phone its rows become blocks, so what they are is said once more. */
  function table(cases) {
    const maps = cases.map(({ facts }) => facts);
    const mark = ({ colour }) => (colour ? [element("span", { class: `square of-${colour}` })] : []);
    const heads = cases.map((one) => element("th", { scope: "col", role: "columnheader" }, ...mark(one), link(one)));
    const cell = (one, key) => {
      const held = one.facts.get(key)?.[1];
      const city = element("span", { class: "compare-city", "aria-hidden": "true" }, element("bdi", {}, one.city));
      return element("td", { role: "cell", class: held ? "" : "is-absent" }, city, element("div", {}, ...(held ?? ["–"])));
    };
    const row = (key) => {
      const cells = cases.map((one) => cell(one, key));
      markShared(cells);
      return element("tr", { role: "row" }, element("th", { scope: "row", role: "rowheader" }, nameIn(maps, key)), ...cells);
    };
    return element("table", { role: "table", class: "compare-table", "aria-labelledby": "_compare-facts" },
      element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, element("td", { role: "cell" }), ...heads)),
      element("tbody", { role: "rowgroup" }, ...merged(maps).map(row)));
  }

  /** A section of all cases. */
  function section(cases, key, index) {
    const column = ({ city, url, lang, dir, sections }) => {
      const held = sections.get(key)?.[1];
      const head = element("h3", {}, element("a", { href: url }, element("bdi", {}, city)));
      return held
        ? element("div", { class: "compare-column" }, head, element("div", { class: "prose", lang, dir }, ...held))
        : element("div", { class: "compare-column is-absent" }, head, element("p", {}, say("compare_absent")));
    };
    const id = `_compare-${index}`;
    const head = element("h2", { id }, nameIn(cases.map(({ sections }) => sections), key));
    return element("section", { class: "compare-section", "aria-labelledby": id }, head, ...cases.map(column));
  }

  async function paint() {
    const own = chosen;
    document.title = title;
    paintChips();
    paintOffers();
    try {
      const cases = own.length > 1 ? await Promise.all(own.map(caseAt)) : [];
      if (own !== chosen) return;
      compared.replaceChildren();
      compared.style.setProperty("--count", cases.length);
      if (cases.length === 0) return;
      document.title = `${cases.map(({ city }) => city).join(start.strings.list_separator.other)} – ${title}`;
      const facts = element("section", { class: "compare-section compare-facts" }, element("h2", { id: "_compare-facts" }, say("facts")), table(cases));
      compared.append(facts, ...merged(cases.map(({ sections }) => sections)).map((key, index) => section(cases, key, index)));
    } catch {
      if (own === chosen) compared.replaceChildren(element("p", {}, say("compare_failed")));
    }
  }

  async function begin() {
    start = await load("index");
    input.oninput = paintOffers;
    input.onkeydown = (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      const [first] = input.value.trim() ? matches() : [];
      if (first !== undefined) add(first);
    };
    window.onpopstate = () => {
      read();
      paint();
    };
    read();
    place.hidden = false;
    await paint();
  }

  begin();
})();
