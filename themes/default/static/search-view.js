// Search: the dialog and the page of search. What they show comes from search.js.

(() => {
  "use strict";

  /** How many results of a kind are shown at first. */
  const IN_DIALOG = 5;
  const ON_PAGE = 10;
  /** How long a sentence may be, in characters, before it is cut around what was found. */
  const LONGEST = 170;

  const search = window.chancerySearch;
  const { details, eachWord, find, indexUrl, words } = search;
  /** The beginning of the index. */
  let start = null;

  async function begin() {
    start = await search.begin();
  }

  // Showing

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.flat().filter((child) => child !== null));
    return made;
  }

  const number = (count) => new Intl.NumberFormat(start.language).format(count);

  /** A text of the site theme with its places filled by texts or elements. */
  function say(key, values = {}) {
    const forms = start.strings[key] ?? {};
    const form = "count" in values ? new Intl.PluralRules(start.language).select(values.count) : "other";
    const filled = "count" in values ? { ...values, count: number(values.count) } : values;
    return (forms[form] ?? forms.other ?? "").split(/(\{\w+\})/).map((part) => filled[part.slice(1, -1)] ?? part);
  }

  const sayText = (key, values) => say(key, values).join("");

  /** The stretches of a text that were asked for, and which words they are. */
  function stretches(text, marks) {
    const all = [];
    eachWord(text, (word, begin, ends) => {
      if (marks.words.has(word)) {
        all.push({ word, begin, end: ends.at(-1) });
        return;
      }
      for (const prefix of marks.prefixes) {
        if (word.startsWith(prefix)) all.push({ word: prefix, begin, end: ends[prefix.length - 1] });
      }
    });
    return all.sort((one, other) => one.begin - other.begin || other.end - one.end);
  }

  function marked(text, marks) {
    const nodes = [];
    let done = 0;
    for (const { begin, end } of stretches(text, marks)) {
      if (begin < done) continue;
      nodes.push(text.slice(done, begin), element("mark", {}, text.slice(begin, end)));
      done = end;
    }
    nodes.push(text.slice(done));
    return nodes;
  }

  /** The sentence that holds most of the words; the beginning where none holds any. */
  function sentence({ summary = "", text = "" }, marks) {
    const sentences = [summary, ...text.split("\n").flatMap((line) => line.split(/(?<=[.!?؟…。]["»”)]?)\s+/))];
    let best = { text: sentences.find((one) => one.length > 0) ?? "", count: 0, begin: 0 };
    for (const one of sentences) {
      const found = stretches(one, marks);
      const count = new Set(found.map(({ word }) => word)).size;
      if (count > best.count) best = { text: one, count, begin: found[0].begin };
    }
    return cut(best.text, best.begin);
  }

  /** A long sentence, cut at words around the place that matters. */
  function cut(text, place) {
    if (text.length <= LONGEST) return text;
    let from = Math.max(0, Math.min(place - LONGEST / 3, text.length - LONGEST));
    if (from > 0) from = text.indexOf(" ", from) + 1 || from;
    let to = Math.min(text.length, from + LONGEST);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), place);
    return `${from > 0 ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
  }

  const address = (url) => new URL(`../${url}${start.suffix}`, indexUrl).href;

  /** A result as a link. `attributes` are those of the link. */
  function result(record, marks, attributes) {
    const [lang, dir] = record.language ?? [];
    const text = sentence(record, marks);
    return element(
      "a",
      { class: "found", href: address(record.url), ...attributes },
      element("span", { class: `square${record.colour ? ` of-${record.colour}` : ""}`, "aria-hidden": "true" }),
      element("bdi", { class: "found-title", lang, dir }, marked(record.title, marks)),
      record.note ? element("span", { class: "found-note" }, element("bdi", {}, record.note)) : null,
      text ? element("span", { class: "found-text", lang, dir }, marked(text, marks)) : null,
    );
  }

  /** What is said beside the results: other spellings, and words that are nowhere. `again` searches for another text. */
  function remarks(answer, query, again) {
    const made = answer.meant.map(({ written, meant }) => {
      const suggestion = answer.spelt ?? meant;
      const button = element("button", { type: "button", class: "as-link" }, element("bdi", {}, suggestion));
      button.addEventListener("click", () => again(query.replace(written, suggestion)));
      return element("p", { class: "search-remark" }, say("search_did_you_mean", { word: written, suggestion: button }));
    });
    if (answer.total === 0) {
      made.push(element("p", { class: "search-remark" }, say("search_nothing", { query })));
    } else if (answer.missing.length > 0) {
      made.push(element("p", { class: "search-remark" }, say("search_without", { words: answer.missing.join(" ") })));
    }
    return made;
  }

  /** Finds, fetches and tells how the first word that was meant is written where it was found. */
  async function answerTo(query, most) {
    const answer = await find(query);
    await Promise.all(
      answer.groups.map(async (group) => {
        group.records = await details(group, group.found.slice(0, most));
      }),
    );
    if (answer.meant.length === 1) {
      const first = answer.groups[0]?.records[0];
      const texts = first ? [first.title, sentence(first, answer.marks)] : [];
      const place = texts.map((text) => ({ text, at: stretches(text, answer.marks)[0] })).find(({ at }) => at);
      if (place) answer.spelt = place.text.slice(place.at.begin, place.at.end);
    }
    return answer;
  }

  /** Searches whenever the text of `input` changes. `show(answer, query)` shows what was found; none where nothing is asked. */
  function listen(input, status, show) {
    let latest = 0;
    const look = async () => {
      const query = input.value.trim();
      latest += 1;
      const own = latest;
      try {
        await begin();
        const answer = words(query).length > 0 ? await show.find(query) : null;
        if (own !== latest) return;
        show.paint(answer, query);
        status.textContent = answer === null ? "" : sayText("search_results", { count: answer.total });
      } catch {
        if (own !== latest) return;
        show.paint(null, query);
        status.textContent = start ? sayText("search_failed") : "!";
      }
    };
    input.addEventListener("input", look);
    return look;
  }

  // The dialog

  let dialog = null;

  async function open() {
    try {
      await begin();
    } catch {
      location.assign(new URL(".", indexUrl));
      return;
    }
    dialog ??= makeDialog();
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").select();
  }

  function makeDialog() {
    const page = address("search/");
    const list = element("div", { id: "_found", role: "listbox", class: "search-list", "aria-label": sayText("search") });
    const remark = element("div", { class: "search-remarks" });
    const { input, status, form } = makeForm(page, {
      role: "combobox", "aria-controls": "_found", "aria-expanded": "false", "aria-autocomplete": "list",
    });
    const close = element("button", { type: "button", class: "search-close", "aria-label": sayText("search_close") });
    const all = element("a", { href: page }, sayText("search_all_results"));
    const key = (names, does) =>
      element("span", { "aria-hidden": "true" }, names.map((name) => element("kbd", {}, name)), does);
    const keys = element("p", { class: "search-keys" },
      key(["↑", "↓"], sayText("search_choose")), key(["↵"], sayText("search_open")), key(["Esc"], sayText("search_close")), all);
    form.append(close);
    const made = element("dialog", { class: "search-dialog", "aria-label": sayText("search") }, form, remark, list, keys);
    close.addEventListener("click", () => made.close());
    made.addEventListener("click", (event) => event.target === made && made.close());
    const choose = chooser(input, list);
    const look = listen(input, status, {
      find: (query) => answerTo(query, IN_DIALOG),
      paint(answer, query) {
        const again = (text) => {
          input.value = text;
          input.focus();
          look();
        };
        remark.replaceChildren(...(answer ? remarks(answer, query, again) : []));
        all.href = `${page}?q=${encodeURIComponent(query)}`;
        list.replaceChildren(...(answer?.groups ?? []).map((group) => dialogGroup(group, answer.marks, all.href)));
        choose.reset();
      },
    });
    document.body.append(made);
    return made;
  }

  /** The field, and beside it how much was found. */
  function makeForm(action, attributes) {
    const input = element("input", {
      type: "search", name: "q", class: "search-input", autocomplete: "off", spellcheck: "false",
      "aria-label": sayText("search"), placeholder: sayText("search"), ...attributes,
    });
    const status = element("output", { class: "search-status", "aria-live": "polite" });
    const icon = element("span", { class: "search-icon", "aria-hidden": "true" });
    return { input, status, form: element("form", { class: "search-form", role: "search", action }, icon, input, status) };
  }

  function dialogGroup(group, marks, page) {
    const id = `_found-${group.id}`;
    const option = (record, index) =>
      result(record, marks, { role: "option", tabindex: "-1", "aria-selected": "false", id: `${id}-${index}` });
    const more = group.found.length - group.records.length;
    return element(
      "div", { role: "group", "aria-labelledby": id },
      element("p", { class: "found-group", role: "presentation" },
        element("span", { id }, group.title), element("span", {}, number(group.found.length))),
      group.records.map(option),
      more > 0
        ? element("a", { class: "found-more", href: `${page}#_found-${group.id}`, role: "option", tabindex: "-1",
          "aria-selected": "false", id: `${id}-more` }, sayText("search_more", { count: more }))
        : null,
    );
  }

  /** The keys of a combobox (WAI-ARIA): the focus stays in the field, and arrows choose among the options. */
  function chooser(input, list) {
    let chosen = null;
    const options = () => [...list.querySelectorAll("[role=option]")];
    const set = (option) => {
      chosen?.setAttribute("aria-selected", "false");
      chosen = option;
      chosen?.setAttribute("aria-selected", "true");
      chosen?.scrollIntoView({ block: "nearest" });
      if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
      else input.removeAttribute("aria-activedescendant");
    };
    input.addEventListener("keydown", (event) => {
      const all = options();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && all.length > 0) {
        event.preventDefault();
        const place = chosen ? all.indexOf(chosen) + step : step > 0 ? 0 : all.length - 1;
        set(all.at(place % all.length));
      } else if (event.key === "Escape") {
        // A browser empties the field, and stays in it.
        event.preventDefault();
        input.blur();
        input.closest("dialog").close();
      } else if (event.key === "Enter" && chosen) {
        event.preventDefault();
        if (event.ctrlKey || event.metaKey) window.open(chosen.href);
        else chosen.click();
      }
    });
    return {
      reset() {
        set(null);
        input.setAttribute("aria-expanded", String(options().length > 0));
      },
    };
  }

  // The page of search

  /** Puts the field above the list of everything, which gives way to what is found. */
  async function makePage(place) {
    await begin();
    const list = document.querySelector("#_letters");
    const { input, status, form } = makeForm("", { id: "_q" });
    const results = element("div", { class: "search-page-list" });
    form.addEventListener("submit", (event) => event.preventDefault());
    const look = listen(input, status, {
      find: (query) => answerTo(query, ON_PAGE),
      paint(answer, query) {
        const again = (text) => {
          input.value = text;
          look();
        };
        if (list) list.hidden = answer !== null;
        const said = answer ? remarks(answer, query, again) : [];
        results.replaceChildren(...said, ...(answer?.groups ?? []).map((group) => pageGroup(group, answer.marks)));
        remember(query);
      },
    });
    place.replaceChildren(form, results);
    input.value = new URLSearchParams(location.search).get("q") ?? "";
    if (input.value) {
      await look();
      // What the address names was not there when the page came.
      if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
    }
    input.focus();
  }

  /** Puts the query into the address; from a folder a browser may refuse that. */
  function remember(query) {
    const url = new URL(location.href);
    if ((url.searchParams.get("q") ?? "") === query) return;
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    url.hash = "";
    try {
      history.replaceState(null, "", url);
    } catch {
      // The results are there all the same.
    }
  }

  function pageGroup(group, marks) {
    const id = `_found-${group.id}`;
    const item = (record) => element("li", {}, result(record, marks, {}));
    const items = element("ol", { class: "plain" }, group.records.map(item));
    const section = element(
      "section", { "aria-labelledby": id },
      element("h2", { class: "found-group", id }, element("span", {}, group.title), element("span", {}, number(group.found.length))),
      items,
    );
    const more = element("button", { type: "button", class: "found-more as-link" });
    const left = () => group.found.length - items.children.length;
    const tell = () => {
      more.hidden = left() === 0;
      more.textContent = sayText("search_more", { count: left() });
    };
    more.addEventListener("click", async () => {
      const done = items.children.length;
      const records = await details(group, group.found.slice(done, done + 2 * ON_PAGE));
      items.append(...records.map(item));
      items.children[done].querySelector("a").focus();
      tell();
    });
    tell();
    section.append(more);
    return section;
  }

  search.open = open;
  const place = document.querySelector("#_search");
  if (place) makePage(place).catch(() => {});
})();
