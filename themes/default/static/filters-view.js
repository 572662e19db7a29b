// Shows what filters.js leaves of the list of cases: the facets, what is chosen, and the cases as cards, as a table or on a map.

(() => {
  "use strict";

  /** How many cases are shown at once, and how many values of a facet before somebody asks for all. */
  const AT_ONCE = 24;
  const [ALL, FIRST] = [8, 6];
  /** How near two marks of the map may be, in pixels. */
  const NEAR = 26;
  /** How many cases can be compared. */
  const MOST = 4;

  const filters = window.chanceryFilters;
  const { indexUrl } = filters;
  const find = (query, within = document) => within.querySelector(query);
  const [aside, list, found, sheet, csv] = ["#_filters", "#_list", "#_found", "#_sheet", "#_csv"].map((id) => find(id));
  const [facets, chosen, cases] = [find(".facets"), document.createElement("ul"), document.createElement("div")];
  const bar = document.createElement("p");
  const picked = new Set();
  const whole = found.innerHTML;
  const wide = matchMedia("(width >= 56rem)");
  let start = null;
  let view = "cards";
  let result = null;

  // Words

  const number = (count) => new Intl.NumberFormat(start.language).format(count);
  const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /** A text of the site theme with its places filled. */
  function say(key, values = {}) {
    const forms = start.strings[key];
    const text = forms[new Intl.PluralRules(start.language).select(values.count ?? 0)] ?? forms.other;
    return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name]));
  }

  const name = (text) => `<bdi>${escape(text)}</bdi>`;
  const mark = (colour, kind = "square") => (colour ? `<span class="${kind} of-${colour}"></span>` : "");
  const valuesOf = (facet, item) => facet.ofCases[item].map((place) => facet.values[place]);
  const colourOf = (item) => (start.taxonomies > 0 && valuesOf(start.facets[0], item)[0]?.colour) || "";
  const facetOf = (element) => called(element.closest("[data-key]").dataset.key);
  const address = (folder) => new URL(`../${folder}${start.suffix}`, indexUrl).href;

  // What can be chosen

  function paintFacet(facet, counts, isActed) {
    const box = find(`[data-key="${facet.key}"]`, facets);
    const { values, isWhole = values.length <= ALL } = facet;
    const all = find(".facet-all", box);
    if (all) all.hidden = isWhole;
    find(".facet-note", box).textContent = facet.chosen.size > 0 ? say("filters_chosen", { count: facet.chosen.size }) : number(values.length);
    // What somebody has just chosen from keeps its order.
    if (!isActed || !facet.shown) {
      const order = [...values.keys()];
      if (!facet.is_ordered) order.sort((one, other) => counts[other] - counts[one]);
      facet.shown = order.filter((place, rank) => isWhole || rank < FIRST || facet.chosen.has(place));
      find("ul", box).innerHTML = facet.shown.map((place) => option(values[place], place)).join("");
    }
    for (const input of box.querySelectorAll("input")) {
      input.checked = facet.chosen.has(Number(input.value));
      const count = counts[input.value];
      find(".count", input.parentElement).textContent = number(count);
      input.parentElement.classList.toggle("is-none", count === 0);
    }
  }

  const option = ({ title, colour, fullName }, place) =>
    `<li><label title="${escape(fullName)}"><input type="checkbox" value="${place}">${mark(colour)}${name(title)} <span class="count"></span></label></li>`;

  /** Tells how much is chosen. */
  function paintChosen() {
    const chip = ({ values, key }, place) => {
      const { title, colour } = values[place];
      return `<li data-key="${key}"><button type="button" value="${place}" aria-label="${escape(say("filters_remove", { term: title }))}">${mark(colour)}${name(title)}</button></li>`;
    };
    const chips = start.facets.flatMap((facet) => [...facet.chosen].map((place) => chip(facet, place)));
    const clear = `<li><button type="button" class="as-link">${escape(say("filters_clear"))}</button></li>`;
    chosen.innerHTML = chips.length > 0 ? chips.join("") + clear : "";
    find(".filters-open").textContent = chips.length > 0 ? say("filters_number", { number: chips.length }) : say("filters");
    return chips.length;
  }

  function clear() {
    for (const facet of start.facets) facet.chosen.clear();
    go();
    found.focus();
  }

  function remove({ target }) {
    const button = target.closest("button");
    if (button?.value) {
      facetOf(button).chosen.delete(Number(button.value));
      go();
      (find("button", chosen) ?? found).focus();
    } else if (button) clear();
  }

  // The cases

  /** A card, whose addresses are as seen from its file. */
  function card(html) {
    const made = document.createElement("li");
    made.innerHTML = html.replaceAll(/(src|srcset|href)="([^"]*)"/g, (_, key, value) => {
      const urls = value.replaceAll(/(^|, )([^ ,]+)/g, (_, comma, url) => comma + new URL(url, indexUrl));
      return `${key}="${key === "href" ? urls.replace(/\/$/, `/${start.suffix}`) : urls}"`;
    });
    return made;
  }

  function row(html, item) {
    const made = document.createElement("tr");
    const cells = start.facets.map((facet) => `<td>${valuesOf(facet, item).map(({ title }) => name(title)).join(start.strings.list_separator.other)}</td>`);
    made.innerHTML = `<th scope="row">${mark(colourOf(item))}</th>${cells.join("")}`;
    const link = find("a", card(html));
    made.firstChild.append(link ?? "");
    if (canCompare()) made.prepend(box(link));
    return made;
  }

  // What can be compared

  const canCompare = () => "compare_pick" in start.strings;

  /** A box to tick, for a case whose address is known by its link. */
  function box(link) {
    const made = document.createElement("td");
    if (!link) return made;
    const id = decodeURIComponent(link.pathname.match(/([^/]+)\/[^/]*$/)?.[1] ?? "");
    made.innerHTML = `<label class="pick"><input type="checkbox" value="${escape(id)}" aria-label="${escape(say("compare_pick", { case: link.textContent.trim() }))}"></label>`;
    find("input", made).checked = picked.has(id);
    return made;
  }

  function pick({ target }) {
    if (!picked.delete(target.value)) picked.add(target.value);
    paintBar();
  }

  function paintBar() {
    bar.hidden = view !== "table" || picked.size === 0;
    const ids = [...picked].map(encodeURIComponent);
    bar.innerHTML = `<a href="${address("compare/")}?cases=${ids.join(",")}">${escape(say("compare_number", { number: picked.size }))}</a>`;
    for (const input of cases.querySelectorAll(".pick input")) input.disabled = picked.size === MOST && !input.checked;
  }

  async function paintCases(own) {
    const isTable = view === "table";
    const corner = canCompare() ? "<td></td>" : "";
    const heads = [say("filters_case"), ...start.facets.map(({ title }) => title)].map((text) => `<th scope="col">${escape(text)}</th>`);
    const frame = document.createElement("div");
    frame.innerHTML = isTable
      ? `<div class="table-frame" role="region" tabindex="0" aria-label="${escape(say("filters_table"))}"><table class="case-table"><thead><tr>${corner}${heads.join("")}</tr></thead><tbody class="items"></tbody></table></div>`
      : '<ul class="cards items"></ul>';
    frame.insertAdjacentHTML("beforeend", '<button type="button" class="more-cases"></button>');
    const [items, more] = [find(".items", frame), find(".more-cases", frame)];
    more.onclick = async () => {
      const done = items.children.length;
      const next = result.found.slice(done, done + AT_ONCE);
      const made = (await filters.records("cards", next)).map((html, place) => (isTable ? row : card)(html, next[place]));
      if (own !== result) return;
      items.append(...made);
      paintBar();
      const count = result.found.length - items.children.length;
      more.hidden = count === 0;
      more.textContent = say("filters_more", { count });
      if (done > 0) find("a", made[0]).focus();
    };
    await more.onclick();
    if (own === result) cases.replaceChildren(frame);
  }

  /** What was found on the map: marks that would overlap are one, which opens a list. */
  async function paintMap(own) {
    const places = await filters.load("places", start.places);
    if (own !== result) return;
    const { url, width, height } = start.map;
    const away = result.found.filter((item) => !places[item]).length;
    cases.innerHTML = `<div class="map-sheet"><img class="map-land" src="${new URL(`../${url}`, indexUrl)}" alt="" width="${width}" height="${height}">
      <svg class="map-marks pins narrow medium wide" direction="ltr"></svg></div><ul class="plain cities map-found"></ul><p>${away > 0 ? escape(say("filters_unplaced", { count: away })) : ""}</p>`;
    const svg = find("svg", cases);
    const scale = (svg.clientWidth || width) / 10000;
    const marks = [];
    for (const item of result.found) {
      if (!places[item]) continue;
      const [x, y] = [places[item][0] * scale, (places[item][1] * scale * height) / width];
      const near = marks.find((other) => Math.hypot(other.x - x, other.y - y) < NEAR);
      if (near) near.items.push(item);
      else marks.push({ x, y, items: [item] });
    }
    const pin = ({ items }, place) => {
      const [left, top, city, folder] = places[items[0]];
      const at = (sign) => `${sign}x="${left / 100}%" ${sign}y="${top / 100}%"`;
      const more = items.length - 1;
      const href = more > 0 ? `#_mark-${place}` : address(folder);
      return `<a href="${href}" class="pin ${more > 0 ? "cluster" : `of-${colourOf(items[0])}`}"><title>${escape(more > 0 ? say("city_and_more", { city, count: more }) : city)}</title>
        <circle class="pin-touch" ${at("c")} r="12"/><circle class="pin-mark" ${at("c")} r="${more > 0 ? 11 : 8}"/>${more > 0 ? `<text class="pin-number" ${at("")} dy=".35em" text-anchor="middle">${number(more + 1)}</text>` : ""}</a>`;
    };
    svg.innerHTML = marks.map(pin).join("");
    const cities = find(".map-found", cases);
    const tell = (items) => (cities.innerHTML = items.filter((item) => places[item]).map(entry).join(""));
    const entry = (item) => `<li>${mark(colourOf(item), "dot")}<a href="${address(places[item][3])}">${name(places[item][2])}</a></li>`;
    if (own.found.length <= AT_ONCE) tell(own.found);
    svg.onclick = (event) => {
      const place = event.target.closest("a")?.getAttribute("href").split("#_mark-")[1];
      if (!place) return;
      event.preventDefault();
      tell(marks[place].items);
      find("a", cities).focus();
    };
  }

  // The whole

  async function begin() {
    if (start) return;
    start = await filters.begin();
    [chosen.className, cases.className, bar.className] = ["plain chosen", "narrowed", "actions compare-bar not-printed"];
    bar.setAttribute("aria-live", "polite");
    found.after(chosen);
    list.after(cases, bar);
    cases.onchange = pick;
    const settle = () => {
      (wide.matches ? aside : find(".sheet-body", sheet)).append(facets);
      facets.querySelectorAll("details").forEach((box, place) => (box.open = wide.matches || place === 0));
    };
    wide.onchange = settle;
    settle();
    facets.onchange = ({ target }) => {
      const facet = facetOf(target);
      const place = Number(target.value);
      if (!facet.chosen.delete(place)) facet.chosen.add(place);
      go(facet);
    };
    chosen.onclick = remove;
    sheet.onclick = ({ target }) => {
      if (target.matches("dialog, .sheet-close, .sheet-show")) sheet.close();
    };
    find(".sheet-clear", sheet).onclick = clear;
    find("button", csv).onclick = save;
    window.onpopstate = () => filters.follow();
    view = filters.read();
  }

  async function save() {
    const rows = await filters.records("rows", result.found);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", start.header, ...rows], { type: "text/csv" }));
    link.download = "cases.csv";
    link.click();
  }

  async function paint(acted) {
    const own = filters.narrow();
    result = own;
    start.facets.forEach((facet, place) => paintFacet(facet, own.counts[place], facet === acted));
    const isNarrowed = paintChosen() > 0 || view !== "cards";
    const count = own.found.length;
    list.hidden = isNarrowed;
    cases.hidden = !isNarrowed;
    csv.hidden = !isNarrowed || count === 0 || !start.header;
    found.innerHTML = isNarrowed ? `<strong>${escape(say("filters_found", { found: count, count: start.count }))}</strong>` : whole;
    find("button", csv).textContent = say("filters_csv", { count });
    find(".sheet-show", sheet).textContent = say("filters_show", { count });
    for (const link of document.querySelectorAll(".views a")) link.setAttribute("aria-current", link.dataset.view === view);
    if (!isNarrowed) return;
    try {
      if (count === 0) cases.innerHTML = `<p>${escape(say("filters_none"))}</p>`;
      else await (view === "map" && start.map ? paintMap : paintCases)(own);
    } catch {
      if (own === result) cases.innerHTML = `<p>${escape(say("filters_failed"))}</p>`;
    }
  }

  /** Shows a choice and puts it into the address. */
  function go(acted) {
    filters.write(view);
    return paint(acted);
  }

  const after = (does) => async (...words) => {
    await begin();
    return does(...words);
  };

  /** Puts the focus on a value, which may be new. */
  const focus = (facet, place) => find(`[data-key="${facet.key}"] input[value="${place}"]`, facets).focus();
  const called = (key) => start.facets.find((facet) => facet.key === key);

  Object.assign(filters, {
    follow: after(() => {
      view = filters.read();
      return paint();
    }),
    choose: after((key, id) => {
      const facet = called(key);
      const place = facet.values.findIndex((value) => value.id === id);
      facet.chosen.add(place);
      go();
      focus(facet, place);
    }),
    expand: after((key) => {
      const facet = called(key);
      facet.isWhole = true;
      paint();
      focus(facet, facet.shown[0]);
    }),
    show: after((wanted) => {
      view = wanted;
      return go();
    }),
    openSheet: after(() => {
      paint();
      sheet.showModal();
    }),
  });
})();
